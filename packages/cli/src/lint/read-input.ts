import { isCloudFormation, withoutFunctions } from "./cloudformation.js";
import { type FoundPolicy, findPolicies } from "./found-policy.js";
import { looksLikeHcl, policiesInHcl } from "./hcl.js";
import { type Comment, hclTree } from "./hcl-tree.js";
import { jsonTree } from "./json-tree.js";
import type { TreeNode } from "./position.js";
import {
  isTerraformConfiguration,
  policiesOfTerraformData,
  readTerraformString,
  withoutTemplates,
} from "./terraform-json.js";

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
 * @throws Error with the place if it is HCL that HashiCorp's parser refuses
 */
export async function readInput(name: string, text: string): Promise<Input> {
  const start = text.trimStart();
  if (/\.(tf|hcl|tofu)$/.test(name) || (!/^[\uFEFF]?[[{]/.test(start) && looksLikeHcl(text)))
    return readHcl(name, text);
  const json = parsed(text);
  if (json !== undefined) return { ...inData(json), root: () => jsonTree(text), comments: () => [] };
  if (/\.(ya?ml|template)$/.test(name) || /^[A-Za-z"'][^\n{]*:(\s|$)/m.test(start.slice(0, 10_000))) {
    const yaml = /^[[{]/.test(start) ? undefined : (await import("./yaml-tree.js")).yamlTree(text);
    if (typeof yaml?.data === "object" && yaml.data !== null)
      return { ...inData(yaml.data), known: true, root: () => yaml.root, comments: () => [] };
  }
  return { policies: [], known: false, root: () => NOTHING, comments: () => [] };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function inData(data: unknown): Pick<Input, "policies" | "known"> {
  const terraform = policiesOfTerraformData(data);
  if (terraform !== undefined) return { policies: terraform, known: true };
  if (isCloudFormation(data)) return { policies: findPolicies(withoutFunctions(data)), known: true };
  if (isTerraformConfiguration(data)) {
    const policies = findPolicies(data, readTerraformString).map((found) =>
      found.embedded ? found : { ...found, policy: withoutTemplates(found.policy) },
    );
    return { policies, known: true };
  }
  const policies = findPolicies(data);
  // The file is a policy itself.
  if (policies.some(({ steps }) => steps.length === 0)) return { policies: [], known: false };
  return {
    policies: policies.map(ofDefaultVersion).filter((found) => found !== undefined),
    known: policies.length > 0,
  };

  /** In account details, every version of a policy is listed: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
  function ofDefaultVersion(found: FoundPolicy): FoundPolicy | undefined {
    const version = found.steps
      .slice(0, -1)
      .reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], data);
    return (version as { IsDefaultVersion?: unknown }).IsDefaultVersion === false ? undefined : found;
  }
}

async function readHcl(name: string, text: string): Promise<Input> {
  const policies = await policiesInHcl(name, text);
  const tree = hclTree(text);
  return { policies, known: true, root: () => tree.root, comments: () => tree.comments };
}
