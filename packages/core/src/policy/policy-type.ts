import { isUnresolved } from "../placeholders/placeholder.js";
import { isRecord } from "../schema/schema.js";
import type { PolicyType } from "./parse/elements.js";

/**
 * The type of a policy, by the elements of its statements. A policy with principals is a trust policy if an action is
 * STS's, and otherwise the policy of a resource, such as an endpoint. What is known only after deploy says nothing.
 */
export function policyTypeOf(policy: unknown): PolicyType {
  const statements = [isRecord(policy) ? policy.Statement : undefined].flat().filter(isRecord);
  const withPrincipal = statements.filter(
    (one) => Object.hasOwn(one, "Principal") || Object.hasOwn(one, "NotPrincipal"),
  );
  if (withPrincipal.length === 0) return "identity";
  if (withPrincipal.every(deniesEveryone)) return "resource";
  const named = withPrincipal.flatMap(actionsOf);
  if (withPrincipal.some(isOfEndpoint)) return "resource";
  if (named.some((action) => /^sts:/i.test(action))) return "trust";
  const isResource =
    named.some((action) => action.includes(":")) ||
    withPrincipal.some((one) => Object.hasOwn(one, "Resource") || !hasSidOfIam(one));
  return isResource ? "resource" : "trust";
}

/** Other services accept more characters: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
const hasSidOfIam = ({ Sid }: Record<string, unknown>) =>
  typeof Sid !== "string" || isUnresolved(Sid) || /^[A-Za-z0-9]*$/.test(Sid);

const actionsOf = ({ Action, NotAction }: Record<string, unknown>): readonly string[] =>
  [Action ?? NotAction]
    .flat()
    .filter((action): action is string => typeof action === "string" && !isUnresolved(action));

/** Actions of STS that a trust policy can have: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const OF_TRUST = /^sts:(\*|Assume|TagSession$|SetSourceIdentity$|SetContext$)/i;

/**
 * Whether a statement is of the policy of an endpoint for STS: a trust policy names no resource, does not let everyone
 * assume the role, and has no action like sts:GetCallerIdentity
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html).
 */
function isOfEndpoint(statement: Record<string, unknown>): boolean {
  const { Principal, Resource, NotResource } = statement;
  if ((Resource ?? NotResource) === undefined) return false;
  const everyone = isRecord(Principal) ? [Principal.AWS].flat().includes("*") : Principal === "*";
  return everyone || actionsOf(statement).some((action) => /^sts:/i.test(action) && !OF_TRUST.test(action));
}

/** As resource control policies do, also for actions of STS: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
const deniesEveryone = ({ Effect, Principal, Resource }: Record<string, unknown>) =>
  Effect === "Deny" && Principal === "*" && Resource !== undefined;
