import { basename, dirname, extname, isAbsolute, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { AccessMatrix, ExplainType } from "@amplify-roles/core";
import { type InputFiles, onDisk } from "./input-files.js";
import { configurationsOfStack } from "./pulumi/stack.js";
import { explainSpecifications } from "./specifications.js";
import { explainTerraform } from "./terraform/explain-terraform.js";
import { configurationsOfPlan } from "./terraform/plan.js";
import { UsageError } from "./usage.js";
import { isRecord, messageOf, recordOf } from "./util.js";

/** Who may do what by one source. A plan or a preview also says who could before it. */
export interface ReadMatrix {
  readonly before?: AccessMatrix;
  readonly after: AccessMatrix;
}

/**
 * Who may do what, by a file or folder that the command names.
 *
 * @throws UsageError if it cannot be read
 */
export const readMatrix = async (
  source: string,
  type: ExplainType,
  files: InputFiles = onDisk,
): Promise<AccessMatrix> => (await readMatrices(source, type, files)).after;

/**
 * Who may do what, by a file or folder that the command names, and who could before, by a plan.
 *
 * @throws UsageError if it cannot be read
 */
export async function readMatrices(source: string, type: ExplainType, files: InputFiles = onDisk): Promise<ReadMatrix> {
  const found = files.type(source);
  if (found === undefined) throw notFound(source, files);
  if (found === "folder") return { after: explainTerraform(stacksIn(source, files)) };
  if (extname(source) !== ".json") {
    if (files === onDisk && !(await isJson(source))) return { after: await specificationMatrix(source, type) };
    if (files !== onDisk && !looksLikeJson(files.read(source)))
      throw new UsageError(`${files.label(source)} is a program. From a revision, only committed JSON can be read.`);
  }
  const json = readJson(source, files);
  if (isMatrix(json)) return { after: json };
  const stack = basename(dirname(resolve(source)));
  const planned = configurationsOfPlan(json) ?? configurationsOfStack(json);
  if (planned !== undefined) {
    const { before, after } = planned;
    const matrix = (configuration: unknown) => explainTerraform({ [stack]: configuration });
    return before === undefined ? { after: matrix(after) } : { before: matrix(before), after: matrix(after) };
  }
  const isTerraform = Object.keys(recordOf(json)).some((key) => key === "terraform" || key === "resource");
  return { after: isTerraform ? explainTerraform({ [stack]: json }) : explainSpecifications(json, type) };
}

const specificationMatrix = async (source: string, type: ExplainType) =>
  explainSpecifications(await specificationIn(source), type);

/** A file with another extension than .json that contains JSON, such as terraform.tfstate. */
const isJson = async (source: string) =>
  !/^\.[cm]?[jt]sx?$/.test(extname(source)) && looksLikeJson(onDisk.read(source));

const looksLikeJson = (text: string) => /^\uFEFF?\s*\{/.test(text);

/** What `explain --format json` writes. */
function isMatrix(json: unknown): json is AccessMatrix {
  const { roles, branches, permissions } = recordOf(json);
  return (
    isListOf(
      roles,
      (role) => typeof role.id === "string" && Array.isArray(role.branches) && Array.isArray(role.managedPolicies),
    ) &&
    isListOf(branches, (branch) => typeof branch.name === "string") &&
    isListOf(permissions, (permission) => typeof permission.role === "string" && isRecord(permission.statement))
  );
}

const isListOf = (value: unknown, is: (item: Readonly<Record<string, unknown>>) => boolean) =>
  Array.isArray(value) && value.every((item) => is(recordOf(item)));

const notFound = (source: string, files: InputFiles) =>
  new UsageError(`Cannot find ${files.label(source)}. For cdktf.out, run \`npx cdktf synth\` first.`);

/**
 * Terraform's configuration by stack, by a file or folder that the command names.
 *
 * @throws UsageError if it cannot be read
 */
export function readStacks(source: string): Readonly<Record<string, unknown>> {
  const found = onDisk.type(source);
  if (found === undefined) throw notFound(source, onDisk);
  return found === "folder"
    ? stacksIn(source, onDisk)
    : { [basename(dirname(resolve(source)))]: readJson(source, onDisk) };
}

/** Terraform's configuration by stack: https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture */
function stacksIn(folder: string, files: InputFiles): Readonly<Record<string, unknown>> {
  const single = join(folder, "cdk.tf.json");
  if (files.type(single) === "file") return { [basename(resolve(folder))]: readJson(single, files) };
  const manifest = join(folder, "manifest.json");
  if (files.type(manifest) !== "file") {
    throw new UsageError(
      `${files.label(folder)} contains neither manifest.json nor cdk.tf.json. Name cdktf.out, or the folder of one of its stacks.`,
    );
  }
  const stacks = Object.entries(recordOf(recordOf(readJson(manifest, files)).stacks));
  return Object.fromEntries(
    stacks.map(([name, stack]) => [
      name,
      readJson(stackFile(folder, name, recordOf(stack).synthesizedStackPath), files),
    ]),
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
function readJson(file: string, files: InputFiles): unknown {
  const text = files.read(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new UsageError(`Cannot read ${files.label(file)} as JSON.`);
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
  const named = candidates.find(({ specification, type }) => specification !== undefined && type === undefined);
  const specification = named?.specification ?? candidates[1]?.default ?? module.default;
  if (specification === undefined) {
    throw new UsageError(
      `${file} does not export a specification. Write \`export const specification = { … }\`, or a default export.`,
    );
  }
  return specification;
}
