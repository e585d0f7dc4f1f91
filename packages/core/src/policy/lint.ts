import { quotas } from "../aws/quotas.js";
import { Collector, type Strictness } from "../findings/collector.js";
import type { Finding, Report } from "../findings/finding.js";
import { counted, grouped, quoted } from "../findings/text.js";
import { extractUnresolved } from "../placeholders/extract.js";
import { Context } from "../schema/context.js";
import { isRecord, isUnresolvedStructure, object, oneOf, resolvedBoolean } from "../schema/schema.js";
import { parseTemplate } from "./parse/directives.js";
import { parseDocument } from "./parse/document.js";
import { POLICY_TYPES, type PolicyType } from "./parse/elements.js";
import { hasPlainStringsOnly } from "./parse/json.js";
import { allTexts, isOpenKey, type LocatedStatement } from "./parse/located.js";
import { perText } from "./parse/per-text.js";
import { plainStatement } from "./parse/statement.js";
import { mayHavePlaceholders, withPlaceholders } from "./parse/templates.js";
import { policyTypeOf } from "./policy-type.js";
import { checkTrust, roleOf, TRUSTED_ROLES, type TrustedRole } from "./rules/trust/trusted-role.js";

/** What a policy is for. It decides which elements it has and which rules apply. */
export interface LintOptions {
  /**
   * `identity`: what a role may do; `trust`: who may assume it; `resource`: who may do what on a bucket, a key, a queue.
   * Default: derived from the elements of the statements.
   */
  readonly type?: PolicyType;
  /** The role that a trust policy belongs to. Default: derived from its principals; `service` for Amplify. */
  readonly role?: TrustedRole;
  /** Whether broad access is an error, as it is in a specification. Default: `false`. */
  readonly strict?: boolean;
}

/**
 * Finds what is wrong with an IAM policy: what AWS refuses or what never works (errors), what opens access (security
 * warnings), what is likely wrong (warnings), and what can be simpler (suggestions). It never throws. It reads only its input
 * and AWS's service reference (https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html).
 * A placeholder of a template (`${table_arn}`) is a value that is known only after deploy.
 *
 * @param policy a policy document, or its JSON text
 * @returns the findings, in the order of the policy; none if nothing is wrong
 */
export function lint(policy: unknown, options: LintOptions = {}): readonly Finding[] {
  const collector = new Collector(strictnessOf(options));
  const context = new Context(collector);
  const given = typeof policy === "string" ? parseTemplate(policy, context) : { value: policy };
  const read = parseLintOptions(options, context);
  const plain = isPlain(policy);
  const document = given === undefined || plain ? given?.value : withPlaceholders(given.value);
  if (given !== undefined) lintExtracted(document, read, context, plain ? policy.length : undefined);
  return collector.findingsIn(document);
}

/** More than any policy. A longer text may have more values than are read. */
const MOST_CHARACTERS = 1_000_000;

/** Whether a policy is text without placeholders. */
const isPlain = (policy: unknown): policy is string =>
  typeof policy === "string" &&
  policy.length <= MOST_CHARACTERS &&
  hasPlainStringsOnly(policy) &&
  !policy.includes("%{") &&
  !mayHavePlaceholders(policy);

/** The strictness of a call, whose options may be anything. */
export const strictnessOf = (options: unknown): Strictness => {
  const { specification } = extractUnresolved(options, () => undefined);
  return isRecord(specification) && specification.strict === true ? "strict" : "policy";
};

/** Parses the options of a call. */
export const parseLintOptions = (options: unknown, context: Context): LintOptions =>
  optionsSchema(extractUnresolved(options, () => undefined).specification, context.property("options")) ?? {};

const optionsSchema = object<LintOptions>({
  type: oneOf(...POLICY_TYPES),
  role: oneOf(...TRUSTED_ROLES),
  strict: resolvedBoolean,
});

/**
 * `lint` for a policy whose unresolved values are placeholders already. Reports to the context.
 *
 * @param length the characters of its JSON text, if all of them mean themselves
 */
export function lintExtracted(
  policy: unknown,
  { type, role }: LintOptions,
  context: Context,
  length = Number.POSITIVE_INFINITY,
): void {
  const policyType = type ?? (role === undefined ? policyTypeOf(policy) : "trust");
  if (policyType === "resource" && type === undefined) context.report(resourcePolicy());
  const complete = isComplete(policy);
  const statements = parseDocument(policy, { type: policyType, templates: true, complete }, context);
  if (statements === undefined) return;
  if (policyType === "trust") checkTrust(statements, role ?? roleOf(statements), context, complete);
  // Most policies are far below the quota.
  const quota = LOWEST_QUOTA[policyType];
  if (length * LONGER_THAN_GIVEN + NAMES_OF_ELEMENTS > quota && longestSize(statements) > quota)
    checkSize(statements, policyType, context);
}

