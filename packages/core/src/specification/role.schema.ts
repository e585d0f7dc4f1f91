import { quotas } from "../aws/quotas.js";
import type { Report } from "../findings/finding.js";
import { counted, grouped, quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import {
  arrayOrRecord,
  boolean,
  number,
  object,
  oneOf,
  type Properties,
  resolved,
  resolvedBoolean,
  string,
  written,
} from "../schema/schema.js";
import { newOrExisting, policyArn } from "./iam-arn.schema.js";
import { knownPolicy, managedPolicy, notAnAdministrator } from "./managed-policy.schema.js";
import { ROLE_HINTS } from "./other-names.js";
import type { ParsedBoolean, ParsedNumber } from "./parsed.js";
import { grants, type ParsedGrant, policyDocuments } from "./permissions.schema.js";
import type { ComputeRoleSpec, RoleSpec, ServiceRoleSpec } from "./role.js";
import { type ParsedSsrLogs, ssrLogs } from "./ssr-logs.schema.js";
import { roleTags } from "./tags.js";
import { wholeNumber } from "./whole-number.schema.js";

/** A role whose grants and policy documents are expanded to statements, and whose resources of the program are ARNs. */
type Parsed<Spec> = Omit<Spec, "grants" | "policyDocuments" | "permissionsBoundary" | "managedPolicies" | "logs"> & {
  readonly grants?: readonly ParsedGrant[];
  readonly policyDocuments?: readonly ParsedGrant[];
  readonly permissionsBoundary?: string;
  readonly managedPolicies?: readonly string[] | Readonly<Record<string, string>>;
};

export type ParsedRole = Parsed<RoleSpec<string, ParsedBoolean, ParsedNumber>>;
export type ParsedServiceRole = Parsed<ServiceRoleSpec<string, ParsedBoolean, ParsedNumber>> & {
  readonly logs?: ParsedSsrLogs | false;
};
export type ParsedComputeRole = Parsed<ComputeRoleSpec<string, ParsedBoolean, ParsedNumber>>;

/** @param name a role's name of any origin: given, or composed of other names */
export const invalidRoleName = (name: string): Report => ({
  code: "INVALID_ROLE_NAME",
  message: `${quoted(name)} is not a valid role name.`,
  fix: `Use 1 to ${quotas.roleName} letters, digits or +=,.@_- characters.`,
  parameters: { found: toDisplayString(name) },
});

const invalidPath = (path: string): Report => ({
  code: "INVALID_PATH",
  message: `${quoted(path)} is not a valid path.`,
  fix: `Start and end it with a slash: "/amplify/". It can have at most ${counted(quotas.rolePath, "character")}.`,
  parameters: { found: toDisplayString(path) },
});

const invalidDescription = (length: number): Report => ({
  code: "INVALID_DESCRIPTION",
  message:
    length > quotas.description
      ? `The description must have at most ${counted(quotas.description, "character")}, got ${grouped(length)}.`
      : "The description contains characters that IAM does not accept.",
  fix: `Use at most ${counted(quotas.description, "Latin character")} (up to U+00FF).`,
  parameters: { length, most: quotas.description },
});

const invalidSessionDuration = (seconds: number): Report => ({
  code: "INVALID_SESSION_DURATION",
  message: `maxSessionDuration must be a whole number of seconds from ${grouped(quotas.shortestSession)} to ${grouped(quotas.longestSession)}, got ${grouped(seconds)}.`,
  fix: `Write a whole number from ${quotas.shortestSession} to ${quotas.longestSession}.`,
  parameters: { found: seconds, least: quotas.shortestSession, most: quotas.longestSession },
});

/** IAM's descriptions: tab, line feed, carriage return, and Latin characters. */
const DESCRIPTION = /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/;

/** More than AWS raises the quota to: https://repost.aws/knowledge-center/iam-increase-policy-size */
const MAX_RAISED_QUOTA = 100;

/** The properties that all roles of an app can share. */
export const sharedRoleProperties = {
  path: string((path) =>
    path.length <= quotas.rolePath && /^\/([!-.0-~]+\/)*$/.test(path) ? undefined : invalidPath(path),
  ),
  permissionsBoundary: knownPolicy(policyArn),
  maxSessionDuration: number((seconds) =>
    Number.isInteger(seconds) && seconds >= quotas.shortestSession && seconds <= quotas.longestSession
      ? undefined
      : invalidSessionDuration(seconds),
  ),
  forceDetachPolicies: boolean,
  tags: roleTags,
  policyType: resolved(oneOf("inline", "managed"), "type of policies", '"inline" or "managed"'),
  exclusivePolicies: resolvedBoolean,
  maxManagedPolicies: wholeNumber("number of managed policies", quotas.managedPoliciesPerRole, MAX_RAISED_QUOTA),
} satisfies Partial<Properties<ParsedRole>>;

const POLICIES =
  'Write an array or an object: ["AmazonS3ReadOnlyAccess"], { team: policy.arn }. Its values may be known only after deploy.';

export const roleProperties: Properties<ParsedRole> = {
  ...sharedRoleProperties,
  name: string((name) => (/^[\w+=,.@-]{1,64}$/.test(name) ? undefined : invalidRoleName(name))),
  description: string((description) =>
    description.length <= quotas.description && DESCRIPTION.test(description)
      ? undefined
      : invalidDescription(description.length),
  ),
  grants,
  policyDocuments,
  managedPolicies: written(POLICIES, arrayOrRecord(notAnAdministrator(managedPolicy))),
  confusedDeputyConditions: resolvedBoolean,
};

/** Builds may administer, as those that deploy a backend do. */
export const serviceRoleProperties: Properties<ParsedServiceRole> = {
  ...roleProperties,
  managedPolicies: written(POLICIES, arrayOrRecord(managedPolicy)),
  logs: ssrLogs,
  build: resolved(oneOf("hosting", "amplify-gen2"), "type of builds", '"hosting" or "amplify-gen2"'),
};

export const newOrExistingServiceRole = newOrExisting(
  object<ParsedServiceRole>(serviceRoleProperties, [], ROLE_HINTS),
  "service",
);

/** The computeRole of an app, a branch or previews. */
export const newOrExistingComputeRole = written(
  "Write an object for a new role ({ grants: [dynamodb.read(table.arn)] }), the ARN of an existing role, or an AmplifyComputeRole.",
  newOrExisting(object<ParsedComputeRole>(roleProperties, [], ROLE_HINTS), "compute"),
);
