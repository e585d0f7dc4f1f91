import { resourceFormats } from "../../../aws/resource-formats.js";
import { servicePrefixIn } from "../../../aws/service-name.js";
import { actionsMatching } from "../../../aws/service-reference.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import type { Located, LocatedStatement } from "../../parse/located.js";
import { isKnownArn } from "../../parse/patterns.js";
import { perText, type Text } from "../../parse/per-text.js";
import { matchesFormats } from "../resources/arn-matches-formats.js";
import { isEverything, isOpenFor, isRestricting, restrictedByCondition } from "../resources/open-patterns.js";
import type { StatementRule } from "../rule.js";
import { isEveryAction, leadsToEveryPermission } from "./every-action.js";

interface Escalation {
  /** What the action allows, after "it". */
  readonly why: string;
  /** True if it is risky on any resource, false if only on all resources. */
  readonly always: boolean;
  /** True if it opens a resource to others, false if the role itself gains permissions. */
  readonly opensResource?: boolean;
  /** What makes a statement harmless. */
  readonly unless?: (statement: LocatedStatement) => boolean;
}

const always = (why: string): Escalation => ({ why, always: true });
const ofUser = (why: string): Escalation => ({ ...always(why), unless: isOfOwnUser });
const opens = (why: string, unless?: Escalation["unless"]): Escalation => ({
  ...{ why, always: true, opensResource: true },
  ...(unless && { unless }),
});
const onAll = (why: string): Escalation => ({ why, always: false });

/**
 * Actions that let a role gain permissions that it was not given. The list has all methods of Rhino Security Labs, "AWS IAM
 * Privilege Escalation Methods" (https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation), of which those that
 * pass a role to a service are in role-is-not-passed-to-own-code.ts, and more of IAM's own actions:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html.
 *
 * Those that decide who may use a resource have AWS's access level "Permissions management"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html).
 * In one account, a resource's policy alone lets a role in
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html). The list has those of the
 * services that grants are for.
 *
 * Whoever updates a stack uses the role that somebody else passed to it:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 */
