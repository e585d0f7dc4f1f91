import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { workspaceFolder } from "../project/folders.js";
import { type CommandResult, run } from "../project/processes.js";

export type PackageName = "service-reference" | "core" | "cdktf" | "cdktn" | "pulumi" | "runtime" | "cli";
/** The packages as `npm publish` would send them: the path of a file each. */
export type Tarballs = Readonly<Record<PackageName, string>>;

/** The name in the registry. The command is published under its own name, for `npx amplify-roles`. */
export const publishedName = (name: PackageName) => (name === "cli" ? "amplify-roles" : `@amplify-roles/${name}`);

/** Builds the packages and packs them into a folder. */
export async function packPackages(folder: string): Promise<Tarballs> {
  await workspaceTool("typescript", "tsc", ["--build"], { cwd: workspaceFolder, timeoutMs: 180_000 });
  const pack = ["pack", "--workspaces", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await run("npm", pack, { cwd: workspaceFolder, timeoutMs: 60_000 });
  const packed: readonly { name: string; filename: string }[] = JSON.parse(stdout);
  const file = (name: PackageName) => {
    const found = packed.find((one) => one.name === publishedName(name));
    if (found === undefined) throw new Error(`npm pack has made no ${publishedName(name)}:\n${stdout}`);
    return join(folder, found.filename);
  };
  return {
    "service-reference": file("service-reference"),
    core: file("core"),
    cdktf: file("cdktf"),
    cdktn: file("cdktn"),
    pulumi: file("pulumi"),
    runtime: file("runtime"),
    cli: file("cli"),
  };
}

/** Runs the program `bin` of a package that the workspace has installed. */
export function workspaceTool(
  packageName: string,
  bin: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly timeoutMs: number },
): Promise<CommandResult> {
  const manifest = join(workspaceFolder, "node_modules", packageName, "package.json");
  const programs: Readonly<Record<string, string>> | string = createRequire(import.meta.url)(manifest).bin;
  const program = typeof programs === "string" ? programs : programs[bin];
  return run(process.execPath, [join(dirname(manifest), program ?? bin), ...args], options);
}
