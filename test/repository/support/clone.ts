import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../support/repository.js";

/** The only package that the clone has: what it is called is what `npm run build` starts first. */
const TOOL = "typescript";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** JavaScript that runs before the script, to make this machine look like another. */
  readonly before?: string;
}

/**
 * A clone with this repository's scripts and one package, which comes from an archive in it: nothing is downloaded. Its
 * folder's name has spaces. The package's program prints its arguments.
 */
export class Clone {
  /** The home directory of what runs in the clone. */
  readonly home = mkdtempSync(join(tmpdir(), "amplify-roles-clone-"));
  readonly folder = join(this.home, "a clone of mine");

  constructor() {
    cpSync(join(root, "scripts"), join(this.folder, "scripts"), { recursive: true });
    cpSync(join(root, ".node-version"), join(this.folder, ".node-version"));
    const archive = this.archive(TOOL, "console.log('tool', ...process.argv.slice(2));");
    this.write("package.json", { ...this.manifest(), devDependencies: { [TOOL]: `file:${archive}` } });
    this.npm("install", "--package-lock-only");
  }

  /** Runs `scripts/build.mjs`, which installs and then starts the tool. */
  build(options: RunOptions = {}): Outcome {
    const { before = "" } = options;
    const args = ["--import", `data:text/javascript,${encodeURIComponent(before)}`, "scripts/build.mjs"];
    return this.spawn(process.execPath, args, options.env);
  }

  manifest(): Record<string, unknown> {
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { name: "clone", version: "1.0.0", private: true, engines };
  }

  /** Packs a package with one program into the clone, and gives the name of the archive. */
  archive(name: string, program: string): string {
    mkdirSync(join(this.folder, name), { recursive: true });
    this.write(`${name}/package.json`, { name, version: "1.0.0", bin: { tsc: "tsc.js" } });
    writeFileSync(join(this.folder, name, "tsc.js"), program);
    this.npm("pack", `./${name}`);
    return `${name}-1.0.0.tgz`;
  }

  write(path: string, content: unknown): void {
    writeFileSync(join(this.folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }

  read(path: string): Record<string, unknown> {
    return JSON.parse(readFileSync(join(this.folder, path), "utf8"));
  }

  /** Without what has been installed. */
  clean(): void {
    rmSync(join(this.folder, "node_modules"), { recursive: true, force: true });
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private npm(...args: string[]): void {
    const { code, stdout, stderr } = this.spawn("npm", [...args, "--ignore-scripts"]);
    if (code !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${stdout}${stderr}`);
  }

  private spawn(command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Outcome {
    const env = {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      HOME: this.home,
      npm_config_cache: join(this.home, "cache"),
      // Nothing listens there.
      npm_config_registry: "http://127.0.0.1:9",
      npm_config_fetch_retries: "0",
      npm_config_update_notifier: "false",
      ...more,
    };
    const shell = command === "npm" && process.platform === "win32";
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: this.folder, env, shell, encoding: "utf8" });
    return { code: status, stdout, stderr };
  }
}
