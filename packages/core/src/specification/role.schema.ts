import { parseArn } from "../aws/arn.js";
import { quotas } from "../aws/quotas.js";
import type { Report } from "../findings/finding.js";
import { messages } from "../findings/messages.js";
import { kmsKey } from "../grants/services/kms.js";
import { isUnresolved, isWhollyUnresolved } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import {
  anyString,
  arrayOrRecord,
  boolean,
  isRecord,
  maxSize,
  nonEmpty,
  nonEmptyArray,
  object,
  oneOf,
  type Properties,
  record,
  resolved,
  resolvedBoolean,
  type Schema,
  string,
  stringOfLength,
} from "../schema/schema.js";
import type { RoleMapping, RoleMappingRule } from "./provider-arguments.js";
import type {
  AmplifyComputeRoleSpec,
  AmplifyIdentityPoolRoleSpec,
  AmplifyServiceRoleSpec,
  ComputeRoleSpec,
  DeploymentSpec,
  IdentityPoolRoleSpec,
  IdentityPoolSpec,
  PrincipalTags,
  RoleSpec,
  ServiceRoleSpec,
  SsrLogsSpec,
} from "./role.js";
import { logGroupTags, roleTags } from "./tags.js";

type Bool = boolean | string;
type Num = number | string;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; 0 is for ever. */
export const RETENTION_DAYS: readonly number[] = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** IAM's descriptions: tab, line feed, carriage return, and Latin characters. */
const DESCRIPTION = /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/;

type NumberCheck = (value: number) => Report | undefined;

/** A number that decides what is created, and so has to be known. */
export const resolvedNumber = (check: NumberCheck): Schema<number> => {
  return (value, context) => {
    if (typeof value !== "number") return context.report(messages.notNumber(value));
    const fault = check(value);
    return fault === undefined ? value : context.report(fault);
  };
};

const number = (check: NumberCheck): Schema<Num> => {
  const known = resolvedNumber(check);
  return (value, context) =>
    typeof value === "string" && isWhollyUnresolved(value) ? anyString(value, context) : known(value, context);
};

/** A list whose entries are read later, when the deployment that they are composed for is known. */
const unread = (value: unknown, context: Context) =>
  Array.isArray(value) ? value : context.report(messages.notList(value));

/** Whether a text is the ARN of something of IAM's, by account and by what follows it. */
function isIamArn(text: string, account: RegExp, resource: RegExp): boolean {
  const arn = parseArn(text);
  if (arn?.service !== "iam" || arn.region !== "" || !/^aws(-[a-z]+)*$/.test(arn.partition ?? "")) return false;
  return account.test(arn.account ?? "") && resource.test(arn.resource ?? "");
}

const policyArn: Schema<string> = string((value) =>
  isIamArn(value, /^(\d{12}|aws)$/, /^policy\/([!-.0-~]{1,510}\/)*[\w+=,.@-]{1,128}$/) && value.length <= 2_048
    ? undefined
    : messages.badManagedPolicy(value),
);

/** One of AWS's by name, `service-role/…` included, or any by ARN. */
const managedPolicy: Schema<string> = (value, context) => {
  const read = anyString(value, context);
  if (read === undefined || /^([\w-]+\/)*[\w+=,.@-]{1,128}$/.test(read)) return read;
  return policyArn(read, context);
};

/** What roles of one app can share. */
export const sharedRoleMembers = {
  path: string((path) =>
    path.length <= quotas.rolePath && /^\/([!-.0-~]+\/)*$/.test(path) ? undefined : messages.badPath(path),
  ),
  permissionsBoundary: policyArn,
  maxSessionDuration: number((seconds) =>
    Number.isInteger(seconds) && seconds >= quotas.shortestSession && seconds <= quotas.longestSession
      ? undefined
      : messages.badSession(seconds, quotas.shortestSession, quotas.longestSession),
  ),
  forceDetachPolicies: boolean,
  tags: roleTags,
  policyType: resolved(oneOf("inline", "managed"), "kind of policies"),
  exclusivePolicies: resolvedBoolean,
} satisfies Partial<Properties<RoleSpec<string, Bool, Num>>>;

