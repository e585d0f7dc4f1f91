import { parseArn } from "../arn/arn.js";
import { type Fault, faults } from "../errors/faults.js";
import { kmsKey } from "../grants/services/kms.js";
import type { RoleMapping, RoleMappingRule } from "../plan/provider-arguments.js";
import { quotas } from "../policy/quotas.js";
import type { Place } from "../read/place.js";
import {
  atLeastOne,
  atMost,
  flag,
  isRecord,
  known,
  knownFlag,
  listOrRecord,
  type Members,
  oneOf,
  type Reader,
  record,
  shape,
  sizedText,
  someOf,
  text,
  textThat,
} from "../read/readers.js";
import { logGroupTags, roleTags } from "../read/tags.js";
import { isLate, isWhollyLate } from "../text/late.js";
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
} from "./specification.js";

type Flag = boolean | string;
type Count = number | string;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; 0 is for ever. */
export const RETENTION_DAYS: readonly number[] = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** IAM's descriptions: tab, line feed, carriage return, and Latin characters. */
const DESCRIPTION = /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/;

type NumberCheck = (value: number) => Fault | undefined;

/** A number that decides what is created, and so has to be known. */
export const knownCount = (check: NumberCheck): Reader<number> => {
  return (value, at) => {
    if (typeof value !== "number") return at.report(faults.notNumber(value));
    const fault = check(value);
    return fault === undefined ? value : at.report(fault);
  };
};

const count = (check: NumberCheck): Reader<Count> => {
  const known = knownCount(check);
  return (value, at) => (typeof value === "string" && isWhollyLate(value) ? text(value, at) : known(value, at));
};

/** A list whose entries are read later, when the deployment that they are composed for is known. */
const unread = (value: unknown, at: Place) => (Array.isArray(value) ? value : at.report(faults.notList(value)));

/** Whether a text is the ARN of something of IAM's, by account and by what follows it. */
function isIamArn(text: string, account: RegExp, resource: RegExp): boolean {
  const arn = parseArn(text);
  if (arn?.service !== "iam" || arn.region !== "" || !/^aws(-[a-z]+)*$/.test(arn.partition ?? "")) return false;
  return account.test(arn.account ?? "") && resource.test(arn.resource ?? "");
}

const policyArn: Reader<string> = textThat((value) =>
  isIamArn(value, /^(\d{12}|aws)$/, /^policy\/([!-.0-~]{1,510}\/)*[\w+=,.@-]{1,128}$/) && value.length <= 2_048
    ? undefined
    : faults.badManagedPolicy(value),
);

/** One of AWS's by name, `service-role/…` included, or any by ARN. */
const managedPolicy: Reader<string> = (value, at) => {
  const read = text(value, at);
  if (read === undefined || /^([\w-]+\/)*[\w+=,.@-]{1,128}$/.test(read)) return read;
  return policyArn(read, at);
};

/** What roles of one app can share. */
export const sharedRoleMembers = {
  path: textThat((path) =>
    path.length <= quotas.rolePath && /^\/([!-.0-~]+\/)*$/.test(path) ? undefined : faults.badPath(path),
  ),
  permissionsBoundary: policyArn,
  maxSessionDuration: count((seconds) =>
    Number.isInteger(seconds) && seconds >= quotas.shortestSession && seconds <= quotas.longestSession
      ? undefined
      : faults.badSession(seconds, quotas.shortestSession, quotas.longestSession),
  ),
  forceDetachPolicies: flag,
  tags: roleTags,
  policyType: known(oneOf("inline", "managed"), "kind of policies"),
  exclusivePolicies: knownFlag,
} satisfies Partial<Members<RoleSpec<string, Flag, Count>>>;

const roleMembers: Members<RoleSpec<string, Flag, Count>> = {
  ...sharedRoleMembers,
  name: textThat((name) => (/^[\w+=,.@-]{1,64}$/.test(name) ? undefined : faults.badRoleName(name))),
  description: textThat((description) =>
    description.length <= quotas.description && DESCRIPTION.test(description) ? undefined : faults.badDescription(),
  ),
  grants: unread as Reader<NonNullable<RoleSpec["grants"]>>,
  policyDocuments: unread as Reader<NonNullable<RoleSpec["policyDocuments"]>>,
  managedPolicies: listOrRecord(managedPolicy),
  confusedDeputyConditions: knownFlag,
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const sizedKey = sizedText("key's ARN", 1, 256);
const logGroupKey: Reader<string> = (value, at) => {
  const read = sizedKey(value, at);
  return read === undefined ? undefined : kmsKey(read, at);
};

const logs = shape<SsrLogsSpec<string, Flag, Count>>({
  retentionInDays: count((days) =>
    RETENTION_DAYS.includes(days) ? undefined : faults.badRetention(days, RETENTION_DAYS),
  ),
  kmsKeyId: logGroupKey,
  skipDestroy: flag,
  import: knownFlag,
  tags: logGroupTags,
  shape: known(oneOf("exact", "single-statement"), "shape of the statements"),
});

const serviceRoleMembers: Members<ServiceRoleSpec<string, Flag, Count>> = {
  ...roleMembers,
  logs: (value, at) => (value === false ? false : logs(value, at)),
};

export const computeRole = shape<ComputeRoleSpec<string, Flag, Count>>(roleMembers);
export const serviceRole = shape<ServiceRoleSpec<string, Flag, Count>>(serviceRoleMembers);

/** The ARN of a role that exists. */
export const roleArn: Reader<string> = textThat((value) =>
  isIamArn(value, /^\d{12}$/, /^role\/([!-.0-~]{1,510}\/)*[\w+=,.@-]{1,64}$/) && value.length <= 1_000
    ? undefined
    : faults.notARole(value),
);

/** An app's id: https://docs.aws.amazon.com/amplify/latest/APIReference/API_App.html */
export const appId: Reader<string> = textThat((value) =>
  /^d[a-z0-9]{1,19}$/.test(value) ? undefined : faults.notAnAppId(value),
);

export const deploymentMembers: Members<DeploymentSpec> = {
  partition: textThat((value) =>
    /^aws(-[a-z]+)*$/.test(value) ? undefined : faults.badName(value, "partition", "aws, aws-cn, aws-us-gov"),
  ),
  region: textThat((value) =>
    /^[a-z]{2,5}(-[a-z]+)+-\d$/.test(value) ? undefined : faults.badName(value, "region", "eu-west-1"),
  ),
  account: textThat((value) =>
    /^\d{12}$/.test(value) ? undefined : faults.badName(value, "account", "twelve digits"),
  ),
};

const { confusedDeputyConditions: _, ...identityPoolRoleMembers } = roleMembers;

/** An object for a new role, or the ARN of one that exists. */
export const newOrExisting =
  <T>(role: Reader<T>): Reader<T | string> =>
  (value, at) =>
    typeof value === "string" ? roleArn(value, at) : role(value, at);

const identityPoolRole = newOrExisting(shape<IdentityPoolRoleSpec<string, Flag, Count>>(identityPoolRoleMembers));

const identityProvider = sizedText("identity provider's name", 1, 128);

function checkPrincipalTag(key: string, at: Place): void {
  if (key === "" || key.length > 128) at.report(faults.badLength(key.length, "key of the tag", 1, 128));
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
  if (/^aws:/i.test(key)) at.report(faults.reservedTag(key));
}

const CLAIM = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,64}$/u;