const ESCALATIONS: Readonly<Record<string, Escalation>> = {
  "sts:AssumeRole": onAll("assumes every role that trusts the account"),
  "cloudformation:UpdateStack": onAll("works with the service role of any stack, without iam:PassRole"),
  "iam:CreatePolicyVersion": always("rewrites a policy"),
  "iam:SetDefaultPolicyVersion": always("restores an earlier version of a policy"),
  "iam:AttachRolePolicy": always("attaches any policy to a role"),
  "iam:AttachUserPolicy": always("attaches any policy to a user"),
  "iam:AttachGroupPolicy": always("attaches any policy to a group"),
  "iam:PutRolePolicy": always("writes any permission into a role"),
  "iam:PutUserPolicy": always("writes any permission into a user"),
  "iam:PutGroupPolicy": always("writes any permission into a group"),
  "iam:AddUserToGroup": always("gives a user a group's permissions"),
  "iam:UpdateAssumeRolePolicy": always("changes who may assume a role"),
  "iam:CreateAccessKey": ofUser("makes keys for a user"),
  "iam:CreateLoginProfile": ofUser("sets a password for a user"),
  "iam:UpdateLoginProfile": ofUser("sets a password for a user"),
  "iam:DeleteRolePermissionsBoundary": always("removes a role's permissions boundary"),
  "iam:PutRolePermissionsBoundary": always("changes a role's boundary"),
  "iam:DeleteUserPermissionsBoundary": always("removes a user's permissions boundary"),
  "iam:PutUserPermissionsBoundary": always("changes a user's boundary"),
  "lambda:UpdateFunctionCode": always("runs other code with a function's role"),
  "lambda:UpdateFunctionConfiguration": always("puts a layer with other code before a function's"),
  "glue:UpdateDevEndpoint": always("opens a shell with the role of a development endpoint"),
  "sagemaker:CreatePresignedNotebookInstanceUrl": always("opens a notebook with its role"),
  "codestar:CreateProjectFromTemplate": always("creates resources with the role of CodeStar"),
  "codestar:AssociateTeamMember": always("gives a user the permissions of a project's owner"),
  "ssm:SendCommand": always("runs commands with an instance's role"),
  "iam:CreateServiceSpecificCredential": ofUser("creates credentials for a user"),
  "iam:ResetServiceSpecificCredential": ofUser("creates credentials for a user"),
  "iam:UploadSigningCertificate": ofUser("creates credentials for a user"),
  "iam:UploadSSHPublicKey": ofUser("creates credentials for a user"),
  "iam:UpdateSAMLProvider": always("changes who signs in to the roles that trust a provider"),
  "iam:AddClientIDToOpenIDConnectProvider": always("changes who signs in to the roles that trust a provider"),
  "iam:UpdateOpenIDConnectProviderThumbprint": always("changes who signs in to the roles that trust a provider"),
  "sts:AssumeRoot": always("works as the root user of a member account"),
  "kms:PutKeyPolicy": opens("rewrites who may use a key"),
  "kms:CreateGrant": opens("gives the use of a key to anybody", isForAwsService),
  "s3:PutBucketPolicy": opens("rewrites who may use a bucket"),
  "s3:DeleteBucketPolicy": opens("removes what a bucket's policy denies"),
  "s3:PutBucketAcl": opens("rewrites who may use a bucket"),
  "s3:PutAccessPointPolicy": opens("rewrites who may use an access point"),
  "s3:PutMultiRegionAccessPointPolicy": opens("rewrites who may use an access point"),
  "secretsmanager:PutResourcePolicy": opens("rewrites who may read a secret"),
  "dynamodb:PutResourcePolicy": opens("rewrites who may use a table"),
  "ecr:SetRepositoryPolicy": opens("rewrites who may use a repository"),
  "events:PutPermission": opens("rewrites who may use an event bus"),
  "kinesis:PutResourcePolicy": opens("rewrites who may use a stream"),
  "lambda:AddPermission": opens("rewrites who may invoke a function"),
  "lambda:PutResourcePolicy": opens("rewrites who may invoke a function"),
  "logs:PutResourcePolicy": opens("rewrites who may write logs"),
  "ses:PutIdentityPolicy": opens("rewrites who may send as an identity"),
  "sns:AddPermission": opens("rewrites who may use a topic"),
  "sqs:AddPermission": opens("rewrites who may use a queue"),
  "ssm:PutResourcePolicy": opens("rewrites who may use a parameter"),
};

const NONE: readonly (readonly [name: string, escalation: Escalation])[] = [];
const all = Object.entries(ESCALATIONS);
const byName = new Map(all.map((entry) => [entry[0].toLowerCase(), [entry] as const]));

/** The escalations that a pattern for actions matches. */
const escalationsBy = perText((text, pattern) => {
  // A pattern that leads to every permission is reported by another rule.
  if (leadsToEveryPermission(pattern)) return NONE;
  if (!/[*?]/.test(text)) return byName.get(text.toLowerCase()) ?? NONE;
  const found = all.filter(([name]) => globMatches(text, name));
  return found.length === 0 ? NONE : found;
});

/**
 * Whether an action, which a pattern matches, is reported as a way to more permissions. Then it is not reported as one on
 * all resources, too: the more severe finding says both.
 */
export const isEscalation = (pattern: Text, action: string, statement: LocatedStatement): boolean =>
  escalationsBy(pattern).length > 0 && Object.hasOwn(ESCALATIONS, action) && !ESCALATIONS[action]?.unless?.(statement);

/** Condition keys that restrict an action to some resources. An account does not: one resource in it is enough. */
const TAG = /^[a-z0-9-]+:ResourceTag\//i;

/** A way to more permissions in a statement. */
interface Way {
  readonly name: string;
  /** What the action allows, after "it". */
  readonly why: string;
  /** True if it opens a resource to others, false if the role itself gains permissions. */
  readonly opensResource: boolean;
  /** The resource that makes it one on all resources. Undefined if they are named. */
  readonly everywhere: Located | undefined;
  /** Whether AWS authorizes the action on resources. */
  readonly hasResource: boolean;
}