const roleMembers: Properties<RoleSpec<string, Bool, Num>> = {
  ...sharedRoleMembers,
  name: string((name) => (/^[\w+=,.@-]{1,64}$/.test(name) ? undefined : messages.badRoleName(name))),
  description: string((description) =>
    description.length <= quotas.description && DESCRIPTION.test(description) ? undefined : messages.badDescription(),
  ),
  grants: unread as Schema<NonNullable<RoleSpec["grants"]>>,
  policyDocuments: unread as Schema<NonNullable<RoleSpec["policyDocuments"]>>,
  managedPolicies: arrayOrRecord(managedPolicy),
  confusedDeputyConditions: resolvedBoolean,
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const sizedKey = stringOfLength("key's ARN", 1, 256);
const logGroupKey: Schema<string> = (value, context) => {
  const read = sizedKey(value, context);
  return read === undefined ? undefined : kmsKey(read, context);
};

const logs = object<SsrLogsSpec<string, Bool, Num>>({
  retentionInDays: number((days) =>
    RETENTION_DAYS.includes(days) ? undefined : messages.badRetention(days, RETENTION_DAYS),
  ),
  kmsKeyId: logGroupKey,
  skipDestroy: boolean,
  import: resolvedBoolean,
  tags: logGroupTags,
  shape: resolved(oneOf("exact", "single-statement"), "shape of the statements"),
});

const serviceRoleMembers: Properties<ServiceRoleSpec<string, Bool, Num>> = {
  ...roleMembers,
  logs: (value, context) => (value === false ? false : logs(value, context)),
};

export const computeRole = object<ComputeRoleSpec<string, Bool, Num>>(roleMembers);
export const serviceRole = object<ServiceRoleSpec<string, Bool, Num>>(serviceRoleMembers);

/** The ARN of a role that exists. */
export const roleArn: Schema<string> = string((value) =>
  isIamArn(value, /^\d{12}$/, /^role\/([!-.0-~]{1,510}\/)*[\w+=,.@-]{1,64}$/) && value.length <= 1_000
    ? undefined
    : messages.notARole(value),
);

/** An app's id: https://docs.aws.amazon.com/amplify/latest/APIReference/API_App.html */
export const appId: Schema<string> = string((value) =>
  /^d[a-z0-9]{1,19}$/.test(value) ? undefined : messages.notAnAppId(value),
);

export const deploymentMembers: Properties<DeploymentSpec> = {
  partition: string((value) =>
    /^aws(-[a-z]+)*$/.test(value) ? undefined : messages.badName(value, "partition", "aws, aws-cn, aws-us-gov"),
  ),
  region: string((value) =>
    /^[a-z]{2,5}(-[a-z]+)+-\d$/.test(value) ? undefined : messages.badName(value, "region", "eu-west-1"),
  ),
  account: string((value) =>
    /^\d{12}$/.test(value) ? undefined : messages.badName(value, "account", "twelve digits"),
  ),
};

const { confusedDeputyConditions: _, ...identityPoolRoleMembers } = roleMembers;

/** An object for a new role, or the ARN of one that exists. */
export const newOrExisting =
  <T>(role: Schema<T>): Schema<T | string> =>
  (value, context) =>
    typeof value === "string" ? roleArn(value, context) : role(value, context);

const identityPoolRole = newOrExisting(object<IdentityPoolRoleSpec<string, Bool, Num>>(identityPoolRoleMembers));

const identityProvider = stringOfLength("identity provider's name", 1, 128);

function checkPrincipalTag(key: string, context: Context): void {
  if (key === "" || key.length > 128) context.report(messages.badLength(key.length, "key of the tag", 1, 128));
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
  if (/^aws:/i.test(key)) context.report(messages.reservedTag(key));
}

const CLAIM = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,64}$/u;

