import { faults } from "../errors/faults.js";
import type { Finding } from "../errors/finding.js";
import { quotas } from "../policy/quotas.js";
import { Place } from "../read/place.js";
import { isRecord } from "../read/readers.js";
import { bind } from "../text/bind.js";
import { readDocument } from "./document.js";
import { parseJson } from "./json.js";
import type { LocatedStatement } from "./located.js";
import { type PolicyType, plainStatement } from "./read-statement.js";
import { checkTrust, roleOf, type TrustedRole } from "./rules/trust.js";

export interface LintOptions {
  /** `identity`: what a role may do; `trust`: who may assume it. Default: `trust` where a statement has a principal. */
  readonly type?: PolicyType;
  /** Whose role a trust policy is of. Default: told by its principals, `service` for Amplify's. */
  readonly role?: TrustedRole;
}

/**
 * Finds what is wrong with an IAM policy: what IAM refuses, what never matches, what grants everything (errors), and
 * what is risky or pointless (warnings). It never throws, and reads nothing but its input and the catalogue of actions
 * that comes with the package (https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html).
 *
 * @param policy a policy document, or its JSON text
 * @returns the findings in the order of their place; none where nothing is wrong
 */
export function lint(policy: unknown, options: LintOptions = {}): readonly Finding[] {
  const findings: Finding[] = [];
  const at = new Place(findings);
  const given = typeof policy === "string" ? parseJson(policy, at) : { value: policy };
  if (given !== undefined) lintBound(bind(given.value, () => undefined).specification, options, at);
  return findings;
}

/** `lint` of a policy that `bind` has copied, and whose late values are markers. Reports what it finds. */
export function lintBound(policy: unknown, { type, role }: LintOptions, at: Place): void {
  const kind = type ?? (role !== undefined || hasPrincipal(policy) ? "trust" : "identity");
  const statements = readDocument(policy, kind, at);
  if (statements === undefined) return;
  if (kind === "trust") checkTrust(statements, role ?? roleOf(statements), at);
  checkSize(statements, kind, at);
}

/** Whether a policy of any shape speaks of whoever uses it. */
function hasPrincipal(policy: unknown): boolean {
  const statements = isRecord(policy) ? policy.Statement : undefined;
  return [statements]
    .flat()
    .some((one) => isRecord(one) && (Object.hasOwn(one, "Principal") || Object.hasOwn(one, "NotPrincipal")));
}

/** White space is not counted: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function checkSize(statements: readonly LocatedStatement[], type: PolicyType, at: Place): void {
  const document = { Version: "2012-10-17", Statement: statements.map(plainStatement) };
  const size = JSON.stringify(document).replaceAll(/\s/g, "").length;
  if (type === "trust") {
    if (size > quotas.trustPolicy) at.report(faults.trustOverQuota(size, quotas.trustPolicy));
  } else if (size > quotas.inlinePolicies) at.report(faults.documentOverQuota(size, quotas.inlinePolicies, "error"));
  else if (size > quotas.managedPolicy) at.report(faults.documentOverQuota(size, quotas.managedPolicy, "warning"));
}
