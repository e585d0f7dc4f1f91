import { recordOf } from "../util.js";
import type { Step } from "./position.js";
import { type Value, valueOfData } from "./value.js";

/**
 * What `terraform show -json` prints for a plan and for a state, and a state itself: the part that has each policy once.
 * Undefined for other data. https://developer.hashicorp.com/terraform/internals/json-format
 */
export function valueOfTerraformData(data: unknown): Value | undefined {
  const { format_version, planned_values, values, terraform_version, resources } = recordOf(data);
  const within = (step: Step, part: unknown) => valueOfData(part, [step]);
  if (typeof format_version === "string") {
    if (planned_values !== undefined) return within("planned_values", planned_values);
    // An empty state has no values.
    return within("values", values ?? {});
  }
  return terraform_version !== undefined && Array.isArray(resources) ? within("resources", resources) : undefined;
}
