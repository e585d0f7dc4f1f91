import type { PolicyType } from "@amplify-roles/core/lint";
import { jsonIn, recordOf, withoutByteOrderMark } from "../util.js";
import { hasFunction, isCloudFormation, valueOfTemplate } from "./cloudformation.js";
import { type FoundPolicy, findPolicies } from "./find-policies.js";
import { isOtherPolicy } from "./found-policy.js";
import { looksLikeHcl, policiesInHcl } from "./hcl.js";
import type { HclModule } from "./hcl-module.js";
import { type Comment, hclTree } from "./hcl-tree.js";
import { jsonTree } from "./json-tree.js";
import type { Step, TreeNode } from "./position.js";
import { valueOfTerraformData } from "./terraform-data.js";
import { isTerraformConfiguration, policiesInConfiguration } from "./terraform-json.js";
import { valueOfData } from "./value.js";

/** The policies of a file. */
export interface Input {
  /** Empty if the file is a policy itself, or should be one. */
  readonly policies: readonly FoundPolicy[];
  /** True if the file is of a known format, which may have no policy. */
  readonly known: boolean;
  /** Where the values of the file are. */
  readonly root: () => TreeNode;
  readonly comments: () => readonly Comment[];
}

const NOTHING: TreeNode = { offset: 0, end: 0, children: new Map() };

/**
 * Reads a file as JSON, HCL or YAML.
 *
 * @param module the files whose local values it can use, if it is HCL
 * @throws Error with the place if it is HCL or YAML that cannot be parsed
 */
export async function readInput(name: string, text: string, module?: HclModule): Promise<Input> {
  const start = text.trimStart();
  if (/\.(tf|hcl|tofu)$/.test(name) || mayBeHcl(name, start)) return readHcl(name, text, module);
  const json = jsonIn(withoutByteOrderMark(text));
  if (typeof json === "object" && json !== null)
    return { ...(await inData(name, json)), root: () => jsonTree(text), comments: () => [] };
  if (/\.(tpl|tftpl)$/.test(name)) return readTemplateFile(name, text);
  if (start.startsWith("{") && DIRECTIVE.test(text)) {
    const policies = await policiesOfTemplate(name, text);
    if (policies.length > 0) return { ...NONE, policies };
  }
  const isYaml = /\.ya?ml$/.test(name) || (!/^[[{]/.test(start) && mayBeYaml(name, start));
  return (isYaml ? await readYaml(name, text) : undefined) ?? { ...NONE, known: false };
}

const NONE: Input = { policies: [], known: true, root: () => NOTHING, comments: () => [] };

/** @throws Error with the place if it cannot be parsed */
async function readYaml(name: string, text: string): Promise<Input | undefined> {
  const { data, root } = (await import("./yaml-tree.js")).yamlTree(text);
  if (typeof data !== "object" || data === null) return undefined;
  const { policies } = await inData(name, data, true);
  return { ...NONE, policies, root: () => root };
}

/** https://developer.hashicorp.com/terraform/language/expressions/strings#directives */
const DIRECTIVE = /%\{~?\s*(if|for)\b/;

const policiesOfTemplate = async (name: string, text: string): Promise<readonly FoundPolicy[]> =>
  (await import("./template-file.js")).policiesInTemplateFile(name, text);

/** A template of JSON or YAML, or of something else. */
async function readTemplateFile(name: string, text: string): Promise<Input> {
  const policies = await policiesOfTemplate(name, text);
  if (policies.length > 0 || !/^Statement:/m.test(text)) return { ...NONE, policies };
  return (await readYaml(name, text)) ?? NONE;
}

/** A template of CloudFormation may have code in it. */
const mayBeHcl = (name: string, start: string): boolean =>
  !/\.(ya?ml|json|template)$/.test(name) && !/^[\uFEFF]?[[{]/.test(start) && looksLikeHcl(start);

const mayBeYaml = (name: string, start: string): boolean =>
  /\.template$/.test(name) || /^[A-Za-z"'][^\n{]*:(\s|$)/m.test(start.slice(0, 10_000));

/** @param withRoot whether the data itself may be a policy */
async function inData(name: string, data: unknown, withRoot = false): Promise<Pick<Input, "policies" | "known">> {
  const terraform = valueOfTerraformData(data);
  if (terraform !== undefined) return { policies: findPolicies(terraform), known: true };
  if (isCloudFormation(data)) return { policies: findPolicies(valueOfTemplate(data)), known: true };
  if (isTerraformConfiguration(name, data)) return { policies: await policiesInConfiguration(name, data), known: true };
  const isPart = hasFunction(data);
  const policies = findPolicies(isPart ? valueOfTemplate(data) : valueOfData(data));
  // The file is a policy itself, of which the text is checked.
  if (!withRoot && !isPart && policies.some(({ steps }) => steps.length === 0)) return { policies: [], known: false };
  return {
    policies: policies
      .filter((found) => !isReplaced(found, data))
      .map((found) => ({ ...found, type: found.type ?? typeOfOutput(found.steps, data) })),
    known: policies.length > 0 || isOtherPolicy(data) || isDescription(data),
  };
}

/**
 * In account details, every version of a policy is listed, and one of them applies:
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
function isReplaced({ steps }: FoundPolicy, data: unknown): boolean {
  // The roles of instance profiles are in the list of roles, too.
  if (steps.includes("InstanceProfileList")) return true;
  const list = steps.lastIndexOf("PolicyVersionList");
  if (list < 0) return false;
  const version = steps
    .slice(0, list + 2)
    .reduce<unknown>((value, step) => (value as Readonly<Record<string, unknown>>)[step], data);
  return recordOf(version).IsDefaultVersion === false;
}

/** The type of a policy by the command of the AWS CLI that printed it, as far as the names of its output say it. */
function typeOfOutput(steps: readonly Step[], data: unknown): PolicyType | undefined {
  const path = steps.join(".");
  // get-bucket-policy, get-key-policy, get-queue-attributes, get-resource-policy, get-repository-policy
  if (/^((Attributes\.)?Policy|ResourcePolicy|policyText)$/.test(path)) return "resource";
  const { RoleName, UserName, GroupName } = recordOf(data);
  const isInline = path === "PolicyDocument" && (RoleName ?? UserName ?? GroupName) !== undefined;
  const isOfIdentity = isInline || /\b(User|Role|Group)PolicyList\b|\bPolicyVersionList\b|^PolicyVersion\b/.test(path);
  return isOfIdentity ? "identity" : undefined;
}

/** `get-policy` describes a policy, and does not print its document: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html */
const isDescription = (data: unknown): boolean => recordOf(recordOf(data).Policy).DefaultVersionId !== undefined;

async function readHcl(name: string, text: string, module: HclModule | undefined): Promise<Input> {
  const tree = hclTree(text);
  const policies = await policiesInHcl(name, text, tree, module);
  return { policies, known: true, root: () => tree.root, comments: () => tree.comments };
}
