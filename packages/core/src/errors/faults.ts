import { shown } from "../text/late.js";
import { nearest } from "../text/similar.js";
import type { ErrorCode } from "./codes.js";
import type { Severity } from "./finding.js";

/** What is wrong, without its place. */
export interface Fault {
  readonly code: ErrorCode;
  /** Default: `error`. */
  readonly severity?: Severity;
  readonly message: string;
  readonly fix: string;
}

const quoted = (text: string) => {
  const readable = shown(text);
  return JSON.stringify(readable.length > 120 ? `${readable.slice(0, 117)}…` : readable);
};

/** What a value is, in a few words. */
function described(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return `the text ${quoted(value)}`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object") return `${typeof value} ${String(value)}`;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  if (name === "Unreadable") return `an object that cannot be read: ${(value as { why: string }).why}`;
  return typeof name === "string" && name !== "Object" ? `an instance of ${name}` : "an object";
}

const ofResource = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? "Write text; of a resource its attribute: table.arn, bucket.arn, app.id."
    : "Write text.";

const inPlace = (example: string) => `Write ${example}.`;

/** Every mistake that a specification can hold: what is wrong with it, and what to write instead. */
export const faults = {
  // Shapes
  notText: (value: unknown) => ({
    code: "NOT_TEXT",
    message: `${described(value)} stands where text is wanted.`,
    fix: ofResource(value),
  }),
  notFlag: (value: unknown) => ({
    code: "NOT_A_FLAG",
    message: `${described(value)} stands where true or false is wanted.`,
    fix: "Write true or false.",
  }),
  notNumber: (value: unknown) => ({
    code: "NOT_A_NUMBER",
    message: `${described(value)} stands where a number is wanted.`,
    fix: "Write a number.",
  }),
  notList: (value: unknown) => ({
    code: "NOT_A_LIST",
    message: `${described(value)} stands where a list is wanted.`,
    fix: "Write a list: [ … ].",
  }),
  notRecord: (value: unknown) => ({
    code: "NOT_AN_OBJECT",
    message: `${described(value)} stands where an object is wanted.`,
    fix: "Write an object: { … }. Its members may be known later, the object itself may not.",
  }),
  notOneOf: (value: string, words: readonly string[]) => {
    const meant = nearest(value, words);
    return {
      code: "NOT_ONE_OF",
      message: `${quoted(value)} is none of the values AWS takes.`,
      fix:
        meant === undefined
          ? `Write one of: ${words.join(", ")}.`
          : `Did you mean "${meant}"? AWS takes: ${words.join(", ")}.`,
    };
  },
  unknownKey: (key: string, keys: readonly string[]) => {
    const instead = Object.hasOwn(RENAMED, key) ? RENAMED[key] : undefined;
    const meant = nearest(key, keys);
    const fix =
      instead ?? (meant === undefined ? `Known here: ${[...keys].sort().join(", ")}.` : `Did you mean "${meant}"?`);
    return { code: "UNKNOWN_KEY", message: `There is no "${key}" here.`, fix };
  },
  missing: (key: string) => ({ code: "MISSING", message: `"${key}" is missing.`, fix: `Give "${key}".` }),
  empty: (what: string) => ({
    code: "EMPTY",
    message: `No ${what} is given.`,
    fix: `Name at least one ${what}, or leave the whole out.`,
  }),
  lateKey: () => ({
    code: "LATE_KEY",
    message: "This key is a value that is known at deploy time only.",
    fix: "Write a key that is known; its value may be known later.",
  }),
  mustBeKnown: (what: string, instead: string) => ({
    code: "MUST_BE_KNOWN",
    message: `The ${what} has to be known at synth.`,
    fix: `Write ${instead}.`,
  }),
  stringified: (was: string) => ({
    code: "STRINGIFIED_VALUE",
    message: `This text was made of ${was} that was turned into text by mistake.`,
    fix: "Pass the value itself; put text around an Output with pulumi.interpolate`…`, around a token with a template string, and cut or change neither.",
  }),
  reservedCharacter: () => ({
    code: "RESERVED_CHARACTER",
    message: "The text holds the character U+E000 or U+E001, which AWS takes nowhere.",
    fix: "Leave the character out.",
  }),

  // ARNs and names
  notAnArn: (text: string, example: string) => ({
    code: "NOT_AN_ARN",
    message: `${quoted(text)} is not an ARN.`,
    fix: inPlace(example),
  }),
  badArnPart: (arn: string, part: string, example: string) => ({
    code: "BAD_ARN",
    message: `The ${part} in ${quoted(arn)} is not one of this kind of ARN.`,
    fix: inPlace(example),
  }),
  otherService: (arn: string, found: string, wanted: string, example: string) => ({
    code: "ARN_OF_OTHER_SERVICE",
    message: `${quoted(arn)} is an ARN of "${found}", not of "${wanted}".`,
    fix: inPlace(example),
  }),
  otherKind: (arn: string, wanted: string, example: string) => ({
    code: "ARN_OF_OTHER_KIND",
    message: `${quoted(arn)} is not the ARN of a ${wanted}.`,
    fix: inPlace(example),
  }),
  grantsEverything: (text: string, kind: string, example: string) => ({
    code: "WILDCARD_GRANTS_EVERYTHING",
    message: `${quoted(text)} is every ${kind} there is.`,
    fix: `Write ${example}, with a wildcard only behind the beginning of a name ("my-app-*").`,
  }),
  arnInsteadOfName: (arn: string, key: string) => ({
    code: "ARN_AS_NAME",
    message: `${quoted(arn)} is an ARN, in the place of a ${key}.`,
    fix: "Write the ARN by itself, in place of the object.",
  }),
  badName: (name: string, what: string, pattern: string) => ({
    code: "BAD_NAME",
    message: `${quoted(name)} cannot be a ${what}.`,
    fix: `Write one that matches ${pattern}.`,
  }),
  unnamed: (kind: string, example: string) => ({
    code: "RESOURCE_NOT_NAMED",
    message: `This object names no ${kind}.`,
    fix: inPlace(example),
  }),
  badLength: (text: string, what: string, least: number, most: number) => ({
    code: "BAD_LENGTH",
    message: `The ${what} has ${text.length} characters.`,
    fix: `Write ${least} to ${most} characters.`,
  }),
  keyAlias: (arn: string) => ({
    code: "KMS_ALIAS",
    message: `${quoted(arn)} is a key's alias; IAM knows keys by their own ARN only.`,
    fix: 'Write the key\'s ARN: "arn:aws:kms:eu-west-1:123456789012:key/<id>".',
  }),

  // Grants
  notAGrant: (value: unknown) => ({
    code: "NOT_A_GRANT",
    message: `${described(value)} stands where a grant is wanted.`,
    fix: "Write a grant: dynamodb.read(table.arn), s3.write({ name }), allow({ actions, resources }).",
  }),
  unknownGrant: (name: string, names: readonly string[]) => {
    const meant = nearest(name, names);
    return {
      code: "UNKNOWN_GRANT",
      message: `There is no grant ${quoted(name)}.`,
      fix: meant === undefined ? `There are: ${names.join(", ")}.` : `Did you mean ${meant}?`,
    };
  },
  notAnAction: (text: string) => ({
    code: "NOT_AN_ACTION",
    message: `${quoted(text)} is not an action.`,
    fix: 'Write "service:Action": "sqs:SendMessage".',
  }),
  everyAction: (text: string) => ({
    code: "WILDCARD_GRANTS_EVERYTHING",
    message: `${quoted(text)} is every action.`,
    fix: "Write the actions that the code calls, one by one.",
  }),
  everyResource: (text: string, action: string, grant: string | undefined) => ({
    code: "WILDCARD_GRANTS_EVERYTHING",
    message: `${quoted(text)} lets ${action} loose on every resource there is.`,
    fix: `Write the ARN of the resource${grant === undefined ? "" : `, or use ${grant}(…), which does`}.`,
  }),
  bareApi: (arn: string) => ({
    code: "APPSYNC_API_WITHOUT_FIELDS",
    message: `appsync:GraphQL is authorised on fields; ${quoted(arn)} never matches, and calls end in "Unauthorized".`,
    fix: 'Write ".../apis/<id>/*", ".../types/Query/*" or ".../types/Query/fields/<field>", or use appsync.graphql(…).',
  }),
  badPolicyText: (character: string) => ({
    code: "BAD_POLICY_TEXT",
    message: `The grant holds the character ${quoted(character)}, which IAM takes in no policy.`,
    fix: 'Use characters up to U+00FF; in names "?" stands for any one character.',
  }),
  badSid: (sid: string) => ({
    code: "BAD_SID",
    message: `${quoted(sid)} cannot be a Sid.`,
    fix: "Use letters and digits only.",
  }),
  duplicateSid: (sid: string, first: string) => ({
    code: "DUPLICATE_SID",
    message: `The Sid ${quoted(sid)} is taken by ${first}.`,
    fix: "Give each statement of a role a Sid of its own, or none.",
  }),

  // Roles
  badRoleName: (name: string) => ({
    code: "BAD_ROLE_NAME",
    message: `${quoted(name)} cannot be a role's name.`,
    fix: "Use 1 to 64 letters, digits or +=,.@_- characters.",
  }),
  badPath: (path: string) => ({
    code: "BAD_PATH",
    message: `${quoted(path)} cannot be a path.`,
    fix: 'Begin and end with a slash, 512 characters at most: "/amplify/".',
  }),
  badDescription: () => ({
    code: "BAD_DESCRIPTION",
    message: "The description is longer than 1,000 characters, or holds characters that IAM does not take.",
    fix: "Use Latin letters (up to U+00FF), 1,000 characters at most.",
  }),
  badSession: (seconds: number, least: number, most: number) => ({
    code: "BAD_SESSION_DURATION",
    message: `${seconds} seconds is no session duration.`,
    fix: `Write ${least} to ${most} seconds.`,
  }),
  badManagedPolicy: (text: string) => ({
    code: "BAD_MANAGED_POLICY",
    message: `${quoted(text)} is neither a managed policy's ARN nor the name of one of AWS's.`,
    fix: 'Write "AmazonS3ReadOnlyAccess" or "arn:aws:iam::123456789012:policy/my-policy".',
  }),
  notARole: (text: string) => ({
    code: "NOT_A_ROLE_ARN",
    message: `${quoted(text)} is not a role's ARN.`,
    fix: 'Write "arn:aws:iam::123456789012:role/<name>", or an object for a new role.',
  }),
  roleNameTaken: (name: string, by: string) => ({
    code: "DUPLICATE_ROLE_NAME",
    message: `The role name ${quoted(name)} is taken by ${by}.`,
    fix: 'Give one of the two a "name" of its own.',
  }),
  badRetention: (days: number, values: readonly number[]) => ({
    code: "BAD_RETENTION",
    message: `CloudWatch cannot keep logs for ${days} days.`,
    fix: `Write one of: ${values.join(", ")}.`,
  }),
  logGroupWithoutApp: () => ({
    code: "LOG_GROUP_WITHOUT_APP",
    message: "Without an app id there is no log group to set this on.",
    fix: 'Give "appId".',
  }),
  logGroupImportNeedsId: () => ({
    code: "MUST_BE_KNOWN",
    message: "A log group can be taken over only where the app's id is known.",
    fix: 'Give "importId" (AmplifySsrApp) or "appId" (AmplifyServiceRole) as plain text, or leave "import" out.',
  }),
  overInlineQuota: (size: number, quota: number, heaviest: string) => ({
    code: "POLICY_OVER_QUOTA",
    message: `The role's inline policy has at least ${size} characters, ${size - quota} more than the ${quota} that IAM takes. Heaviest: ${heaviest}.`,
    fix: 'Write policyType: "managed", which makes one policy for each service, or fewer and wider names ("my-app-*").',
  }),
  overManagedQuota: (name: string, size: number, quota: number, heaviest: string) => ({
    code: "POLICY_OVER_QUOTA",
    message: `The policy "${name}" has at least ${size} characters, ${size - quota} more than the ${quota} that IAM takes. Heaviest: ${heaviest}.`,
    fix: 'Name resources by prefix ("my-app-*") or by path in place of one by one.',
  }),
  tooManyPolicies: (count: number, quota: number) => ({
    code: "TOO_MANY_POLICIES",
    message: `The role has ${count} managed policies; IAM attaches ${quota}.`,
    fix: 'Attach fewer, or write policyType: "inline".',
  }),
  trustOverQuota: (size: number, quota: number) => ({
    code: "TRUST_OVER_QUOTA",
    message: `The trust policy has at least ${size} characters; IAM takes ${quota}.`,
    fix: "Shorten the partition, region or account.",
  }),

  // Apps and branches
  notAnAppId: (text: string) => ({
    code: "NOT_AN_APP_ID",
    message: `${quoted(text)} is not an Amplify app's id.`,
    fix: 'Write the id alone: "d123456789abcd" (of …/apps/d123456789abcd).',
  }),
  computeWithoutServer: (platform: string) => ({
    code: "COMPUTE_ROLE_WITHOUT_SERVER",
    message: `An app on platform ${quoted(platform)} runs no server code, so nothing can use a compute role.`,
    fix: 'Write platform: "WEB_COMPUTE", or leave the compute role out.',
  }),
  branchCollision: (id: string, other: string) => ({
    code: "BRANCH_NAME_COLLISION",
    message: `This branch and ${quoted(other)} both come to "${id}" in names.`,
    fix: 'Give one of them an "id" of its own.',
  }),
  badBranchName: (name: string) => ({
    code: "BAD_BRANCH_NAME",
    message: `${quoted(name)} cannot be a branch.`,
    fix: 'Write the Git branch\'s name, 1 to 255 characters; give one without Latin letters and digits an "id".',
  }),
  notInCloudControl: (argument: string) => ({
    code: "NOT_IN_CLOUD_CONTROL",
    message: `AWS::Amplify::Branch has no place for "${argument}", and a branch with its own compute role (or managedBy: "cloudControl") is one.`,
    fix: `Leave "${argument}" out, or give the compute role to the app.`,
  }),
  noneStage: () => ({
    code: "NOT_IN_CLOUD_CONTROL",
    message: 'AWS::Amplify::Branch has no stage "NONE".',
    fix: 'Leave "stage" out.',
  }),
  onlyInCloudControl: (argument: string) => ({
    code: "ONLY_IN_CLOUD_CONTROL",
    message: `aws_amplify_branch has no "${argument}".`,
    fix: 'Write managedBy: "cloudControl" (which replaces a branch that exists), or set it on the app.',
  }),
  computeRoleNeedsCloudControl: () => ({
    code: "ONLY_IN_CLOUD_CONTROL",
    message: "aws_amplify_branch has no compute role.",
    fix: 'Leave "managedBy" out, or write managedBy: "cloudControl".',
  }),
  branchNotImportable: () => ({
    code: "BRANCH_NOT_IMPORTABLE",
    message:
      "A branch with its own compute role is managed through Cloud Control, which cannot import one that exists.",
    fix: 'For a branch that does not exist yet write import: false. For one that does, leave "computeRole" out here, and attach an AmplifyComputeRole with its attachCommand.',
  }),
  importWithoutServiceRole: () => ({
    code: "IMPORT_REPLACES_APP",
    message: "Taking the service role away from an app that exists replaces the app: the provider cannot clear it.",
    fix: 'Leave "serviceRole" out for a new role, or write the ARN of the one that the app has.',
  }),
  lateStructure: (what: string) => ({
    code: "MUST_BE_KNOWN",
    message: `This ${what} is known at deploy time only.`,
    fix: `Write the ${what} itself; what it holds may be known later.`,
  }),
  otherPartition: (arn: string, partition: string) => ({
    code: "ARN_OF_OTHER_PARTITION",
    message: `${quoted(arn)} lies in another partition than the deployment, which is in "${partition}"; roles reach no other.`,
    fix: `Name a resource of "${partition}".`,
  }),
  importWithoutApp: () => ({
    code: "IMPORT_WITHOUT_APP",
    message: "A branch can be imported only with its app.",
    fix: 'Give the app\'s "importId", or leave "import" out.',
  }),
  badBasicAuth: () => ({
    code: "BAD_BASIC_AUTH",
    message: "The credentials are not base64 of user:password.",
    fix: 'Write base64 of them: Buffer.from("user:password").toString("base64").',
  }),
  basicAuthIncomplete: () => ({
    code: "BASIC_AUTH_INCOMPLETE",
    message: "AWS::Amplify::Branch takes basic auth only with its credentials.",
    fix: 'Give "basicAuthCredentials", or leave "enableBasicAuth" out.',
  }),
  basicAuthComposed: () => ({
    code: "MUST_BE_KNOWN",
    message: "Late credentials that are put together of several values cannot be taken apart into user and password.",
    fix: "Pass one value that is base64 of user:password.",
  }),
  notInProvider: (argument: string, kind: string) => ({
    code: "NOT_IN_PROVIDER",
    message: `The installed provider's ${kind} has no "${argument}".`,
    fix: "Install a newer AWS provider (version 6), or leave it out.",
  }),
  reservedVariable: (name: string) => ({
    code: "RESERVED_VARIABLE",
    message: `Amplify refuses variables whose name begins with "AWS": ${quoted(name)}.`,
    fix: "Call it something else. For the region at run time, AWS_REGION is there already.",
  }),
  longVariable: (name: string, length: number, most: number) => ({
    code: "VARIABLE_TOO_LONG",
    message: `${quoted(name)} has ${length} characters; Amplify takes ${most}.`,
    fix: "Keep it in Parameter Store or Secrets Manager, and read it at run time.",
  }),
  accessKey: (name: string) => ({
    code: "ACCESS_KEY_IN_VARIABLE",
    message: `${quoted(name)} holds what looks like an access key, which everybody with access to the app can read.`,
    fix: "Delete the key. Give the app a compute role with grants in its place; the SDK finds its credentials by itself.",
  }),
} satisfies Record<string, (...args: never[]) => Fault>;

/** Keys of the provider, or of similar tools, that have another name here. */
const RENAMED: Readonly<Record<string, string>> = {
  iamServiceRoleArn: 'Write serviceRole: "<arn>" for a role that exists, serviceRole: { … } for a new one.',
  iamServiceRole: 'Write serviceRole: "<arn>" for a role that exists, serviceRole: { … } for a new one.',
  computeRoleArn: 'Write computeRole: "<arn>" for a role that exists, computeRole: { … } for a new one.',
  customRule: "Write customRules: [ … ].",
  branchName: "A branch's name is its key in branches: { … }.",
  appId:
    'For an app that exists write importId: "<id>" to take it over, or use AmplifyServiceRole and AmplifyComputeRole alone.',
  policies: "Write grants: [ … ] for permissions, managedPolicies: [ … ] for policies that exist.",
  permissions: "Write grants: [ … ].",
  managedPolicyArns: "Write managedPolicies: [ … ].",
  accountId: 'Write account: "123456789012".',
};
