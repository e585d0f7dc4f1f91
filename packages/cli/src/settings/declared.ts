import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { INDEX_NAME, type SettingsIndex, settingsIndex } from "@amplify-roles/core/settings";
import { readStacks } from "../source.js";
import { UsageError } from "../usage.js";
import { isRecord, messageOf, recordOf } from "../util.js";

/**
 * What a program declares under a path, from what `cdktf synth` wrote, `terraform show -json`, `pulumi stack export`, or a
 * module with the specification of the settings.
 *
 * @throws UsageError if the file declares no settings under the path
 */
export async function declaredIn(source: string, path: string): Promise<SettingsIndex> {
  checkExists(source);
  const isModule = !statSync(source).isDirectory() && extname(source) !== ".json";
  const found = isModule ? await indexOfModule(source, path) : indexWithin(jsonIn(source), `${path}/${INDEX_NAME}`);
  if (found === undefined) throw new UsageError(`${source} declares no settings under ${path}.`);
  return found;
}

function checkExists(source: string): void {
  if (!existsSync(source)) throw new UsageError(`Cannot find ${source}. For cdktf.out, run \`npx cdktf synth\` first.`);
}

/**
 * The data of a tool, of a file or a folder.
 *
 * @throws UsageError if it cannot be read
 */
export function documentOf(source: string): unknown {
  checkExists(source);
  return jsonIn(source);
}

const jsonIn = (source: string): unknown => {
  if (statSync(source).isDirectory() || basename(source) === "cdk.tf.json") return readStacks(source);
  try {
    return JSON.parse(readFileSync(source, "utf8"));
  } catch {
    throw new UsageError(`Cannot read ${source} as JSON.`);
  }
};

/** The index in the parameter of this name, wherever it is in a document of Terraform's or Pulumi's. */
function indexWithin(document: unknown, name: string): SettingsIndex | undefined {
  if (typeof document !== "object" || document === null) return undefined;
  if (isRecord(document) && document.name === name) {
    const text = document.insecure_value ?? document.insecureValue;
    const index = typeof text === "string" ? parseIndex(text) : undefined;
    if (index !== undefined) return index;
  }
  for (const inner of Object.values(document)) {
    const index = indexWithin(inner, name);
    if (index !== undefined) return index;
  }
  return undefined;
}

/** The index that a parameter contains. A key that Terraform fills in later is left out. */
export function parseIndex(text: string): SettingsIndex | undefined {
  try {
    const known = text.replace(/"kmsKey":\$\{[^}]*\}/, '"kmsKey":""');
    const { kmsKey, ...index } = JSON.parse(known) as SettingsIndex;
    if (!isRecord(index) || !Array.isArray(index.parameters) || !isRecord(index.secrets)) return undefined;
    const isKnown = typeof kmsKey === "string" && kmsKey !== "" && !kmsKey.includes("${");
    return { ...index, ...(isKnown ? { kmsKey } : {}) };
  } catch {
    return undefined;
  }
}

async function indexOfModule(file: string, path: string): Promise<SettingsIndex | undefined> {
  let module: Record<string, unknown>;
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw new UsageError(`Cannot load ${file}: ${messageOf(error)}`);
  }
  const candidates = [module, module.default, recordOf(module.default).default].flatMap((one) => {
    const { settings, specification } = recordOf(one);
    return [settings, recordOf(specification).settings, specification, one];
  });
  const declared = candidates.map(recordOf).find(({ variables }) => isRecord(variables));
  if (declared === undefined) return undefined;
  const paths = [declared.path, ...Object.values(recordOf(declared.branches)).map((branch) => recordOf(branch).path)];
  if (!paths.includes(path)) return undefined;
  return settingsIndex(declared.variables as Parameters<typeof settingsIndex>[0], undefined);
}