const mappingRule = shape<RoleMappingRule>(
  {
    claim: textThat((value) => (CLAIM.test(value) ? undefined : faults.badName(value, "claim", CLAIM.source))),
    matchType: oneOf("Equals", "Contains", "StartsWith", "NotEqual"),
    value: sizedText("value", 1, 128),
    roleArn,
  },
  ["claim", "matchType", "value", "roleArn"],
);

const readRoleMapping = shape<RoleMapping>(
  {
    identityProvider,
    type: oneOf("Token", "Rules"),
    ambiguousRoleResolution: oneOf("AuthenticatedRole", "Deny"),
    mappingRules: atMost(25, "rules", someOf(mappingRule, "rule")),
  },
  ["identityProvider", "type", "ambiguousRoleResolution"],
);

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html */
const roleMapping: Reader<RoleMapping> = (value, at) => {
  const mapping = readRoleMapping(value, at);
  const rules = isRecord(value) ? value.mappingRules : undefined;
  if (mapping?.type === "Rules" && rules === undefined)
    at.member("mappingRules").report(faults.missing("mappingRules"));
  if (mapping?.type === "Token" && rules !== undefined) at.member("mappingRules").report(faults.rulesOfToken());
  return mapping;
};

/** Cognito keeps mappings by provider. */
const withOneOfEach =
  (mappings: Reader<readonly RoleMapping[]>): Reader<readonly RoleMapping[]> =>
  (value, at) => {
    const taken = new Set<unknown>();
    for (const [index, mapping] of (Array.isArray(value) ? value : []).entries()) {
      const provider = isRecord(mapping) ? mapping.identityProvider : undefined;
      if (typeof provider !== "string" || isLate(provider)) continue;
      if (taken.has(provider)) at.entry(index).report(faults.duplicateProvider(provider, "role mappings"));
      taken.add(provider);
    }
    return mappings(value, at);
  };

const principalTags = shape<PrincipalTags<string, Flag>>(
  {
    identityProviderName: identityProvider,
    principalTags: atMost(50, "tags", record(sizedText("claim", 1, 256), checkPrincipalTag)),
    useDefaults: flag,
  },
  ["identityProviderName"],
);

const identityPoolMembers: Members<IdentityPoolSpec<string, Flag, Count>> = {
  /** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_IdentityPool.html */
  identityPoolId: textThat((value) =>
    /^[a-z]{2,5}(-[a-z]+)+-\d:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
      ? undefined
      : faults.notAnIdentityPool(value),
  ),
  authenticated: identityPoolRole,
  unauthenticated: identityPoolRole,
  principalTags: atLeastOne("identity provider", listOrRecord(principalTags)),
  roleMappings: withOneOfEach(atMost(10, "role mappings", someOf(roleMapping, "role mapping"))),
};

const withOneRole =
  <T>(pool: Reader<T>): Reader<T> =>
  (value, at) => {
    const without = isRecord(value) && value.authenticated === undefined && value.unauthenticated === undefined;
    if (without) at.report(faults.identityPoolWithoutRole());
    return pool(value, at);
  };

export const identityPool = withOneRole(
  shape<IdentityPoolSpec<string, Flag, Count>>(identityPoolMembers, ["identityPoolId"]),
);

export const standaloneIdentityPool = withOneRole(
  shape<AmplifyIdentityPoolRoleSpec<string, Flag, Count>>({ ...identityPoolMembers, ...deploymentMembers }, [
    "identityPoolId",
  ]),
);

export const standaloneServiceRole = shape<AmplifyServiceRoleSpec<string, Flag, Count>>({
  ...serviceRoleMembers,
  ...deploymentMembers,
  appId,
});

export const standaloneComputeRole = shape<AmplifyComputeRoleSpec<string, Flag, Count>>({
  ...roleMembers,
  ...deploymentMembers,
  appId,
  branchName: textThat((name) => (name.length >= 1 && name.length <= 255 ? undefined : faults.badBranchName(name))),
});