/** The first way to more permissions that a pattern for actions allows in its statement. */
export function wayToMorePermissions(action: Located, statement: LocatedStatement): Way | undefined {
  const escalations = escalationsBy(action);
  if (escalations.length === 0) return undefined;
  const { resources } = statement;
  const tagged = restrictedByCondition(statement, TAG);
  const restricted = restrictedByCondition(statement);
  const isPattern = /[*?]/.test(action.text);
  for (const [name, { why, always, opensResource = false, unless }] of escalations) {
    if (unless?.(statement) || (isPattern && !mayBeOn(resources, name))) continue;
    const open = tagged ? undefined : resources.find((resource) => isOpenFor(resource, name));
    const everywhere = open !== undefined && !(restricted && isEverything(open)) ? open : undefined;
    if (everywhere !== undefined || always)
      return { name, why, opensResource, everywhere, hasResource: formatsOf(name).length > 0 };
  }
  return undefined;
}

/** The formats of the resources that an action is authorized on. */
function formatsOf(name: string): readonly string[] {
  const [action] = actionsMatching(name);
  return action === undefined ? [] : resourceFormats(action);
}

/** Whether one of the resources may be of a type that an action is authorized on: `s3:Put*` on objects is no way. */
function mayBeOn(resources: readonly Located[], name: string): boolean {
  const formats = formatsOf(name);
  // One that is authorized on no resource is on `*` only, which is no ARN.
  const isOn = (one: Located) =>
    formats.length > 0 && (isEverything(one) || matchesFormats(one, formats, servicePrefixIn(name)));
  return resources.length === 0 || resources.some((one) => !isKnownArn(one) || isOn(one));
}

export const noPrivilegeEscalation: StatementRule = (statement, { type }) => {
  if (statement.effect !== "Allow" || type !== "identity") return;
  for (const action of statement.actions) {
    // With all other actions of its service, it is reported by the rule for them.
    const way = isEveryAction(action) ? undefined : wayToMorePermissions(action, statement);
    if (way === undefined) continue;
    const { name, why, opensResource, everywhere } = way;
    action.context.report(
      everywhere === undefined
        ? escalation(name, why, opensResource)
        : escalationEverywhere(name, everywhere.text, why, opensResource),
    );
  }
};

/**
 * Only AWS services can create the grants, for their own use of the key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource
 */
function isForAwsService({ conditions }: LocatedStatement): boolean {
  return conditions.some(
    (condition) =>
      /^kms:GrantIsForAWSResource$/i.test(condition.key) &&
      isRestricting(condition) &&
      condition.values.length > 0 &&
      condition.values.every(({ text }) => text === "true"),
  );
}

/**
 * Users who manage their own credentials gain no permissions:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 */
function isOfOwnUser({ resources }: LocatedStatement): boolean {
  return resources.length > 0 && resources.every(({ text }) => /:user\/(.*\/)?\$\{aws:username\}$/i.test(text));
}

const escalationEverywhere = (action: string, resource: string, why: string, opensResource: boolean): Report => ({
  code: "PRIVILEGE_ESCALATION",
  severity: "security-warning",
  strictSeverity: "error",
  message: `${action} on ${quoted(resource)} ${opensResource ? "opens all of them to anybody" : "amounts to every permission in the account"}: it ${why}.`,
  fix: "Write one ARN, or remove the action.",
  parameters: { action, resource: toDisplayString(resource) },
});

export const escalation = (action: string, why: string, opensResource = false): Report => ({
  code: "PRIVILEGE_ESCALATION",
  severity: "security-warning",
  message: `${action} allows code to give ${opensResource ? "access to others" : "itself more permissions"}: it ${why}.`,
  fix: "Remove it. Set the permissions of the app's code where the app is deployed.",
  parameters: { action },
});
