import type { PlannedResourceType } from "@amplify-roles/core/adapter";
import { canonical, type DeployedResource } from "../deployed.js";
import { account, appId, region } from "../pulumi/cloud.js";
import { evaluateTemplate, type Lookup } from "./evaluate.js";
import type { TerraformBlock, TerraformJson } from "./synthesize.js";

const KINDS: readonly PlannedResourceType[] = [
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_policy",
  "aws_iam_role_policy_attachment",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy_attachments_exclusive",
  "aws_cloudwatch_log_group",
  "aws_amplify_app",
  "aws_amplify_branch",
  "aws_cognito_identity_pool_roles_attachment",
  "aws_cognito_identity_pool_provider_principal_tag",
  "aws_ssm_parameter",
  "aws_secretsmanager_secret",
  "aws_secretsmanager_secret_version",
  "aws_cloudcontrolapi_resource",
];

/** Blocks, whose members are arguments too, and their names in the core. */
const BLOCKS: Readonly<Record<string, string>> = {
  auto_branch_creation_config: "autoBranchCreationConfig",
  cache_config: "cacheConfig",
  custom_rule: "customRules",
  job_config: "jobConfig",
  mapping_rule: "mappingRules",
  role_mapping: "roleMappings",
};

/** What a configuration's values come to. */
export interface Environment {
  /** By name; a variable's default where it is not given. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The stacks whose outputs this one reads. */
  readonly stacks?: readonly TerraformJson[];
  /** What the attributes of resources are (`aws_kms_key.key`, `arn`), where that is known better than by a word for it. */
  readonly attributes?: (address: string, attribute: string) => unknown;
}

/** What the synthesized configuration would ask AWS for, under the construct at `path` (`stack/web`). */
export function deployedByTerraform(
  json: TerraformJson,
  path: string,
  environment: Environment = {},
): readonly DeployedResource[] {
  const lookup = lookupIn(json, environment);
  const ids = new Map<string, string>();
  for (const kind of KINDS) {
    for (const [name, block] of Object.entries(json.resource[kind] ?? {})) {
      const whole = block["//"].metadata.path;
      if (whole.startsWith(`${path}/`)) ids.set(`${kind}.${name}`, whole.slice(path.length + 1));
    }
  }
  const imports = new Map((json.import ?? []).map(({ id, to }) => [to, id]));
  return canonical(
    [...ids].map(([address, id]) => {
      const [kind = "", name = ""] = address.split(".");
      const {
        "//": _,
        depends_on: explicit = [],
        lifecycle: _lifecycle,
        provisioner: _provisioner,
        ...block
      } = { ...json.resource[kind]?.[name] } as TerraformBlock;
      const referred = JSON.stringify(block).match(/\baws_\w+\.[\w-]+/g) ?? [];
      const importId = imports.get(address);
      return {
        id,
        kind: kind as PlannedResourceType,
        arguments: argumentsOf(block, lookup),
        dependsOn: [...(explicit as string[]), ...referred].map((to) => ids.get(to) ?? "").filter((to) => to !== ""),
        ...(importId === undefined ? {} : { importId }),
      };
    }),
  );
}

function lookupIn(json: TerraformJson, environment: Environment): Lookup {
  const lookup: Lookup = ([first = "", ...rest]) => {
    const [name = "", attribute = ""] = rest;
    if (first === "var") return environment.variables?.[name] ?? json.variable?.[name]?.default;
    if (first === "data") return name === "terraform_remote_state" ? output(rest.at(-1) ?? "") : dataAttribute(name);
    const block = json.resource[first]?.[name];
    if (block === undefined) throw new Error(`There is no ${first}.${name}`);
    const known = environment.attributes?.(`${first}.${name}`, attribute);
    if (known !== undefined) return known;
    const imported = json.import?.find(({ to }) => to === `${first}.${name}`)?.id;
    return attribute === "id" && imported !== undefined ? imported : attributeOf(first, block, attribute, lookup);
  };
  const output = (name: string) => {
    const stack = environment.stacks?.find((other) => other.output?.[name] !== undefined);
    if (stack === undefined) throw new Error(`No stack has the output ${name}`);
    return evaluateTemplate(String(stack.output?.[name]?.value), lookupIn(stack, environment));
  };
  return lookup;
}

function argumentsOf(block: object, lookup: Lookup): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(block).map(([name, value]) => {
      const camel = BLOCKS[name] ?? camelCase(name);
      if (BLOCKS[name] === undefined) return [camel, evaluated(value, lookup)];
      return [camel, Array.isArray(value) ? value.map((one) => argumentsOf(one, lookup)) : argumentsOf(value, lookup)];
    }),
  );
}

function evaluated(value: unknown, lookup: Lookup): unknown {
  if (typeof value === "string") return evaluateTemplate(value, lookup);
  if (Array.isArray(value)) return value.map((one) => evaluated(one, lookup));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, evaluated(one, lookup)]));
}

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function dataAttribute(type: string): string {
  const known: Readonly<Record<string, string>> = {
    aws_caller_identity: account,
    aws_partition: "aws",
    aws_region: region,
  };
  const value = known[type];
  if (value === undefined) throw new Error(`These tests know no data source ${type}`);
  return value;
}

/** As AWS would set it; of resources that are not the project's own, a word for it. */
function attributeOf(type: string, block: TerraformBlock, attribute: string, lookup: Lookup): unknown {
  const argument = (name: string) => evaluateTemplate(String(block[name] ?? ""), lookup);
  if (type === "aws_amplify_app" && attribute === "id") return appId;
  if (type === "aws_iam_role" && ["name", "id"].includes(attribute)) return argument("name");
  if (type === "aws_iam_role" && attribute === "arn") {
    return `arn:aws:iam::${account}:role${argument("path") || "/"}${argument("name")}`;
  }
  if (type === "aws_iam_policy" && attribute === "arn") {
    return `arn:aws:iam::${account}:policy${argument("path") || "/"}${argument("name")}`;
  }
  const isOfSettings = /\/[\w-]*secret-[^/]*$/.test(block["//"].metadata.path);
  if (type === "aws_secretsmanager_secret" && isOfSettings && ["id", "arn"].includes(attribute))
    return `arn:aws:secretsmanager:${region}:${account}:secret:${argument("name")}-AbCdEf`;
  return `<${attribute} of ${block["//"].metadata.path.split("/").at(-1)}>`;
}
