import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { AccessMatrix, ExplainType } from "@amplify-roles/core";
import { explainSpecifications } from "./specifications.js";
import { explainTerraform } from "./terraform/explain-terraform.js";
import { UsageError } from "./usage.js";
import { messageOf, recordOf } from "./util.js";

/**
 * Who may do what, by a file or folder that the command names.
 *
 * @throws UsageError if it cannot be read
 */
export async function readMatrix(source: string, kind: ExplainType): Promise<AccessMatrix> {
  if (!existsSync(source)) throw new UsageError(`Cannot find ${source}. For cdktf.out, run \`npx cdktf synth\` first.`);
  if (statSync(source).isDirectory()) return explainTerraform(stacksIn(source));
  if (extname(source) !== ".json") return explainSpecifications(await specificationIn(source), kind);
  const json = readJson(source);
  const isTerraform = Object.keys(recordOf(json)).some((key) => key === "terraform" || key === "resource");
  return isTerraform
    ? explainTerraform({ [basename(dirname(resolve(source)))]: json })
    : explainSpecifications(json, kind);
}

/**
 * Terraform's configuration by stack, by a file or folder that the command names.
 *
 * @throws UsageError if it cannot be read
 */
export function readStacks(source: string): Readonly<Record<string, unknown>> {
  if (!existsSync(source)) throw new UsageError(`Cannot find ${source}. For cdktf.out, run \`npx cdktf synth\` first.`);
  return statSync(source).isDirectory() ? stacksIn(source) : { [basename(dirname(resolve(source)))]: readJson(source) };
}

/** Terraform's configuration by stack: https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture */
function stacksIn(folder: string): Readonly<Record<string, unknown>> {
  const single = join(folder, "cdk.tf.json");
  if (existsSync(single)) return { [basename(resolve(folder))]: readJson(single) };
  const manifest = join(folder, "manifest.json");
  if (!existsSync(manifest)) {
    throw new UsageError(
      `${folder} contains neither manifest.json nor cdk.tf.json. Name cdktf.out, or the folder of one of its stacks.`,
    );
  }
  const stacks = Object.entries(recordOf(recordOf(readJson(manifest)).stacks));
  return Object.fromEntries(
    stacks.map(([name, stack]) => [name, readJson(stackFile(folder, name, recordOf(stack).synthesizedStackPath))]),
  );
}

/** The file of a stack, which is in the folder. */
function stackFile(folder: string, name: string, path: unknown): string {
  const file = join(folder, typeof path === "string" ? path : "");
  const inside = relative(folder, file);
  if (typeof path === "string" && inside !== "" && !inside.startsWith("..") && !isAbsolute(inside)) return file;
  throw new UsageError(
    `The stack "${name}" in ${join(folder, "manifest.json")} has no "synthesizedStackPath" within the folder. Run \`npx cdktf synth\` again.`,
  );
}

/** No message repeats what is in the file. */
function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${messageOf(error)}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`Cannot read ${file} as JSON.`);
  }
}

/** The specification that a module exports: by its name, or as its default. */
async function specificationIn(file: string): Promise<unknown> {
  let module: Record<string, unknown>;
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code === "ERR_UNKNOWN_FILE_EXTENSION")
      throw new UsageError(`Node.js cannot load ${file}. Compile it to JavaScript first, or name cdktf.out.`);
    throw new UsageError(`Cannot load ${file}: ${messageOf(error)}`);
  }
  // `module.exports`, and a compiled `export`, are the default export of what `import` returns.
  const candidates = [module, module.default].map((value) => (value ?? {}) as Record<string, unknown>);
  const named = candidates.find(({ specification, kind }) => specification !== undefined && kind === undefined);
  const specification = named?.specification ?? candidates[1]?.default ?? module.default;
  if (specification === undefined) {
    throw new UsageError(
      `${file} does not export a specification. Write \`export const specification = { … }\`, or a default export.`,
    );
  }
  return specification;
}