/** Whether all statements are known, so that what none of them says is missing. */
const isComplete = (policy: unknown): boolean => {
  const given = [isRecord(policy) ? policy.Statement : undefined].flat();
  return !given.some((one) => isUnresolvedStructure(one) || (isRecord(one) && Object.keys(one).some(isOpenKey)));
};

const LOWEST_QUOTA: Readonly<Record<PolicyType, number>> = {
  identity: quotas.managedPolicy,
  trust: quotas.trustPolicy,
  resource: quotas.resourcePolicy,
};

/** More characters than a statement has in addition to what its author wrote: `{"Sid":,"Effect":"Allow","Action":[],…}`. */
const NAMES_OF_ELEMENTS = 250;
/** A single principal becomes an array: `{"AWS":"…"}` is written as `{"AWS":["…"]}`. */
const LONGER_THAN_GIVEN = 1.25;
/** How many characters JSON writes for one at most: `\u0000`. */
const LONGEST_ESCAPE = 6;

/** Around the name and the values of a condition: `"":{:[]},`. */
const BRACKETS = 16;

const jsonLength = perText((text) => JSON.stringify(text).length);

/** At least the size of a policy, without writing it. */
function longestSize(statements: readonly LocatedStatement[]): number {
  let size = NAMES_OF_ELEMENTS;
  for (const statement of statements) {
    size += NAMES_OF_ELEMENTS;
    for (const located of allTexts(statement)) size += jsonLength(located) + 1;
    for (const { name } of statement.conditions) size += name.length * LONGEST_ESCAPE + BRACKETS;
  }
  return size;
}

/** White space is not counted: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function checkSize(statements: readonly LocatedStatement[], type: PolicyType, context: Context): void {
  const document = { Version: "2012-10-17", Statement: statements.map(plainStatement) };
  const text = JSON.stringify(document);
  if (text.length <= LOWEST_QUOTA[type]) return;
  const size = text.replaceAll(/\s/g, "").length;
  if (type === "resource") {
    if (size > quotas.resourcePolicy) context.report(resourcePolicyOverQuota(size, quotas.resourcePolicy));
  } else if (type === "trust") {
    if (size > quotas.trustPolicy) context.report(trustOverQuota(size, quotas.trustPolicy));
  } else if (size > quotas.inlinePolicies) context.report(documentOverQuota(size, quotas.inlinePolicies, true));
  else if (size > quotas.managedPolicy) context.report(documentOverQuota(size, quotas.managedPolicy, false));
}

/**
 * The finding for an ignore that matches no finding.
 *
 * @param path where the ignore is
 * @param meant the code that a misspelled one most likely means
 */
export function unusedIgnore(code: string, path: string, meant?: string): Finding {
  const collector = new Collector("policy");
  new Context(collector).report({
    code: "IGNORE_WITHOUT_FINDING",
    severity: "warning",
    message: `No finding has the code ${quoted(code)} here, so this ignores nothing.`,
    fix: meant === undefined ? "Remove it, or correct the code." : `Did you mean "${meant}"?`,
    parameters: { code, ...(meant === undefined ? {} : { meant }) },
  });
  return { ...(collector.findings[0] as Finding), path };
}

const resourcePolicy = (): Report => ({
  code: "RESOURCE_POLICY",
  severity: "suggestion",
  message:
    "This is a resource policy, such as a bucket policy. Only its grammar, names, ARNs, principals and conditions are checked.",
  fix: 'Remove "Principal" if it is the policy of a role. Otherwise declare it as a resource policy: type "resource".',
});

const resourcePolicyOverQuota = (size: number, quota: number): Report => ({
  code: "POLICY_OVER_QUOTA",
  severity: "warning",
  message: `The policy has ${counted(size, "character")}. S3 accepts ${grouped(quota)} in a bucket policy, and most services accept fewer.`,
  fix: "Shorten it, for example by naming resources by prefix.",
  parameters: { size, quota },
});

const trustOverQuota = (size: number, quota: number): Report => ({
  code: "TRUST_OVER_QUOTA",
  severity: "warning",
  strictSeverity: "error",
  message: `The trust policy has ${counted(size, "character")}. IAM accepts ${grouped(quota)}.`,
  fix: "Shorten it, for example by naming fewer principals.",
  parameters: { size, quota },
});

const documentOverQuota = (size: number, quota: number, ofRole: boolean): Report => ({
  code: "POLICY_OVER_QUOTA",
  severity: "warning",
  strictSeverity: ofRole ? "error" : "warning",
  message: ofRole
    ? `The policy has ${counted(size, "character")}. IAM accepts ${grouped(quota)} in all inline policies of a role together.`
    : `The policy has ${counted(size, "character")}. A managed policy has at most ${grouped(quota)}, so this can only be an inline policy.`,
  fix: 'Name resources by prefix ("my-app-*"), or split the policy by service into managed policies.',
  parameters: { size, quota },
});
