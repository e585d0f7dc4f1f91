import { cp, mkdir, readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { removeFolder, temporaryFolder, workspaceFolder } from "../project/folders.js";
import { npmInstall } from "../project/npm-install.js";
import { run } from "../project/processes.js";
import type { Tarballs } from "./tarballs.js";

export type Tool = "cdktf" | "cdktn" | "pulumi";

export interface InstallationOptions {
  readonly tool: Tool;
  readonly tarballs: Tarballs;
  /** Installed in addition to what the examples ask for. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** npm's `overrides`: versions in the place of those that the examples and the packages ask for. */
  readonly overrides?: Readonly<Record<string, string>> | undefined;
}

const MINUTE = 60_000;

/** The names of a tool's examples. */
export const examplesOf = (tool: Tool): Promise<string[]> => readdir(join(workspaceFolder, "examples", tool));

/**
 * A tool's examples, copied outside the workspace, with what their own `package.json`s ask for. They are npm workspaces
 * of one project, so that what they share is on the disk once; npm takes the packed packages for the versions that they
 * name, and refuses the installation where a range does not fit.
 */
export class Installation {
  private constructor(readonly folder: string) {}

  static async create({ tool, tarballs, dependencies, overrides = {} }: InstallationOptions): Promise<Installation> {
    // A name without symbolic links, as Node's module loader will give it.
    const folder = await realpath(await temporaryFolder(`packed-${tool}`));
    const installation = new Installation(folder);
    try {
      for (const example of await examplesOf(tool)) await copyExample(tool, example, installation.example(example));
      const manifest = {
        name: "packed-examples",
        private: true,
        workspaces: ["examples/*"],
        dependencies: {
          "@amplify-roles/service-reference": `file:${tarballs["service-reference"]}`,
          "@amplify-roles/core": `file:${tarballs.core}`,
          [`@amplify-roles/${tool}`]: `file:${tarballs[tool]}`,
          "amplify-roles": `file:${tarballs.cli}`,
          ...dependencies,
        },
        overrides,
      };
      await writeFile(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
      await npmInstall(folder);
      return installation;
    } catch (error) {
      await installation.remove();
      throw error;
    }
  }

  remove(): Promise<void> {
    return removeFolder(this.folder);
  }

  example(name: string): string {
    return join(this.folder, "examples", name);
  }

  /** The file that an example gets for a module's name. */
  resolve(example: string, module: string): string {
    return createRequire(join(this.example(example), "main.js")).resolve(module);
  }

  /** The name and version that are installed where an example looks for a package. */
  async installed(example: string, packageName: string): Promise<string> {
    const manifest = this.resolve(example, `${packageName}/package.json`);
    const { name, version } = JSON.parse(await readFile(manifest, "utf8"));
    return `${name}@${version}`;
  }

  /** The folders of a package as an example and the packages that it uses get it: one, if they share it. */
  copies(example: string, packageName: string, users: readonly string[]): readonly string[] {
    const manifests = users.map((user) => this.resolve(example, `${user}/package.json`));
    const from = [join(this.example(example), "main.js"), ...manifests];
    return [...new Set(from.map((file) => createRequire(file).resolve(`${packageName}/package.json`)))];
  }

  /** Checks an example's types with its own settings and its own compiler. */
  async typeCheck(example: string): Promise<void> {
    const compiler = this.resolve(example, "typescript/bin/tsc");
    await run(process.execPath, [compiler, "--project", "."], { cwd: this.example(example), timeoutMs: 2 * MINUTE });
  }

  /** Runs what an example's `npm test` runs. */
  async test(example: string): Promise<void> {
    const args = ["--import", "tsx", "--test", "permissions.test.ts"];
    await run(process.execPath, args, { cwd: this.example(example), timeoutMs: 2 * MINUTE });
  }

  /** Runs a CDKTF example as `cdktf synth` does, and gives its stacks by name. */
  async synthesize(example: string): Promise<Readonly<Record<string, TerraformJson>>> {
    const cwd = this.example(example);
    const { app } = JSON.parse(await readFile(join(cwd, "cdktf.json"), "utf8"));
    if (app !== "npx tsx main.ts") throw new Error(`${example} is run with ${app}, which this does not know`);
    await run(process.execPath, [this.resolve(example, "tsx/cli"), "main.ts"], { cwd, timeoutMs: 2 * MINUTE });
    const stacks = join(cwd, "cdktf.out", "stacks");
    const json = async (name: string): Promise<[string, TerraformJson]> => [
      name,
      JSON.parse(await readFile(join(stacks, name, "cdk.tf.json"), "utf8")),
    ];
    return Object.fromEntries(await Promise.all((await readdir(stacks)).map(json)));
  }
}

/** What of a synthesized stack is looked at here. */
export interface TerraformJson {
  readonly terraform: {
    readonly required_providers: { readonly aws: { readonly source: string; readonly version: string } };
  };
  /** By type, then by name. */
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly import?: readonly { readonly id: string; readonly to: string }[];
}

/** Copies what is in the repository, not what running the example there has left. */
async function copyExample(tool: Tool, example: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const left = new Set(["node_modules", "cdktf.out", "package-lock.json"]);
  const filter = (path: string) => !left.has(basename(path));
  await cp(join(workspaceFolder, "examples", tool, example), to, { recursive: true, filter });
}
