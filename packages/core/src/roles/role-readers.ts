import { parseArn } from "../arn/arn.js";
import { type Fault, faults } from "../errors/faults.js";
import { kmsKey } from "../grants/services/kms.js";
import { quotas } from "../policy/quotas.js";
import type { Place } from "../read/place.js";
import {
  flag,
  known,
  knownFlag,
  lateOr,
  list,
  type Members,
  oneOf,
  type Reader,
  record,
  shape,
  text,
  textThat,
} from "../read/readers.js";
import { isWhollyLate } from "../text/late.js";
import type {
  AmplifyComputeRoleSpec,
  AmplifyServiceRoleSpec,
  ComputeRoleSpec,
  DeploymentSpec,
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

const count = (check: (value: number) => Fault | undefined): Reader<Count> => {
  return (value, at) => {
    if (typeof value === "string" && isWhollyLate(value)) return text(value, at);
    if (typeof value !== "number") return at.report(faults.notNumber(value));
    const fault = check(value);
    return fault === undefined ? value : at.report(fault);
  };
};

/** A list whose entries are read later, when the deployment that they are composed for is known. */
const unread = (value: unknown, at: Place) => (Array.isArray(value) ? value : at.report(faults.notList(value)));

const policyArn: Reader<string> = textThat((value) => {
  const arn = parseArn(value);
  const isPolicy = arn?.service === "iam" && arn.region === "" && /^(\d{12}|aws)$/.test(arn.account ?? "");
  return isPolicy && arn.resource?.startsWith("policy/") ? undefined : faults.badManagedPolicy(value);
});

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
  tags: lateOr(record(text)),
  policyType: known(oneOf("inline", "managed"), "kind of policies"),
} satisfies Partial<Members<RoleSpec<string, Flag, Count>>>;

const roleMembers: Members<RoleSpec<string, Flag, Count>> = {
  ...sharedRoleMembers,
  name: textThat((name) => (/^[\w+=,.@-]{1,64}$/.test(name) ? undefined : faults.badRoleName(name))),
  description: textThat((description) =>
    description.length <= quotas.description && DESCRIPTION.test(description) ? undefined : faults.badDescription(),
  ),
  grants: unread as Reader<NonNullable<RoleSpec["grants"]>>,
  managedPolicies: list(managedPolicy),
  confusedDeputyConditions: knownFlag,
};

const logs = shape<SsrLogsSpec<string, Flag, Count>>({
  retentionInDays: count((days) =>
    RETENTION_DAYS.includes(days) ? undefined : faults.badRetention(days, RETENTION_DAYS),
  ),
  kmsKeyId: kmsKey,
  skipDestroy: flag,
  import: knownFlag,
  tags: lateOr(record(text)),
  shape: known(oneOf("exact", "single-statement"), "shape of the statements"),
});

const serviceRoleMembers: Members<ServiceRoleSpec<string, Flag, Count>> = {
  ...roleMembers,
  logs: (value, at) => (value === false ? false : logs(value, at)),
};

export const computeRole = shape<ComputeRoleSpec<string, Flag, Count>>(roleMembers);
export const serviceRole = shape<ServiceRoleSpec<string, Flag, Count>>(serviceRoleMembers);

/** The ARN of a role that exists. */
export const roleArn: Reader<string> = textThat((value) => {
  const arn = parseArn(value);
  const isRole = arn?.service === "iam" && arn.region === "" && /^\d{12}$/.test(arn.account ?? "");
  return isRole && /^role\/./.test(arn.resource ?? "") ? undefined : faults.notARole(value);
});

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
