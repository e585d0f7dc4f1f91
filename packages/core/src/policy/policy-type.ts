import { isRecord } from "../schema/schema.js";
import type { PolicyType } from "./parse/elements.js";

/**
 * The type of a policy, by the elements of its statements. A policy with principals is a trust policy if an action is
 * STS's, and otherwise the policy of a resource.
 */
export function policyTypeOf(policy: unknown): PolicyType {
  const statements = [isRecord(policy) ? policy.Statement : undefined].flat().filter(isRecord);
  const withPrincipal = statements.filter(
    (one) => Object.hasOwn(one, "Principal") || Object.hasOwn(one, "NotPrincipal"),
  );
  if (withPrincipal.length === 0) return "identity";
  if (withPrincipal.every(deniesEveryone)) return "resource";
  const actions = withPrincipal.flatMap(({ Action, NotAction }) => [Action ?? NotAction].flat());
  const named = actions.filter((action) => typeof action === "string");
  if (named.some((action) => /^sts:/i.test(action))) return "trust";
  return named.some((action) => action.includes(":")) || withPrincipal.some((one) => Object.hasOwn(one, "Resource"))
    ? "resource"
    : "trust";
}

/** As resource control policies do, also for actions of STS: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
const deniesEveryone = ({ Effect, Principal, Resource }: Record<string, unknown>) =>
  Effect === "Deny" && Principal === "*" && Resource !== undefined;
