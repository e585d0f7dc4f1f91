import { parseArn } from "../aws/arn.js";
import { arnContradiction } from "../aws/contradictions.js";
import { findManagedPolicy } from "../aws/managed-policies.js";
import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { isUnresolved, toDisplayString } from "../placeholders/placeholder.js";
import { type Schema, string } from "../schema/schema.js";
import { inDeployment, isPolicyArn, orResource, POLICY } from "./iam-arn.schema.js";

const invalidManagedPolicy = (found: string): Report => ({
  code: "INVALID_MANAGED_POLICY",
  message: `${quoted(found)} is neither the ARN of a managed policy nor the name of an AWS managed policy.`,
  fix: 'Write "AmazonS3ReadOnlyAccess" or "arn:aws:iam::123456789012:policy/my-policy".',
  parameters: { found: toDisplayString(found) },
});

const PAGE = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html";

/**
 * @param isWrong whether it cannot be a policy that AWS added recently
 * @param suggestion what it most likely means, in the form in which it was given
 */
const unknownManagedPolicy = (found: string, isWrong: boolean, suggestion: string | undefined): Report => ({
  code: "UNKNOWN_MANAGED_POLICY",
  severity: isWrong ? "error" : "warning",
  message: isWrong
    ? `AWS has no managed policy ${quoted(found)}.`
    : `AWS had no managed policy ${quoted(found)} when this version was released. The deploy fails unless AWS has added it.`,
  fix:
    suggestion === undefined
      ? `Write a name from ${PAGE}, or the ARN of your own policy.`
      : `Did you mean ${quoted(suggestion)}? All names are in ${PAGE}.`,
  parameters: { found: toDisplayString(found), ...(suggestion === undefined ? {} : { suggestion }) },
});

const serviceLinkedPolicy = (found: string): Report => ({
  code: "SERVICE_LINKED_POLICY",
  message: `The AWS managed policy ${quoted(found)} belongs to a service-linked role. IAM does not attach it to another role.`,
  fix: "Remove it, and grant what the code needs.",
  parameters: { found: toDisplayString(found) },
});

/** The name of an AWS managed policy, with or without its path. */
const isPolicyName = (value: string) => /^([\w-]+\/)*[\w+=,.@-]{1,128}$/.test(value);

const AWS_POLICY = /^(arn:[^:]*:iam::aws:policy\/)(.*)$/;

/** Reports an AWS managed policy, by its name or its ARN, that AWS does not have or IAM does not attach. */
export const knownPolicy =
  (schema: Schema<string>): Schema<string> =>
  (value, context) => {
    const policy = schema(value, context);
    if (policy === undefined || isUnresolved(policy)) return policy;
    const [, prefix, named] = AWS_POLICY.exec(policy) ?? [];
    if (prefix === undefined && parseArn(policy) !== undefined) return policy;
    const match = findManagedPolicy(named ?? policy, prefix !== undefined);
    if (match.verdict === "serviceLinked") return context.report(serviceLinkedPolicy(policy));
    if (match.verdict === "known") return policy;
    const { verdict, suggestion } = match;
    const suggested = suggestion === undefined ? undefined : `${prefix ?? ""}${suggestion}`;
    context.report(unknownManagedPolicy(policy, verdict !== "unknown", suggested));
    return verdict === "unknown" ? policy : undefined;
  };

/** A managed policy: its ARN, the policy of the program, or the name of an AWS managed policy. */
export const managedPolicy: Schema<string> = knownPolicy(
  orResource(
    inDeployment(
      string((value) => (isPolicyName(value) || isPolicyArn(value) ? undefined : invalidManagedPolicy(value))),
      arnContradiction,
    ),
    POLICY,
  ),
);

const administratorPolicy = (name: string): Report => ({
  code: "ADMINISTRATOR_POLICY",
  severity: "warning",
  message: `The AWS managed policy ${quoted(name)} allows the app's code, and whoever controls it, nearly everything in the account.`,
  fix: "Remove it, and grant what the code needs.",
  parameters: { name },
});

/** AWS's policies that allow everything, or everything but IAM, or all of IAM, and with it everything. */
const ADMINISTRATORS = /^(arn:[^:]*:iam::aws:policy\/)?(AdministratorAccess(-Amplify)?|IAMFullAccess|PowerUserAccess)$/;

/** A managed policy of a role that serves requests. */
export const notAnAdministrator =
  (schema: Schema<string>): Schema<string> =>
  (value, context) => {
    const policy = schema(value, context);
    const [, , name] = ADMINISTRATORS.exec(policy ?? "") ?? [];
    if (name !== undefined) context.report(administratorPolicy(name));
    return policy;
  };