const mappingRule = object<RoleMappingRule>(
  {
    claim: string((value) => (CLAIM.test(value) ? undefined : messages.badName(value, "claim", CLAIM.source))),
    matchType: oneOf("Equals", "Contains", "StartsWith", "NotEqual"),
    value: stringOfLength("value", 1, 128),
    roleArn,
  },
  ["claim", "matchType", "value", "roleArn"],
);

const readRoleMapping = object<RoleMapping>(
  {
    identityProvider,
    type: oneOf("Token", "Rules"),
    ambiguousRoleResolution: oneOf("AuthenticatedRole", "Deny"),
    mappingRules: maxSize(25, "rules", nonEmptyArray(mappingRule, "rule")),
  },
  ["identityProvider", "type", "ambiguousRoleResolution"],
);

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html */
const roleMapping: Schema<RoleMapping> = (value, context) => {
  const mapping = readRoleMapping(value, context);
  const rules = isRecord(value) ? value.mappingRules : undefined;
  if (mapping?.type === "Rules" && rules === undefined)
    context.property("mappingRules").report(messages.missing("mappingRules"));
  if (mapping?.type === "Token" && rules !== undefined)
    context.property("mappingRules").report(messages.rulesOfToken());
  return mapping;
};

/** Cognito keeps mappings by provider. */
const withOneOfEach =
  (mappings: Schema<readonly RoleMapping[]>): Schema<readonly RoleMapping[]> =>
  (value, context) => {
    const taken = new Set<unknown>();
    for (const [index, mapping] of (Array.isArray(value) ? value : []).entries()) {
      const provider = isRecord(mapping) ? mapping.identityProvider : undefined;
      if (typeof provider !== "string" || isUnresolved(provider)) continue;
      if (taken.has(provider)) context.index(index).report(messages.duplicateProvider(provider, "role mappings"));
      taken.add(provider);
    }
    return mappings(value, context);
  };

const principalTags = object<PrincipalTags<string, Bool>>(
  {
    identityProviderName: identityProvider,
    principalTags: maxSize(50, "tags", record(stringOfLength("claim", 1, 256), checkPrincipalTag)),
    useDefaults: boolean,
  },
  ["identityProviderName"],
);

const identityPoolMembers: Properties<IdentityPoolSpec<string, Bool, Num>> = {
  /** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_IdentityPool.html */
  identityPoolId: string((value) =>
    /^[a-z]{2,5}(-[a-z]+)+-\d:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
      ? undefined
      : messages.notAnIdentityPool(value),
  ),
  authenticated: identityPoolRole,
  unauthenticated: identityPoolRole,
  principalTags: nonEmpty("identity provider", arrayOrRecord(principalTags)),
  roleMappings: withOneOfEach(maxSize(10, "role mappings", nonEmptyArray(roleMapping, "role mapping"))),
};

const withOneRole =
  <T>(pool: Schema<T>): Schema<T> =>
  (value, context) => {
    const without = isRecord(value) && value.authenticated === undefined && value.unauthenticated === undefined;
    if (without) context.report(messages.identityPoolWithoutRole());
    return pool(value, context);
  };

export const identityPool = withOneRole(
  object<IdentityPoolSpec<string, Bool, Num>>(identityPoolMembers, ["identityPoolId"]),
);

export const standaloneIdentityPool = withOneRole(
  object<AmplifyIdentityPoolRoleSpec<string, Bool, Num>>({ ...identityPoolMembers, ...deploymentMembers }, [
    "identityPoolId",
  ]),
);

export const standaloneServiceRole = object<AmplifyServiceRoleSpec<string, Bool, Num>>({
  ...serviceRoleMembers,
  ...deploymentMembers,
  appId,
});

export const standaloneComputeRole = object<AmplifyComputeRoleSpec<string, Bool, Num>>({
  ...roleMembers,
  ...deploymentMembers,
  appId,
  branchName: string((name) => (name.length >= 1 && name.length <= 255 ? undefined : messages.badBranchName(name))),
});
