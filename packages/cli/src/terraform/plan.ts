import { isRecord, recordOf } from "../util.js";
import type { Block } from "./configuration.js";
import { templateOf } from "./template.js";

/** What a plan is about: before and after it. A state has no `before`. */
export interface Configurations {
  readonly before?: Block;
  readonly after: Block;
}

/** The stage of a branch whose properties are known only after deploy. */
export const UNKNOWN_STAGE = "UNKNOWN";

/** A resource of a plan or state, with its values as templates. */
interface Resource {
  readonly type: string;
  /** Unique among the resources of its type. */
  readonly key: string;
  readonly block: Block;
}

/**
 * A plan (`terraform show -json <plan>`) or a state (`terraform show -json`, `terraform.tfstate`) in the form of
 * configuration as JSON. Undefined for other data. https://developer.hashicorp.com/terraform/internals/json-format
 */
export function configurationsOfPlan(json: unknown): Configurations | undefined {
  const { format_version, planned_values, prior_state, values, configuration, resources, terraform_version } =
    recordOf(json);
  if (format_version !== undefined && isRecord(planned_values)) {
    const expressions = expressionsIn(recordOf(recordOf(configuration).root_module));
    return {
      before: configurationOf(resourcesIn(recordOf(recordOf(prior_state).values).root_module), expressions, true),
      after: configurationOf(resourcesIn(planned_values.root_module), expressions, false),
    };
  }
  if (format_version !== undefined && (isRecord(values) || Object.keys(recordOf(json)).length <= 2))
    return { after: configurationOf(resourcesIn(recordOf(values).root_module), undefined, true) };
  if (terraform_version !== undefined && Array.isArray(resources))
    return { after: configurationOf(resources.flatMap(instancesOf), undefined, true) };
  return undefined;
}

/** A resource with the values that are known. */
interface Given {
  readonly address: string;
  readonly type: string;
  readonly values: Block;
}

/** The resources of a module and of those in it. */
function resourcesIn(module: unknown): readonly Given[] {
  const { resources, child_modules } = recordOf(module);
  const own = arrayOf(resources)
    .filter(({ mode }) => mode === "managed")
    .map(({ address, type, values }) => ({ address: String(address), type: String(type), values: recordOf(values) }));
  return [...own, ...arrayOf(child_modules).flatMap(resourcesIn)];
}

/** The resources in terraform.tfstate. */
function instancesOf(resource: unknown): readonly Given[] {
  const { mode, module, type, name, instances } = recordOf(resource);
  if (mode !== "managed") return [];
  const prefix = typeof module === "string" ? `${module}.` : "";
  return arrayOf(instances).map(({ attributes, index_key }) => {
    const index = index_key === undefined ? "" : `[${JSON.stringify(index_key)}]`;
    return { address: `${prefix}${type}.${name}${index}`, type: String(type), values: recordOf(attributes) };
  });
}

const arrayOf = (value: unknown): readonly Block[] => (Array.isArray(value) ? value.map(recordOf) : []);

/** The expressions of each resource, by its address without indexes. */
function expressionsIn(module: Block, prefix = ""): ReadonlyMap<string, Block> {
  const own = arrayOf(module.resources).map(
    ({ address, expressions }) => [`${prefix}${address}`, recordOf(expressions)] as const,
  );
  const inner = Object.entries(recordOf(module.module_calls)).flatMap(([name, call]) => [
    ...expressionsIn(recordOf(recordOf(call).module), `${prefix}module.${name}.`),
  ]);
  return new Map([...own, ...inner]);
}

/** @param isState whether all values are known, so that a value that is left out has none */
function configurationOf(
  given: readonly Given[],
  expressions: ReadonlyMap<string, Block> | undefined,
  isState: boolean,
): Block {
  const managesPolicies = new Set(given.map(({ type }) => type));
  const resources = given.map(({ address, type, values }): Resource => {
    const own = expressions?.get(withoutIndexes(address)) ?? {};
    const planned = isState ? {} : unknownIn(values, own, address);
    const set = (argument: string, resourceType: string) =>
      expressions === undefined ? !managesPolicies.has(resourceType) : argument in own;
    const all = { ...known(values), ...planned };
    // The provider reads a role's policies, too, whoever manages them.
    const { inline_policy, managed_policy_arns, ...others } = all;
    const block = {
      ...others,
      ...(inline_policy !== undefined && set("inline_policy", "aws_iam_role_policy") ? { inline_policy } : {}),
      ...(managed_policy_arns !== undefined && set("managed_policy_arns", "aws_iam_role_policy_attachment")
        ? { managed_policy_arns }
        : {}),
    };
    return { type, key: keyOf(address, type), block };
  });
  return asConfiguration(withReferences(resources, given));
}

