import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { e2eFolder } from "../project/folders.js";
import { CommandError, run, start, stop } from "../project/processes.js";

export interface PythonOptions {
  /** Where the virtual environment is kept. */
  readonly folder: string;
  /** A `requirements.txt`. */
  readonly requirements: string;
  /** The machine's interpreter. */
  readonly python3: string;
  /** On top of this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

const OURS: PythonOptions = {
  folder: join(e2eFolder, ".venv"),
  requirements: join(e2eFolder, "aws/requirements.txt"),
  python3: "python3",
};

/** The environment is where to install, whatever the user's own settings say. */
const PIP_SETTINGS = { PIP_USER: "0", PIP_TARGET: undefined, PIP_PREFIX: undefined, PYTHONHOME: undefined };

let ready: Promise<string> | undefined;

/**
 * The interpreter of a virtual environment that has what `requirements.txt` names. It is kept next to the tests and used
 * again for as long as that file and the machine's Python stay the same. It takes about twenty seconds to build.
 */
export function pythonEnvironment(): Promise<string> {
  ready ??= buildEnvironment(OURS);
  return ready;
}

/** The packages of the environment, once it is built. */
export function sitePackages(): string {
  const lib = join(OURS.folder, "lib");
  const [python] = readdirSync(lib).filter((name) => name.startsWith("python"));
  return join(lib, python ?? "", "site-packages");
}

/**
 * Builds a virtual environment unless it is up to date. Several processes may do so at once: one builds,
 * the others wait for it.
 *
 * @returns the path of its interpreter
 * @throws Error in one line that says what to do
 */
export async function buildEnvironment(options: PythonOptions): Promise<string> {
  const { folder, requirements } = options;
  const python = join(folder, "bin", "python");
  const stamp = join(folder, "built-from");
  const wanted = await fingerprint(options);
  const isBuilt = async () => (await readFile(stamp, "utf8").catch(() => "")) === wanted;
  if (await isBuilt()) return python;

  const unlock = await lock(options);
  try {
    if (await isBuilt()) return python;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await step(options, options.python3, ["-m", "venv", folder], (reason) => {
      return `${options.python3} cannot make a virtual environment (${reason}). Install Python's venv (on Debian: apt install python3-venv).`;
    });
    const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
    await step(options, python, install, (reason) => {
      return `pip cannot install ${requirements} (${reason}). Connect to the network, or name a mirror in PIP_INDEX_URL or PIP_FIND_LINKS.`;
    });
    // Written last: what was interrupted is built again.
    await writeFile(stamp, wanted);
    return python;
  } finally {
    await unlock();
  }
}

async function fingerprint({ python3, requirements, env = {} }: PythonOptions): Promise<string> {
  const asked = run(python3, ["-c", "import sys; print(sys.version, sys.prefix)"], { env, timeoutMs: 30_000 });
  const { stdout } = await asked.catch((error: unknown) => {
    throw new Error(
      `${python3} does not run (${lastLine(error)}). Install Python 3.10 or newer, and put it on the PATH.`,
    );
  });
  const hash = createHash("sha256").update(stdout);
  return hash.update(await readFile(requirements, "utf8")).digest("hex");
}

/** Runs one command of the build, and words its failure. */
async function step(
  { env = {} }: PythonOptions,
  command: string,
  args: readonly string[],
  worded: (reason: string) => string,
): Promise<void> {
  await run(command, args, { env: { ...env, ...PIP_SETTINGS }, timeoutMs: 600_000 }).catch((error: unknown) => {
    throw new Error(worded(lastLine(error)));
  });
}

/** What a command said last, without pip's `ERROR:`. */
function lastLine(error: unknown): string {
  if (!(error instanceof CommandError)) return String(error).split("\n")[0] ?? "";
  const { stdout, stderr, code } = error.result;
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("WARNING:"));
  const last = lines.at(-1) ?? `code ${code}`;
  return last.replace(/^ERROR: /, "").trim();
}

/** The system releases the lock when the process that has it ends, however that ends. */
const LOCK = `
import fcntl, sys
file = open(sys.argv[1])
fcntl.flock(file, fcntl.LOCK_EX)
print("locked", flush=True)
sys.stdin.read()
`;

/** Locks the file of requirements, which all processes have. */
async function lock({ python3, requirements, env = {} }: PythonOptions): Promise<() => Promise<void>> {
  const holder = start(python3, ["-c", LOCK, requirements], { env });
  const ended = once(holder, "close").then(() => {
    throw new Error(`${python3} cannot lock ${requirements}`);
  });
  await Promise.race([once(holder.stdout ?? holder, "data"), ended]);
  return () => stop(holder);
}
