import { cp, readdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { removeFolder, temporaryFolder, workspaceFolder } from "./folders.js";
import { run } from "./processes.js";
import { Terraform, terraformSettings } from "./terraform.js";

const SECOND = 1_000;

/** A copy of a CDKTF program, with the workspace's packages to load and its states beside it. */
export class CdktfProgram {
  private constructor(
    readonly folder: string,
    private env: NodeJS.ProcessEnv,
  ) {}

  /** @param program a folder with `cdktf.json` and what it names */
  static async create(program: string, env: NodeJS.ProcessEnv): Promise<CdktfProgram> {
    const folder = await temporaryFolder("cdktf");
    await cp(program, folder, { recursive: true, filter: (path) => !/(node_modules|cdktf\.out)$/.test(path) });
    await symlink(join(workspaceFolder, "node_modules"), join(folder, "node_modules"));
    return new CdktfProgram(folder, { ...env, ...terraformSettings, CI: "true" });
  }

  /** Changes the environment of what is run from now on. */
  setEnvironment(env: NodeJS.ProcessEnv): void {
    this.env = { ...this.env, ...env };
  }

  /** Runs `cdktf` itself, and gives what it printed. */
  async cdktf(...args: readonly string[]): Promise<string> {
    const cli = join(workspaceFolder, "node_modules/cdktf-cli/bundle/bin/cdktf.js");
    const { stdout } = await run(process.execPath, [cli, ...args], {
      cwd: this.folder,
      env: this.env,
      timeoutMs: 600 * SECOND,
    });
    return stdout;
  }

  /** Terraform on one synthesised stack. */
  stack(name: string): Terraform {
    return new Terraform(join(this.folder, "cdktf.out/stacks", name), this.env);
  }

  /** Forgets what has been deployed, as before the first time; what is in AWS stays. */
  async forgetStates(): Promise<void> {
    const states = (await readdir(this.folder)).filter((name) => name.includes(".tfstate"));
    await Promise.all(states.map((name) => rm(join(this.folder, name))));
  }

  remove(): Promise<void> {
    return removeFolder(this.folder);
  }
}
