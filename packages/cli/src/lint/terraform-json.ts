import { readJsonTemplate, readTemplate } from "../terraform/template.js";
import { isRecord, recordOf } from "../util.js";
import {
  type FoundPolicy,
  findPolicies,
  isPolicy,
  looksLikePolicy,
  type ReadString,
  unknownValue,
} from "./found-policy.js";
import type { Step } from "./position.js";

const within =
  (...steps: readonly Step[]) =>
  (data: unknown): readonly FoundPolicy[] => {
    const part = steps.reduce<unknown>((value, step) => recordOf(value)[step], data);
    return findPolicies(part).map((found) => ({ ...found, steps: [...steps, ...found.steps] }));
  };

/** What `terraform show -json` prints for a plan and for a state, and a state itself: the parts with each policy once. */
export function policiesOfTerraformData(data: unknown): readonly FoundPolicy[] | undefined {
  const { format_version, planned_values, values, terraform_version, resources } = recordOf(data);
  if (format_version !== undefined && planned_values !== undefined) return within("planned_values")(data);
  if (format_version !== undefined && values !== undefined) return within("values")(data);
  return terraform_version !== undefined && Array.isArray(resources) ? within("resources")(data) : undefined;
}

/** Configuration as JSON, such as cdk.tf.json: its strings are templates. */
export const isTerraformConfiguration = (data: unknown): boolean => {
  const { terraform, resource, data: sources, provider } = recordOf(data);
  return isRecord(resource) || isRecord(sources) || (isRecord(terraform) && provider !== undefined);
};

/** A policy in a template's string: `${jsonencode(…)}`, or JSON with templates in its strings. */
export const readTerraformString: ReadString = (text) => {
  const policy = readJsonTemplate(text, unknownValue);
  if (isPolicy(policy)) return policy;
  return looksLikePolicy(text) ? readTemplate(text, unknownValue) : undefined;
};

/** A policy of which strings are templates. */
export const withoutTemplates = (value: unknown): unknown => {
  if (typeof value === "string") return readTemplate(value, unknownValue);
  if (Array.isArray(value)) return value.map(withoutTemplates);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [readTemplate(key, unknownValue), withoutTemplates(inner)]),
  );
};
