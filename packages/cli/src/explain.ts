import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { AccessMatrix } from "@amplify-roles/core";
import { EXPLAIN_TYPES, type ExplainType, SpecificationError } from "@amplify-roles/core";
import { explainEntries } from "./entries.js";
import { accessHtml } from "./render/html.js";
import { accessSvg } from "./render/svg.js";
import { accessText } from "./render/text.js";
import { explainTerraform } from "./terraform/explain-terraform.js";
import { parsedArguments, UsageError } from "./usage.js";

const FORMATS: Readonly<Record<string, (matrix: AccessMatrix, title: string) => string>> = {
  text: accessText,
  html: accessHtml,
  svg: accessSvg,
  json: (matrix) => `${JSON.stringify(matrix, undefined, 2)}\n`,
};

const USAGE = `amplify-roles explain <file or folder> [--format ${Object.keys(FORMATS).join("|")}] [-o <file>] [--kind <kind>]

Shows who may do what on what, on which branch.

  <file or folder>   what cdktf synth wrote (cdktf.out, or one cdk.tf.json), or a module with a specification:
                     .js, .mjs, .cjs or .json; its default export, or its export "specification", is one
                     specification, or an object of several by name
  --format           default: what the output file's name ends with, or text
  -o, --output       the file to write; default: standard output
  --kind             what a specification is of: ${EXPLAIN_TYPES.join(", ")}.
                     Default: ${EXPLAIN_TYPES[0]}; one alone may say it: { kind, specification }
`;

const OPTIONS = {
  format: { type: "string" },
  output: { type: "string", short: "o" },
  kind: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** What the command writes to. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

const streams: Output = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
};

/**
 * `amplify-roles explain`.
 *
 * @returns the exit code: 0, or 2 where there is nothing to explain
 */
export async function explainCommand(args: readonly string[], { out, error }: Output = streams): Promise<number> {
  try {
    const { values, positionals } = parsedArguments(args, OPTIONS, USAGE);
    if (values.help) {
      out(USAGE);
      return 0;
    }
    const [source, ...rest] = positionals;
    if (source === undefined || rest.length > 0) throw new UsageError(`Name one file or folder.\n\n${USAGE}`);
    const render = rendererOf(values.format, values.output);
    const matrix = await read(source, kindOf(values.kind));
    if (matrix.roles.length === 0) {
      throw new UsageError(
        `There is no role of an Amplify app or of an identity pool in ${source}. Name a specification with one, or what cdktf synth wrote for a stack with one.`,
      );
    }
    const text = render(matrix, titleOf(matrix));
    if (values.output === undefined) out(text);
    else {
      write(values.output, text);
      out(`Written to ${values.output}\n`);
    }
    return 0;
  } catch (reason) {
    if (!(reason instanceof UsageError || reason instanceof SpecificationError)) throw reason;
    error(`${reason.message.trimEnd()}\n`);
    return 2;
  }
}

function rendererOf(format: string | undefined, output: string | undefined) {
  const ending = extname(output ?? "").slice(1);
  const name = format ?? (Object.hasOwn(FORMATS, ending) ? ending : "text");
  const render = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (render === undefined) {
    throw new UsageError(`There is no format "${name}". Write one of ${Object.keys(FORMATS).join(", ")}.`);
  }
  return render;
}

function kindOf(given: string | undefined): ExplainType {
  const kind = given === undefined ? EXPLAIN_TYPES[0] : EXPLAIN_TYPES.find((name) => name === given);
  if (kind === undefined)
    throw new UsageError(`There is no kind "${given}". Write one of ${EXPLAIN_TYPES.join(", ")}.`);
  return kind;
}

const titleOf = ({ roles }: AccessMatrix) => [...new Set(roles.map(({ of }) => of))].join(", ");

async function read(source: string, kind: ExplainType): Promise<AccessMatrix> {
  if (!existsSync(source)) throw new UsageError(`There is no ${source}. For cdktf.out run \`npx cdktf synth\` first.`);
  if (statSync(source).isDirectory()) return explainTerraform(stacksIn(source));
  if (extname(source) !== ".json") return explainEntries(await specificationIn(source), kind);
  const json = readJson(source);
  return isConfiguration(json)
    ? explainTerraform({ [basename(dirname(resolve(source)))]: json })
    : explainEntries(json, kind);
}

/** Terraform's configuration, and no specification. */
const isConfiguration = (json: unknown) =>
  typeof json === "object" && json !== null && ("terraform" in json || "resource" in json);

/** The configurations of `cdktf.out` by stack: https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture */
function stacksIn(folder: string): Readonly<Record<string, unknown>> {
  const single = join(folder, "cdk.tf.json");
  if (existsSync(single)) return { [basename(resolve(folder))]: readJson(single) };
  const manifest = join(folder, "manifest.json");
  if (!existsSync(manifest)) {
    throw new UsageError(
      `${folder} holds neither manifest.json nor cdk.tf.json. Name cdktf.out, or one of its stacks' folders.`,
    );
  }
  const { stacks = {} } = readJson(manifest) as {
    stacks?: Readonly<Record<string, { synthesizedStackPath?: string }>>;
  };
  return Object.fromEntries(
    Object.entries(stacks).map(([name, { synthesizedStackPath: path = "" }]) => [name, readJson(join(folder, path))]),
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (reason) {
    throw new UsageError(`${file} cannot be read as JSON: ${(reason as Error).message}`);
  }
}

/** The specification that a module exports: by its name, or as its default. */
async function specificationIn(file: string): Promise<unknown> {
  let module: Record<string, unknown>;
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (reason) {
    const { code, message } = reason as NodeJS.ErrnoException;
    if (code === "ERR_UNKNOWN_FILE_EXTENSION") {
      throw new UsageError(`Node.js cannot load ${file}. Compile it to JavaScript first, or name cdktf.out.`);
    }
    throw new UsageError(`${file} cannot be loaded: ${message}`);
  }
  // What `module.exports` or a compiled `export` was is the default of what `import` gives.
  const candidates = [module, module.default].map((value) => (value ?? {}) as Record<string, unknown>);
  const named = candidates.find(({ specification, kind }) => specification !== undefined && kind === undefined);
  const specification = named?.specification ?? candidates[1]?.default ?? module.default;
  if (specification === undefined) {
    throw new UsageError(
      `${file} exports no specification. Write \`export const specification = { … }\`, or export it by default.`,
    );
  }
  return specification;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (reason) {
    throw new UsageError(`${file} cannot be written: ${(reason as Error).message}`);
  }
}
