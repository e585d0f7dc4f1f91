import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { e2eFolder } from "../project/folders.js";
import { run } from "../project/processes.js";

const requirements = join(e2eFolder, "aws/requirements.txt");
const environment = join(e2eFolder, ".venv");
const stamp = join(environment, "built-from");

/**
 * The interpreter of a virtual environment that holds `requirements.txt`. The environment is kept beside the tests and
 * used again for as long as that file and the machine's Python stay the same; it takes about twenty seconds to build.
 */
export async function pythonEnvironment(): Promise<string> {
  const python = join(environment, "bin", "python");
  const wanted = await fingerprint();
  const built = await readFile(stamp, "utf8").catch(() => "");
  if (built === wanted) return python;

  await rm(environment, { recursive: true, force: true });
  await mkdir(environment, { recursive: true });
  await run("python3", ["-m", "venv", environment], { timeoutMs: 120_000 });
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements], {
    timeoutMs: 600_000,
  });
  await writeFile(stamp, wanted);
  return python;
}

async function fingerprint(): Promise<string> {
  const { stdout } = await run("python3", ["-c", "import sys; print(sys.version, sys.prefix)"], { timeoutMs: 30_000 });
  const hash = createHash("sha256").update(stdout);
  return hash.update(await readFile(requirements, "utf8")).digest("hex");
}
