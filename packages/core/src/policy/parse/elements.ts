import type { Report } from "../../findings/finding.js";
import { requiredProperty } from "../../findings/messages.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import type { Context } from "../../schema/context.js";

/**
 * An identity policy says what an identity may do, a trust policy who may assume a role, and a resource policy who may do
 * what on a resource.
 */
export const POLICY_TYPES = ["identity", "trust", "resource"] as const;
/** `identity`, `trust` or `resource`. */
export type PolicyType = (typeof POLICY_TYPES)[number];

/** The elements that a type of policy requires and forbids. */
const ELEMENTS = {
  identity: {
    oneOf: [
      ["Action", "NotAction"],
      ["Resource", "NotResource"],
    ],
    never: ["Principal", "NotPrincipal"],
    in: "an identity policy",
    instead: "Remove it. An identity policy applies to the role that it is attached to.",
  },
  trust: {
    oneOf: [
      ["Principal", "NotPrincipal"],
      ["Action", "NotAction"],
    ],
    never: ["Resource", "NotResource"],
    in: "a trust policy",
    instead: "Remove it. A trust policy applies to the role that it belongs to.",
  },
  resource: {
    oneOf: [
      ["Principal", "NotPrincipal"],
      ["Action", "NotAction"],
      ["Resource", "NotResource"],
    ],
    never: [],
    in: "a resource policy",
    instead: "",
  },
} as const;

/**
 * Services whose policies belong to one resource, and need to name none
 * (https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-efs-filesystem.html) or must name none
 * (https://docs.aws.amazon.com/waf/latest/APIReference/API_PutPermissionPolicy.html).
 */
const WITHOUT_RESOURCE = /^(ecr|ecr-public|serverlessrepo|elasticfilesystem|waf|waf-regional|wafv2):/i;

const needsNoResource = ({ Action, NotAction }: Record<string, unknown>) =>
  [Action ?? NotAction]
    .flat()
    .every((action) => typeof action === "string" && (isUnresolved(action) || WITHOUT_RESOURCE.test(action)));

/**
 * Reports elements that are missing, exclude each other or do not belong in a type of policy.
 *
 * @param open whether the statement has elements whose names are known only after deploy. Then none is missing
 */
export function checkElements(given: Record<string, unknown>, type: PolicyType, context: Context, open = false): void {
  const rules = ELEMENTS[type];
  for (const [one, other] of rules.oneOf) {
    if (given[one] !== undefined && given[other] !== undefined)
      context.property(other).report(elementsConflict(one, other));
    const optional = open || (type === "resource" && one === "Resource" && needsNoResource(given));
    if (given[one] === undefined && given[other] === undefined && !optional)
      context.property(one).report(requiredProperty(one));
  }
  for (const element of rules.never) {
    if (given[element] !== undefined) {
      context.property(element).report(elementNotAllowed(element, rules.in, rules.instead));
    }
  }
}

const elementsConflict = (one: string, other: string): Report => ({
  code: "CONFLICTING_ARGUMENTS",
  message: `"${one}" and "${other}" exclude each other.`,
  fix: `Remove "${other}".`,
  parameters: { names: [one, other] },
});

const elementNotAllowed = (element: string, policy: string, instead: string): Report => ({
  code: "UNSUPPORTED_ELEMENT",
  message: `IAM does not accept "${element}" in ${policy}.`,
  fix: instead,
  parameters: { element },
});