/** Values as configuration writes them. */
const known = (values: Block): Block =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== "")
      .map(([name, value]) => [name, withEscapedTemplates(value)]),
  );

/** Data whose strings are templates that evaluate to the data. */
export function withEscapedTemplates(value: unknown): unknown {
  if (typeof value === "string") return templateOf(value);
  if (Array.isArray(value)) return value.map(withEscapedTemplates);
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withEscapedTemplates(one)]))
    : value;
}

/** What is known only after deploy: the expression, as far as the plan has it. */
function unknownIn(values: Block, expressions: Block, address: string): Block {
  const unknown = Object.entries(expressions).filter(([name]) => values[name] === undefined || values[name] === null);
  return Object.fromEntries(
    unknown.flatMap(([name, expression]) => {
      const { constant_value: constant, references } = recordOf(expression);
      // Configuration as JSON has its templates in the plan.
      if (typeof constant === "string") return [[name, qualified(constant, address)]];
      const attributes = (Array.isArray(references) ? references : [])
        .map(String)
        .filter((one) => /^aws_\w+\.[^.]+\.(arn|id|name)$/.test(one));
      if (name === "desired_state") return [[name, qualified(branchWith(attributes, address), address)]];
      const [only, ...others] = attributes;
      if (only === undefined || others.length > 0) return [];
      return [[name, qualified(`\${${only}}`, address)]];
    }),
  );
}

/** What is known of a branch whose properties are known only after deploy: its name in the program, its app and its role. */
function branchWith(attributes: readonly string[], address: string): string {
  const [app, role] = ["aws_amplify_app", "aws_iam_role"].map((type) =>
    attributes.find((one) => one.startsWith(`${type}.`)),
  );
  return unknownBranch(withoutIndexes(address).split(".").at(-1) ?? "", app, role);
}

/**
 * The state of a branch of which only these are known.
 *
 * @param app the expression of its app's id
 * @param role the expression of its compute role's ARN
 */
export const unknownBranch = (name: string, app: string | undefined, role: string | undefined): string =>
  JSON.stringify({
    BranchName: name,
    Stage: UNKNOWN_STAGE,
    ...(app === undefined ? {} : { AppId: `\${${app}}` }),
    ...(role === undefined ? {} : { ComputeRoleArn: `\${${role}}` }),
  });

const withoutIndexes = (address: string) => address.replaceAll(/\[("[^"]*"|\d+)\]/g, "");

/** The address after its type, as one word. */
function keyOf(address: string, type: string): string {
  const [module = "", name = ""] = address.split(new RegExp(`(?<=^|\\.)${type}\\.`));
  return `${module}${name}`.replaceAll(/[^\w-]+/g, "_").replace(/_$/, "");
}

/** A template with the addresses of its module's resources as keys. */
function qualified(template: string, address: string): string {
  const [module = ""] = /^(module\.[^.]+\.)*/.exec(address) ?? [];
  return template.replaceAll(
    /(?<!data\.)\b(aws_\w+)\.([\w-]+)((?:\[(?:"[^"]*"|\d+)\])?)(?=\.)/g,
    (_, type: string, name: string, index: string) => `${type}.${keyOf(`${module}${type}.${name}${index}`, type)}`,
  );
}

/** A branch names its app by its id, which is a reference in configuration. */
function withReferences(resources: readonly Resource[], given: readonly Given[]): readonly Resource[] {
  const apps = given
    .filter(({ type, values }) => type === "aws_amplify_app" && typeof values.id === "string")
    .map(({ address, type, values }) => [String(values.id), keyOf(address, type)] as const);
  return resources.map((resource) => ({ ...resource, block: withAppReference(resource.block, new Map(apps)) }));
}

/** @param apps the keys of apps, by their ids */
export function withAppReference(block: Block, apps: ReadonlyMap<string, string>): Block {
  const reference = (key: string) => `\${aws_amplify_app.${key}.id}`;
  const app = apps.get(String(block.app_id));
  if (app !== undefined) return { ...block, app_id: reference(app) };
  if (typeof block.desired_state !== "string") return block;
  const desired_state = block.desired_state.replace(/("AppId"\s*:\s*)"(\w+)"/, (whole, start: string, id: string) => {
    const key = apps.get(id);
    return key === undefined ? whole : `${start}"${reference(key)}"`;
  });
  return { ...block, desired_state };
}

export function asConfiguration(resources: readonly Resource[]): Block {
  const byType: Record<string, Record<string, Block>> = {};
  for (const { type, key, block } of resources) byType[type] = { ...byType[type], [key]: block };
  return { resource: byType };
}
