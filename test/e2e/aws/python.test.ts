import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { run } from "../project/processes.js";
import { describeWith, hasPython } from "../project/tools.js";
import { buildEnvironment, type PythonOptions } from "./python.js";

describeWith([hasPython], "the virtual environment", () => {
  let folder: string;
  let options: PythonOptions;
  beforeEach(async () => {
    folder = join(await temporaryFolder("venv"), "a clone in a folder with spaces");
    await mkdir(folder);
    options = { folder: join(folder, ".venv"), requirements: join(folder, "requirements.txt"), python3: "python3" };
    await writeFile(options.requirements, "");
  });
  afterEach(() => removeFolder(join(folder, "..")));

  /** A program that takes the place of the machine's interpreter. */
  async function program(text: string): Promise<string> {
    const file = join(folder, "python");
    await writeFile(file, `#!/bin/sh\n${text}\n`);
    await chmod(file, 0o755);
    return file;
  }

  it("is built once by several, in a folder with spaces, without a home directory, whatever pip's own settings are", async () => {
    const settings = { HOME: "/dev/null", XDG_CACHE_HOME: "/dev/null", PIP_USER: "1", PIP_TARGET: "/dev/null" };
    const log = join(folder, "log");
    const python3 = await program(`echo "$*" >> '${log}'; exec python3 "$@"`);
    const all = [1, 2, 3].map(() => buildEnvironment({ ...options, python3, env: settings }));
    const [python = "", ...others] = await Promise.all(all);
    expect(others).toEqual([python, python]);
    expect((await readFile(log, "utf8")).match(/-m venv/g)).toHaveLength(1);
    const { stdout } = await run(python, ["-c", "import sys; print(sys.prefix)"], { timeoutMs: 30_000 });
    expect(stdout.trim()).toBe(options.folder);

    const { mtimeMs } = await stat(python);
    await buildEnvironment({ ...options, python3 });
    expect((await stat(python)).mtimeMs).toBe(mtimeMs);
  });

  /** The machine's interpreter, whose virtual environments have its own pip: that takes a second, not ten. */
  const quick = () =>
    program(
      `case "$*" in "-m venv"*) exec python3 -m venv --without-pip --system-site-packages "$3";; esac\nexec python3 "$@"`,
    );

  it("is built again after an interruption", async () => {
    const python3 = await program(`case "$*" in "-m venv"*) mkdir -p "$3/bin"; exit 1;; esac\nexec python3 "$@"`);
    await expect(buildEnvironment({ ...options, python3 })).rejects.toThrow("cannot make a virtual environment");
    const python = await buildEnvironment({ ...options, python3: await quick() });
    await run(python, ["-m", "pip", "--version"], { timeoutMs: 30_000 });
  });

  it("says that there is no Python, in one line", async () => {
    await expect(buildEnvironment({ ...options, python3: "python-3-of-nobody" })).rejects.toThrow(
      /^python-3-of-nobody does not run \(.*\)\. Install Python 3\.10 or newer, and put it on the PATH\.$/,
    );
  });

  it("says that Python has no venv, in one line", async () => {
    const python3 = await program(
      `case "$*" in "-m venv"*) echo 'Traceback (most recent call last):' >&2; echo 'No module named venv' >&2; exit 1;; *) exec python3 "$@";; esac`,
    );
    await expect(buildEnvironment({ ...options, python3 })).rejects.toThrow(
      `${python3} cannot make a virtual environment (No module named venv). Install Python's venv (on Debian: apt install python3-venv).`,
    );
  });

  it("says that pip cannot reach an index, in one line", async () => {
    await writeFile(options.requirements, "moto[server]==5.2.5\n");
    const offline = { PIP_INDEX_URL: "http://127.0.0.1:9/simple", PIP_RETRIES: "0", PIP_FIND_LINKS: "" };
    await expect(buildEnvironment({ ...options, python3: await quick(), env: offline })).rejects.toThrow(
      new RegExp(
        `^pip cannot install ${options.requirements} \\(No matching distribution found for moto\\[server\\]==5\\.2\\.5\\)\\. ` +
          "Connect to the network, or name a mirror in PIP_INDEX_URL or PIP_FIND_LINKS\\.$",
      ),
    );
  });
});
