import { quotas } from "../aws/quotas.js";
import { Collector } from "../findings/collector.js";
import type { Finding, Report, Severity } from "../findings/finding.js";
import { counted, grouped } from "../findings/text.js";
import { extractUnresolved } from "../placeholders/extract.js";
import { Context } from "../schema/context.js";
import { isRecord, object, oneOf } from "../schema/schema.js";
import { parseDocument } from "./parse/document.js";
import { parseJson } from "./parse/json.js";
import type { LocatedStatement } from "./parse/located.js";
import { POLICY_TYPES, type PolicyType, plainStatement } from "./parse/statement.js";
import { checkTrust, roleOf, TRUSTED_ROLES, type TrustedRole } from "./rules/trust.js";

export interface LintOptions {
  /**
   * `identity`: what a role may do; `trust`: who may assume it; `resource`: who may do what on a bucket, a key, a queue.
   * Default: derived from the elements of the statements.
   */
  readonly type?: PolicyType;
  /** The role that a trust policy belongs to. Default: derived from its principals; `service` for Amplify. */
  readonly role?: TrustedRole;
}

/**
 * Finds what is wrong with an IAM policy: what IAM refuses, what never matches, what grants everything (errors), and
 * what is risky or pointless (warnings). It never throws. It reads only its input and AWS's service reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html).
 *
 * @param policy a policy document, or its JSON text
 * @returns the findings, in the order of the policy; none if nothing is wrong
 */
export function lint(policy: unknown, options: LintOptions = {}): readonly Finding[] {
  const collector = new Collector();
  const context = new Context(collector);
  const given = typeof policy === "string" ? parseJson(policy, context) : { value: policy };
  const read = parseLintOptions(options, context);
  if (given !== undefined) lintExtracted(extractUnresolved(given.value, () => undefined).specification, read, context);
  return collector.findings;
}

/** Parses the options of a call. */
export const parseLintOptions = (options: unknown, context: Context): LintOptions =>
  readOptions(extractUnresolved(options, () => undefined).specification, context.property("options")) ?? {};

const readOptions = object<LintOptions>({ type: oneOf(...POLICY_TYPES), role: oneOf(...TRUSTED_ROLES) });

/** `lint` for a policy whose unresolved values are placeholders already. Reports to the context. */
export function lintExtracted(policy: unknown, { type, role }: LintOptions, context: Context): void {
  const kind = type ?? (role === undefined ? kindOf(policy) : "trust");
  if (kind === "resource" && type === undefined) context.report(resourcePolicy());
  const statements = parseDocument(policy, kind, context);
  if (statements === undefined) return;
  if (kind === "trust") checkTrust(statements, role ?? roleOf(statements), context);
  checkSize(statements, kind, context);
}

/** The type of a policy. One with principals and resources is a resource policy. */
function kindOf(policy: unknown): PolicyType {
  const statements = [isRecord(policy) ? policy.Statement : undefined].flat().filter(isRecord);
  const withWhom = statements.filter((one) => Object.hasOwn(one, "Principal") || Object.hasOwn(one, "NotPrincipal"));
  if (withWhom.length === 0) return "identity";
  return withWhom.some((one) => Object.hasOwn(one, "Resource") && !isOfSts(one.Action)) ? "resource" : "trust";
}

const isOfSts = (actions: unknown) =>
  [actions].flat().every((action) => typeof action === "string" && /^sts:/i.test(action));

/** White space is not counted: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function checkSize(statements: readonly LocatedStatement[], type: PolicyType, context: Context): void {
  // Each service has its own quota for resource policies.
  if (type === "resource") return;
  const document = { Version: "2012-10-17", Statement: statements.map(plainStatement) };
  const size = JSON.stringify(document).replaceAll(/\s/g, "").length;
  if (type === "trust") {
    if (size > quotas.trustPolicy) context.report(trustOverQuota(size, quotas.trustPolicy));
  } else if (size > quotas.inlinePolicies) context.report(documentOverQuota(size, quotas.inlinePolicies, "error"));
  else if (size > quotas.managedPolicy) context.report(documentOverQuota(size, quotas.managedPolicy, "warning"));
}

const resourcePolicy = (): Report => ({
  code: "RESOURCE_POLICY",
  severity: "warning",
  message:
    "This is a resource policy, such as a bucket policy. Only its grammar, names, ARNs and conditions are checked.",
  fix: 'Remove "Principal" if it is the policy of a role. Otherwise declare it as a resource policy: type "resource".',
});

const trustOverQuota = (size: number, quota: number): Report => ({
  code: "TRUST_OVER_QUOTA",
  message: `The trust policy has ${counted(size, "character")}. IAM accepts ${grouped(quota)}.`,
  fix: "Shorten it, for example by naming fewer principals.",
  parameters: { size, quota },
});

const documentOverQuota = (size: number, quota: number, severity: Severity): Report => ({
  code: "POLICY_OVER_QUOTA",
  severity,
  message:
    severity === "error"
      ? `The policy has ${counted(size, "character")}. IAM accepts ${grouped(quota)} in all inline policies of a role together.`
      : `The policy has ${counted(size, "character")}. A managed policy has at most ${grouped(quota)}, so this can only be an inline policy.`,
  fix: 'Name resources by prefix ("my-app-*"), or split the policy by service into managed policies.',
  parameters: { size, quota },
});
