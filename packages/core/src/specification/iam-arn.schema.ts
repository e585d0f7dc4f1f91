import { parseArn } from "../aws/arn.js";
import { ownArnContradiction } from "../aws/contradictions.js";
import { type ExpectedResource, originReport } from "../aws/origins.js";
import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { arnOfResource } from "../placeholders/origin.js";
import { type RoleReference, roleReferenceOf, toDisplayString } from "../placeholders/placeholder.js";
import { type Schema, string } from "../schema/schema.js";

const notARoleArn = (found: string): Report => ({
  code: "NOT_A_ROLE_ARN",
  message: `${quoted(found)} is not the ARN of a role.`,
  fix: 'Write "arn:aws:iam::123456789012:role/<name>" for an existing role, or an object for a new one.',
  parameters: { found: toDisplayString(found) },
});

const notAPolicyArn = (found: string): Report => ({
  code: "INVALID_MANAGED_POLICY",
  message: `${quoted(found)} is not the ARN of a managed policy.`,
  fix: 'Write "arn:aws:iam::123456789012:policy/my-policy".',
  parameters: { found: toDisplayString(found) },
});

/** Whether a string is the ARN of a resource of IAM whose account and resource part match. */
function isIamArn(text: string, account: RegExp, resource: RegExp): boolean {
  const arn = parseArn(text);
  if (arn?.service !== "iam" || arn.region !== "" || !/^aws(-[a-z]+)*$/.test(arn.partition ?? "")) return false;
  return account.test(arn.account ?? "") && resource.test(arn.resource ?? "");
}

/** Characters of a policy's ARN: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
const MAX_POLICY_ARN_LENGTH = 2_048;
/** Characters of a service role's ARN: https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html */
const MAX_ROLE_ARN_LENGTH = 1_000;

export const isPolicyArn = (value: string) =>
  isIamArn(value, /^(\d{12}|aws)$/, /^policy\/([!-.0-~]{1,510}\/)*[\w+=,.@-]{1,128}$/) &&
  value.length <= MAX_POLICY_ARN_LENGTH;

/** A string that is not the ARN of another partition than the deployment's, or of another account. */
export const inDeployment =
  (schema: Schema<string>, contradiction = ownArnContradiction): Schema<string> =>
  (value, context) => {
    const arn = schema(value, context);
    const report = arn === undefined ? undefined : contradiction(arn, context.deployment);
    return report === undefined ? arn : context.report(report);
  };

/** The same for a resource of the program, whose ARN is meant. */
export const orResource =
  (schema: Schema<string>, expected: ExpectedResource): Schema<string> =>
  (value, context) => {
    const arn = schema(arnOfResource(value), context);
    const report = arn === undefined ? undefined : originReport(arn, () => [expected]);
    return report === undefined ? arn : context.report(report);
  };

export const POLICY: ExpectedResource = {
  called: "managed policy",
  managedAs: ["aws_iam_policy", "aws:iam/policy:Policy"],
  arnAttributes: ["arn", "id"],
  example: '"arn:aws:iam::123456789012:policy/my-policy"',
};

const ROLE: ExpectedResource = {
  called: "role",
  managedAs: ["aws_iam_role", "aws:iam/role:Role"],
  example: '"arn:aws:iam::123456789012:role/my-role"',
};

/** The ARN of a managed policy, or the policy. */
export const policyArn: Schema<string> = orResource(
  inDeployment(string((value) => (isPolicyArn(value) ? undefined : notAPolicyArn(value)))),
  POLICY,
);

/** The ARN of an existing role, or the role. */
export const roleArn: Schema<string> = orResource(
  inDeployment(
    string((value) =>
      isIamArn(value, /^\d{12}$/, /^role\/([!-.0-~]{1,510}\/)*[\w+=,.@-]{1,64}$/) && value.length <= MAX_ROLE_ARN_LENGTH
        ? undefined
        : notARoleArn(value),
    ),
  ),
  ROLE,
);

const CONSTRUCTS = { service: "AmplifyServiceRole", compute: "AmplifyComputeRole" } as const;

const roleTypeMismatch = (found: RoleReference, expected: RoleReference): Report => ({
  code: "ROLE_TYPE_MISMATCH",
  message: `Expected the role of an ${CONSTRUCTS[expected]}, got an ${CONSTRUCTS[found]}.`,
  fix: `Write an ${CONSTRUCTS[expected]}, or an object for a new role.`,
  parameters: { found, expected },
});

/**
 * An object that specifies a new role, or an existing one: its ARN, or its construct or component.
 *
 * @param roleType service or compute. Default: any
 */
export const newOrExisting =
  <T>(newRole: Schema<T>, roleType?: RoleReference): Schema<T | string> =>
  (given, context) => {
    const value = arnOfResource(given);
    if (typeof value !== "string") return newRole(value, context);
    const found = roleReferenceOf(value);
    if (found !== undefined && roleType !== undefined && found !== roleType)
      return context.report(roleTypeMismatch(found, roleType));
    return roleArn(value, context);
  };
