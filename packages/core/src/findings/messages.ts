import { toDisplayString } from "../placeholders/placeholder.js";
import { isTypo, nearest } from "../util/similar.js";
import type { Report, Severity } from "./finding.js";
import { counted, describeValue, expectedGot, grouped, inPlace, quoted } from "./text.js";

// Messages that several folders share. All others are next to the rule that reports them.

export const notAString = (value: unknown): Report => ({
  code: "NOT_A_STRING",
  message: expectedGot("a string", value),
  fix:
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? "Write a string. For a resource, pass its attribute: table.arn, bucket.arn, app.id."
      : "Write a string.",
  parameters: { expected: "a string", found: describeValue(value) },
});

export const notAnArray = (value: unknown): Report => ({
  code: "NOT_AN_ARRAY",
  message: expectedGot("an array", value),
  fix: "Write an array: [ … ].",
  parameters: { expected: "an array", found: describeValue(value) },
});

export const notAnObject = (value: unknown): Report => ({
  code: "NOT_AN_OBJECT",
  message: expectedGot("an object", value),
  fix: "Write an object: { … }. Its values may be known only after deploy, the object itself may not.",
  parameters: { expected: "an object", found: describeValue(value) },
});

export function unknownProperty(name: string, known: readonly string[]): Report {
  const renamed = Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
  const meant = nearest(name, known);
  const sorted = [...known].sort();
  return {
    code: "UNKNOWN_PROPERTY",
    message: `Unknown property ${quoted(name)}.`,
    fix: renamed ?? (meant === undefined ? `Known properties: ${sorted.join(", ")}.` : `Did you mean "${meant}"?`),
    parameters: { name: toDisplayString(name), known: sorted },
  };
}

export const required = (name: string): Report => ({
  code: "REQUIRED",
  message: `"${name}" is required.`,
  fix: `Add "${name}".`,
  parameters: { name },
});

/** @param what one of them is: `grant` */
export const empty = (what: string): Report => ({
  code: "EMPTY",
  message: `Expected at least one ${what}, got none.`,
  fix: `Add at least one ${what}, or leave the property out.`,
  parameters: { expected: what },
});

/**
 * @param what has to be known: `effect`
 * @param instead what to write: `"Allow" or "Deny"`
 */
export const valueRequiredAtSynth = (what: string, instead: string): Report => ({
  code: "VALUE_REQUIRED_AT_SYNTH",
  message: `The ${what} is known only after deploy, but it decides what is created or granted.`,
  fix: `Write ${instead}.`,
  parameters: { expected: what },
});

export const unresolvedStructure = (what: "array" | "object"): Report => ({
  code: "VALUE_REQUIRED_AT_SYNTH",
  message: `This ${what} is known only after deploy.`,
  fix: `Write the ${what} itself. Its values may be known only after deploy.`,
  parameters: { expected: what },
});

/** @param what has the length: `app name` */
export const invalidLength = (length: number, what: string, least: number, most: number): Report => ({
  code: "INVALID_LENGTH",
  message: `The ${what} must have ${least === 0 ? "at most" : `${grouped(least)} to`} ${counted(most, "character")}, got ${grouped(length)}.`,
  fix:
    length > most ? `Shorten it to ${counted(most, "character")}.` : `Write at least ${counted(least, "character")}.`,
  parameters: { what, length, least, most },
});

export const notAnArn = (found: string, example: string): Report => ({
  code: "NOT_AN_ARN",
  message: `${quoted(found)} is not an ARN.`,
  fix: inPlace(example),
  parameters: { found: toDisplayString(found), example },
});

export const invalidArnPart = (arn: string, part: string, example: string): Report => ({
  code: "INVALID_ARN",
  message: `The ${part} of ${quoted(arn)} is not valid for this type of ARN.`,
  fix: inPlace(example),
  parameters: { arn: toDisplayString(arn), part, example },
});

/** @param what is named: `table name` */
export const invalidName = (name: string, what: string, pattern: string): Report => ({
  code: "INVALID_NAME",
  message: `${quoted(name)} is not a valid ${what}.`,
  fix: `Write one that matches ${pattern}.`,
  parameters: { found: toDisplayString(name), expected: what, pattern },
});

/** @param what the wildcard matches: `bucket` */
export const grantsEverything = (found: string, what: string, example: string): Report => ({
  code: "WILDCARD_GRANTS_EVERYTHING",
  message: `${quoted(found)} matches every ${what}.`,
  fix: `Write ${example}. Use a wildcard only after the start of a name ("my-app-*").`,
  parameters: { found: toDisplayString(found), expected: what, example },
});

export const kmsAlias = (arn: string): Report => ({
  code: "KMS_ALIAS",
  message: `${quoted(arn)} is an alias. IAM identifies a key by the key's own ARN only.`,
  fix: 'Write the key\'s ARN: "arn:aws:kms:eu-west-1:123456789012:key/<id>".',
  parameters: { arn: toDisplayString(arn) },
});

/** The former names; whoever still uses one moves to the function. */
const formerNames = {
  notText: notAString,
  notList: notAnArray,
  notRecord: notAnObject,
  unknownKey: unknownProperty,
  missing: required,
  empty,
  mustBeKnown: valueRequiredAtSynth,
  lateStructure: unresolvedStructure,
  badLength: invalidLength,
  notAnArn,
  badArnPart: invalidArnPart,
  badName: invalidName,
  grantsEverything,
};

const described = describeValue;

/** Characters of a policy, with its late values as short and as long as they can get, and how many IAM takes. */
export interface PolicySize {
  readonly least: number;
  readonly most: number;
  readonly quota: number;
}

/** A policy that is over its quota, or that its late values can put over it. */
function overQuota(what: string, { least, most, quota }: PolicySize, heaviest: string) {
  const certain = least > quota;
  const size = certain
    ? `has at least ${least} characters, ${least - quota} more than the ${quota} that IAM takes`
    : `can have up to ${most} characters once all values are known, and IAM takes ${quota}`;
  return {
    code: "POLICY_OVER_QUOTA",
    severity: certain ? "error" : "warning",
    message: `${what} ${size}. Heaviest: ${heaviest}.`,
  } as const;
}

/** Every mistake that a specification can hold: what is wrong with it, and what to write instead. */
export const messages = {
  ...formerNames,
  // Shapes
  notNumber: (value: unknown) => ({
    code: "NOT_A_NUMBER",
    message: `${described(value)} stands where a number is wanted.`,
    fix: "Write a number.",
  }),

  // ARNs and names
  profileAsModel: (id: string) => ({
    code: "INVALID_NAME",
    message: `${quoted(id)} is the id of an inference profile, not of a model.`,
    fix: "Use bedrock.invokeInferenceProfile({ profileId }, { models }), which names the models behind it.",
  }),
  badTagKey: (key: string, pattern: string) => ({
    code: "INVALID_TAG",
    message: `${quoted(key)} cannot be the key of a tag here.`,
    fix: `Write 1 to 128 characters that match ${pattern}.`,
  }),
  badTagValue: (value: string, pattern: string) => ({
    code: "INVALID_TAG",
    message: `${quoted(value)} cannot be the value of a tag.`,
    fix: `Write at most 256 characters that match ${pattern}.`,
  }),
  reservedTag: (text: string) => ({
    code: "INVALID_TAG",
    message: `Tags that begin with "aws:" are AWS's own: ${quoted(text)}.`,
    fix: "Write another beginning.",
  }),
  tagTwice: (key: string, other: string) => ({
    code: "INVALID_TAG",
    message: `To roles the keys ${quoted(key)} and ${quoted(other)} are one: upper and lower case are alike.`,
    fix: "Keep one of them.",
  }),
  prefixWithSlash: (prefix: string) => ({
    code: "PREFIX_WITH_SLASH",
    severity: "warning",
    message: `${quoted(prefix)} begins with a slash, and keys of objects hardly ever do.`,
    fix: `Write ${quoted(prefix.replace(/^\/+/, ""))}, unless there are keys that begin so.`,
  }),
  qualifiedMachine: (arn: string) => ({
    code: "ARN_RESOURCE_TYPE_MISMATCH",
    message: `${quoted(arn)} is a version or an alias; calls to one are authorised on the state machine.`,
    fix: 'Write the state machine\'s ARN, and name the version or alias beside it: { qualifiers: ["live"] }.',
  }),
  keyAlias: kmsAlias,

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
    code: "INVALID_ACTION",
    message: `${quoted(text)} is not an action.`,
    fix: 'Write "service:Action": "sqs:SendMessage".',
  }),
  everyAction: (text: string, severity: Severity) => ({
    code: "WILDCARD_GRANTS_EVERYTHING",
    severity,
    message: `${quoted(text)} is every action${severity === "warning" ? " of the service, also those that AWS adds" : ""}.`,
    fix: "Write the actions that the code calls, one by one.",
  }),
  everyResource: (text: string, action: string, grant: string | undefined, inRegion: boolean) => ({
    code: inRegion ? "WILDCARD_RESOURCE" : "WILDCARD_GRANTS_EVERYTHING",
    severity: inRegion ? "warning" : "error",
    message: `${quoted(text)} lets ${action} loose on every resource ${inRegion ? "in that region and account" : "there is"}.`,
    fix: `Write the ARN of the resource${grant === undefined ? "" : `, or use ${grant}(…), which does`}.`,
  }),
  bareApi: (arn: string) => ({
    code: "APPSYNC_API_WITHOUT_FIELDS",
    message: `appsync:GraphQL is authorised on fields; ${quoted(arn)} never matches, and calls end in "Unauthorized".`,
    fix: 'Write ".../apis/<id>/*", ".../types/Query/*" or ".../types/Query/fields/<field>", or use appsync.graphql(…).',
  }),
  badPolicyText: (character: string) => ({
    code: "INVALID_POLICY_CHARACTER",
    message: `The grant holds the character ${quoted(character)}, which IAM takes in no policy.`,
    fix: 'Use characters up to U+00FF; in names "?" stands for any one character.',
  }),
  badSid: (sid: string) => ({
    code: "UNSUPPORTED_SID",
    message: `${quoted(sid)} cannot be a Sid.`,
    fix: "Use letters and digits only.",
  }),
  duplicateSid: (sid: string, first: string) => ({
    code: "UNIQUE_SIDS_REQUIRED",
    message: `The Sid ${quoted(sid)} is taken by ${first}.`,
    fix: "Give each statement of a role a Sid of its own, or none.",
  }),

  // Policies
  badJson: (what: string, line: number, column: number) => ({
    code: "JSON_SYNTAX_ERROR",
    message: `This is not JSON: ${what} in line ${line}, column ${column}.`,
    fix: "Mend it there. JSON takes no comments, no single quotes and no comma before a closing bracket.",
  }),
  duplicateKey: (key: string, line: number, column: number) => ({
    code: "JSON_SYNTAX_ERROR",
    message: `${quoted(key)} stands twice in one object, the second time in line ${line}, column ${column}.`,
    fix: "Put what both say under one of them.",
  }),
  policyVersion: (version: string | undefined, variable: string | undefined) => ({
    code: version === undefined ? "MISSING_VERSION" : "INVALID_VERSION",
    severity: variable === undefined ? "warning" : "error",
    message:
      (version === undefined ? "Without a Version" : `Under Version ${quoted(version)}`) +
      (variable === undefined
        ? " IAM reads the policy by its rules of 2008."
        : ` the policy variable ${quoted(variable)} is taken as it stands, and matches nothing.`),
    fix: 'Write "Version": "2012-10-17".',
  }),
  elementNotAllowed: (element: string, policy: string, instead: string) => ({
    code: "UNSUPPORTED_ELEMENT",
    message: `IAM takes no "${element}" in ${policy}.`,
    fix: instead,
  }),
  resourcePolicy: () => ({
    code: "RESOURCE_POLICY",
    severity: "warning",
    message:
      "This is the policy of a resource, such as a bucket: it says who may do what on what. Only its grammar, names, ARNs and conditions are checked.",
    fix: 'Give roles policies without "Principal"; for this one say that it is a resource\'s: type "resource".',
  }),
  bothGiven: (one: string, other: string) => ({
    code: "CONFLICTING_ARGUMENTS",
    message: `"${one}" and "${other}" exclude each other.`,
    fix: `Leave "${other}" out.`,
  }),
  unfitText: (character: string) => ({
    code: "INVALID_POLICY_CHARACTER",
    message: `The text holds the character ${quoted(character)}, which IAM takes in no policy.`,
    fix: 'Use characters up to U+00FF; in names "?" stands for any one character.',
  }),
  badPrincipal: (text: string, kind: string, example: string) => ({
    code: "INVALID_PRINCIPAL",
    message: `${quoted(text)} is no principal of kind "${kind}".`,
    fix: inPlace(example),
  }),
  unknownAction: (action: string, meant: string | undefined) => ({
    code: "INVALID_ACTION",
    severity: isTypo(action, meant) ? "error" : "warning",
    message: `AWS lists no action ${quoted(action)}.`,
    fix:
      meant === undefined
        ? "Look it up in the Service Authorization Reference; only an action newer than this version's catalogue may stay."
        : `Did you mean "${meant}"?`,
  }),
  operationNotAction: (operation: string, actions: readonly string[]) => ({
    code: "INVALID_ACTION",
    message: `${quoted(operation)} is what the SDK calls; IAM has no action of that name.`,
    fix: `Write ${actions.map((action) => `"${action}"`).join(", ")}${actions.length > 1 ? ", as far as the call needs them" : ""}.`,
  }),
  actionMatchesNothing: (action: string, service: string) => ({
    code: "INVALID_ACTION",
    message: `${quoted(action)} stands for no action of ${service}.`,
    fix: "Write the actions that the code calls, one by one.",
  }),
  unknownService: (action: string, service: string, meant: string | undefined) => ({
    code: "INVALID_ACTION",
    severity: isTypo(action, meant) ? "error" : "warning",
    message: `AWS lists no service "${service}", and so no action ${quoted(action)}.`,
    fix:
      meant === undefined
        ? "Look the prefix up in the Service Authorization Reference; only a service newer than this version's catalogue may stay."
        : `Did you mean "${meant}"?`,
  }),
  actionWithoutResource: (action: string) => ({
    code: "ACTION_WITHOUT_RESOURCE",
    severity: "warning",
    message: `${action} is not authorised on a resource: here it never matches.`,
    fix: 'Give it a statement of its own with the resource "*".',
  }),
  describeLogGroups: () => ({
    code: "ACTION_WITHOUT_RESOURCE",
    severity: "warning",
    message: "logs:DescribeLogGroups is authorised on all log groups together: on some of them it never matches.",
    fix: 'Give it a statement of its own with the resource "arn:aws:logs:<region>:<account>:log-group:*".',
  }),
  actionOnNone: (action: string, kinds: readonly string[], grant: string | undefined) => ({
    code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
    message: `${action} is authorised on ${kinds.slice(0, 3).join(" or ")}, and no resource of this statement is one.`,
    fix: `Write such an ARN, or leave the action out${grant === undefined ? "" : `; ${grant}(…) writes both`}.`,
  }),
  resourceOfNone: (arn: string, action: string, kinds: readonly string[], grant: string | undefined) => ({
    code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
    message: `No action of this statement is authorised on ${quoted(arn)}.`,
    fix: `Write what ${action} is authorised on: ${kinds.slice(0, 3).join(" or ")}${grant === undefined ? "" : `; ${grant}(…) writes both`}.`,
  }),
  neverMatches: (arn: string, why: string, instead: string) => ({
    code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
    message: `${quoted(arn)} never matches: ${why}.`,
    fix: instead,
  }),
  unknownConditionKey: (key: string, meant: string | undefined) => ({
    code: /^aws:/i.test(key) ? "INVALID_GLOBAL_CONDITION_KEY" : "INVALID_SERVICE_CONDITION_KEY",
    severity: isTypo(key, meant) ? "error" : "warning",
    message: `AWS lists no condition key ${quoted(key)}.`,
    fix:
      meant === undefined
        ? "Look it up in the Service Authorization Reference, or leave it out."
        : `Did you mean "${meant}"?`,
  }),
  badConditionKey: (key: string) => ({
    code: "INVALID_CONDITION_KEY_FORMAT",
    message: `${quoted(key)} cannot be a condition key.`,
    fix: 'Write the service, a colon and a name: "aws:PrincipalTag/team", "s3:prefix".',
  }),
  keyNotOfAction: (key: string, action: string, consequence: string, severity: Severity) => ({
    code: "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
    severity,
    message: `No request for ${action} carries ${quoted(key)}: ${consequence}.`,
    fix: `Give ${action} a statement of its own without this condition, or leave it out.`,
  }),
  unknownOperator: (operator: string, meant: string | undefined) => ({
    code: "INVALID_CONDITION_OPERATOR",
    message: `There is no condition operator ${quoted(operator)}.`,
    fix:
      meant === undefined
        ? 'Write one of IAM\'s, such as "StringEquals", "ArnLike" or "Bool".'
        : `Did you mean "${meant}"?`,
  }),
  operatorNotOfKey: (operator: string, key: string, type: string, instead: string, severity: Severity) => ({
    code: "TYPE_MISMATCH",
    severity,
    message: `${operator} does not compare what ${quoted(key)} holds, which is of type ${type}.`,
    fix: `Write "${instead}".`,
  }),
  badConditionValue: (value: string, operator: string, example: string) => ({
    code: "INVALID_CONDITION_VALUE",
    message: `${operator} cannot compare with ${quoted(value)}.`,
    fix: inPlace(example),
  }),
  allOfSingle: (operator: string, key: string) => ({
    code: "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
    severity: "warning",
    message: `${quoted(key)} has one value, and ${operator} also holds where it has none.`,
    fix: `Write "${operator.slice(operator.indexOf(":") + 1)}".`,
  }),
  setOperatorMissing: (operator: string, key: string) => ({
    code: "MISSING_QUALIFIER",
    severity: "warning",
    message: `${quoted(key)} has several values, and ${operator} compares one.`,
    fix: `Write "ForAnyValue:${operator}" where one of them is to match, "ForAllValues:${operator}" where all are.`,
  }),
  wildcardInEquals: (value: string, operator: string, instead: string) => ({
    code: "WILDCARD_WITHOUT_LIKE_OPERATOR",
    severity: "warning",
    message: `${operator} takes the wildcard in ${quoted(value)} as it stands.`,
    fix: `Write "${instead}".`,
  }),
  likeWithoutWildcard: (operator: string, instead: string) => ({
    code: "LIKE_WITHOUT_WILDCARD",
    severity: "warning",
    message: `${operator} has no wildcard to work with.`,
    fix: `Write "${instead}", or the wildcard that was meant.`,
  }),
  escalation: (action: string, why: string) => ({
    code: "PRIVILEGE_ESCALATION",
    severity: "warning",
    message: `${action} lets code give itself more permissions: it ${why}.`,
    fix: "Leave it out; what the app's own code may do is set where the app is deployed.",
  }),
  escalationEverywhere: (action: string, resource: string, why: string) => ({
    code: "WILDCARD_GRANTS_EVERYTHING",
    message: `${action} on ${quoted(resource)} comes to every permission in the account: it ${why}.`,
    fix: "Write the one ARN that is meant, or leave the action out.",
  }),
  everyResourceOptional: (text: string, action: string) => ({
    code: "WILDCARD_RESOURCE",
    severity: "warning",
    message: `${quoted(text)} lets ${action} loose on every resource there is.`,
    fix: "Write the ARN of the resource, where the call has one.",
  }),
  notElementAllows: (element: string, instead: string) => ({
    code: "ALLOW_WITH_NOT_ELEMENT",
    message: `"${element}" with Allow grants all that it does not name, and all that AWS adds.`,
    fix: `Write "${instead}" with what is meant.`,
  }),
  publicPrincipal: (severity: Severity) => ({
    code: "PUBLIC_PRINCIPAL",
    severity,
    message:
      severity === "error"
        ? 'The principal "*" is everybody in every AWS account.'
        : 'The principal "*" is everybody in every AWS account; all that is left is the condition.',
    fix: 'Name who is meant: { "Service": "amplify.amazonaws.com" }.',
  }),
  secretInPolicy: (what: string) => ({
    code: "SECRET_IN_POLICY",
    message: `This looks like ${what}, which everybody who can read the policy can read.`,
    fix: "Take it out, and make it invalid: it has been seen.",
  }),
  voidByDeny: (by: string) => ({
    code: "REDUNDANT_STATEMENT",
    severity: "warning",
    message: `${by} denies all that this statement allows.`,
    fix: "Leave one of the two out.",
  }),
  coveredBy: (by: string, same: boolean) => ({
    code: "REDUNDANT_STATEMENT",
    severity: "warning",
    message: same ? `${by} says the same.` : `${by} allows all that this statement allows.`,
    fix: "Leave this one out, or narrow the other.",
  }),
  trustPrincipal: (principal: string) => ({
    code: "TRUST_PRINCIPAL",
    message: `No statement lets ${principal} assume the role.`,
    fix: `Write ${principal === "amplify.amazonaws.com" ? '{ "Service": "amplify.amazonaws.com" }' : '{ "Federated": "cognito-identity.amazonaws.com" }'} as the principal.`,
  }),
  regionalPrincipal: (principal: string) => ({
    code: "TRUST_PRINCIPAL",
    severity: "warning",
    message: `Amplify assumes roles as amplify.amazonaws.com, not as ${quoted(principal)}.`,
    fix: "Leave the regional principal out.",
  }),
  trustAction: (principal: string, action: string) => ({
    code: "TRUST_ACTION",
    message: `${principal} assumes roles by ${action}, which this statement does not name.`,
    fix: `Write "Action": "${action}".`,
  }),
  trustAppArn: (arn: string) => ({
    code: "TRUST_CONDITION",
    message: `Amplify sends the branch's ARN, which ${quoted(arn)} does not match.`,
    fix: 'Write ArnLike with "arn:aws:amplify:<region>:<account>:apps/*", or "…/apps/<id>/*".',
  }),
  computeTrustCondition: (key: string) => ({
    code: "TRUST_CONDITION",
    severity: "warning",
    message: `With a condition (${quoted(key)}) in the trust of a compute role, Amplify may refuse to attach it.`,
    fix: "Leave the condition out, as AWS does; where it is wanted, attach the role and see.",
  }),
  poolNotNamed: (issuer: string) => ({
    code: "TRUST_CONDITION",
    message: `Without a condition on ${issuer}:aud that names one, every identity pool of every account can use the role.`,
    fix: `Write "StringEquals": { "${issuer}:aud": "<identity pool id>" }.`,
  }),
  poolUsersNotNamed: (issuer: string) => ({
    code: "TRUST_CONDITION",
    severity: "warning",
    message: `Without a condition on ${issuer}:amr that tells them apart, guests can use the role as well as users.`,
    fix: `Write "ForAnyValue:StringLike": { "${issuer}:amr": "authenticated" }.`,
  }),
  trustDenies: (principal: string, severity: Severity) => ({
    code: "TRUST_DENIES",
    severity,
    message:
      severity === "error"
        ? `This denies ${principal} the role.`
        : `This denies ${principal} the role where its condition holds.`,
    fix: "Leave the Deny out, or name somebody else in it.",
  }),
  documentOverQuota: (size: number, quota: number, severity: Severity) => ({
    code: "POLICY_OVER_QUOTA",
    severity,
    message:
      severity === "error"
        ? `The policy has ${size} characters; IAM takes ${quota} of all inline policies of a role together.`
        : `The policy has ${size} characters, and a managed policy ${quota} at most: it can only be an inline one.`,
    fix: 'Name resources by prefix ("my-app-*"), or split the policy by service into managed ones.',
  }),

  // Roles
  badRoleName: (name: string) => ({
    code: "INVALID_ROLE_NAME",
    message: `${quoted(name)} cannot be a role's name.`,
    fix: "Use 1 to 64 letters, digits or +=,.@_- characters.",
  }),
  badPath: (path: string) => ({
    code: "INVALID_PATH",
    message: `${quoted(path)} cannot be a path.`,
    fix: 'Begin and end with a slash, 512 characters at most: "/amplify/".',
  }),
  badDescription: () => ({
    code: "INVALID_DESCRIPTION",
    message: "The description is longer than 1,000 characters, or holds characters that IAM does not take.",
    fix: "Use Latin letters (up to U+00FF), 1,000 characters at most.",
  }),
  badSession: (seconds: number, least: number, most: number) => ({
    code: "INVALID_SESSION_DURATION",
    message: `${seconds} seconds is no session duration.`,
    fix: `Write ${least} to ${most} seconds.`,
  }),
  badPropagation: (seconds: number, most: number) => ({
    code: "INVALID_PROPAGATION",
    message: `A new role cannot be waited for ${seconds} seconds.`,
    fix: `Write a whole number from 0 (not at all) to ${most}.`,
  }),
  badManagedPolicy: (text: string) => ({
    code: "INVALID_MANAGED_POLICY",
    message: `${quoted(text)} is neither a managed policy's ARN nor the name of one of AWS's.`,
    fix: 'Write "AmazonS3ReadOnlyAccess" or "arn:aws:iam::123456789012:policy/my-policy".',
  }),
  notARole: (text: string) => ({
    code: "NOT_A_ROLE_ARN",
    message: `${quoted(text)} is not a role's ARN.`,
    fix: 'Write "arn:aws:iam::123456789012:role/<name>", or an object for a new role.',
  }),
  policyNameTaken: (name: string, by: string) => ({
    code: "DUPLICATE_ROLE_NAME",
    message: `A managed policy of this role would be called ${quoted(name)}, as one of ${by} is.`,
    fix: 'Give one of the two roles a "name" of its own.',
  }),
  badPolicyName: (name: string) => ({
    code: "INVALID_ROLE_NAME",
    message: `${quoted(name)} cannot be the name of a managed policy, which is made of the role's and a service's.`,
    fix: 'Give the role a shorter name, or write policyType: "inline".',
  }),
  badPolicyPath: (path: string) => ({
    code: "INVALID_PATH",
    message: `${quoted(path)} cannot be the path of a managed policy, which is the role's.`,
    fix: 'Use letters, digits and .,+@=_- between its slashes, or write policyType: "inline".',
  }),
  roleNameTaken: (name: string, by: string) => ({
    code: "DUPLICATE_ROLE_NAME",
    message: `The role name ${quoted(name)} is taken by ${by}.`,
    fix: 'Give one of the two a "name" of its own.',
  }),
  badRetention: (days: number, values: readonly number[]) => ({
    code: "INVALID_RETENTION",
    message: `CloudWatch cannot keep logs for ${days} days.`,
    fix: `Write one of: ${values.join(", ")}.`,
  }),
  logGroupWithoutApp: () => ({
    code: "LOG_GROUP_WITHOUT_APP",
    message: "Without an app id there is no log group to set this on.",
    fix: 'Give "appId".',
  }),
  logGroupImportNeedsId: () => ({
    code: "VALUE_REQUIRED_AT_SYNTH",
    message: "A log group can be taken over only where the app's id is known.",
    fix: 'Give "importId" (AmplifySsrApp) or "appId" (AmplifyServiceRole) as plain text, or leave "import" out.',
  }),
  notAnIdentityPool: (text: string) => ({
    code: "NOT_AN_IDENTITY_POOL",
    message: `${quoted(text)} is not an identity pool's id.`,
    fix: 'Write the id alone: "eu-west-1:12345678-1234-1234-1234-123456789012".',
  }),
  poolOfOtherRegion: (id: string, region: string) => ({
    code: "IDENTITY_POOL_REGION_MISMATCH",
    message: `${quoted(id)} is a pool in another region than ${region}, where its roles are attached to it.`,
    fix: "Write a pool of this region, or plan its roles where it is: with that region, and a provider of that region.",
  }),
  tagsOfGuests: () => ({
    code: "PRINCIPAL_TAGS_WITHOUT_ROLE",
    severity: "warning",
    message: "Guests have no token to make tags of, and there is no role for users who signed in.",
    fix: 'Give "authenticated", or leave "principalTags" out.',
  }),
  tagsOfExistingRole: () => ({
    code: "PRINCIPAL_TAGS_WITHOUT_ROLE",
    severity: "warning",
    message:
      "Users who signed in get a role that exists; Cognito can tag its sessions only where its trust allows that.",
    fix: 'See that its trust policy allows "sts:TagSession" too, or give an object for a new role.',
  }),
  identityPoolWithoutRole: () => ({
    code: "IDENTITY_POOL_WITHOUT_ROLE",
    message: "Neither of the pool's two roles is given.",
    fix: 'Give "authenticated", "unauthenticated", or both.',
  }),
  duplicateProvider: (name: string, what: string) => ({
    code: "DUPLICATE_IDENTITY_PROVIDER",
    message: `There are ${what} for the identity provider ${quoted(name)} already.`,
    fix: `Put all of a provider's ${what} into one entry.`,
  }),
  rulesOfToken: () => ({
    code: "CONFLICTING_ARGUMENTS",
    message: 'A mapping of type "Token" has no "mappingRules".',
    fix: 'Write type: "Rules", or leave "mappingRules" out.',
  }),
  beyondGuests: (service: string) => ({
    code: "UNAVAILABLE_TO_GUESTS",
    severity: "warning",
    message: `Cognito gives no guest access to "${service}", whatever the role allows.`,
    fix: "Give the grant to the authenticated role, or let the server make the call with the compute role.",
  }),
  overInlineQuota: (size: PolicySize, heaviest: string) => ({
    ...overQuota("The role's inline policy", size, heaviest),
    fix: 'Write policyType: "managed", which makes policies for each service, or fewer and wider names ("my-app-*").',
  }),
  overManagedQuota: (name: string, size: PolicySize, heaviest: string) => ({
    ...overQuota(`The policy ${quoted(name)}`, size, heaviest),
    fix: 'Name resources by prefix ("my-app-*") or by path in place of one by one.',
  }),
  tooManyPolicies: (count: number, quota: number, heaviest: string, fitsInline: boolean) => ({
    code: "TOO_MANY_POLICIES",
    message: `The role has ${count} managed policies; IAM attaches ${quota}.${heaviest === "" ? "" : ` Heaviest: ${heaviest}.`}`,
    fix: fitsInline
      ? 'Attach fewer, name resources by prefix ("my-app-*"), or write policyType: "inline".'
      : 'Attach fewer, or name resources by prefix ("my-app-*").',
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
    code: "INVALID_BRANCH_NAME",
    message: `${quoted(name)} cannot be a branch.`,
    fix: 'Write the Git branch\'s name, 1 to 255 characters; give one without Latin letters and digits an "id".',
  }),
  notInCloudControl: (argument: string) => ({
    code: "UNSUPPORTED_BY_CLOUD_CONTROL",
    message: `AWS::Amplify::Branch has no place for "${argument}", and a branch with its own compute role (or managedBy: "cloudControl") is one.`,
    fix: `Leave "${argument}" out, or give the compute role to the app.`,
  }),
  noneStage: () => ({
    code: "UNSUPPORTED_BY_CLOUD_CONTROL",
    message: 'AWS::Amplify::Branch has no stage "NONE".',
    fix: 'Leave "stage" out.',
  }),
  onlyInCloudControl: (argument: string) => ({
    code: "REQUIRES_CLOUD_CONTROL",
    message: `aws_amplify_branch has no "${argument}".`,
    fix: 'Write managedBy: "cloudControl" (which replaces a branch that exists), or set it on the app.',
  }),
  computeRoleNeedsCloudControl: () => ({
    code: "REQUIRES_CLOUD_CONTROL",
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
  importWithoutApp: () => ({
    code: "IMPORT_WITHOUT_APP",
    message: "A branch can be imported only with its app.",
    fix: 'Give the app\'s "importId", or leave "import" out.',
  }),
  badBasicAuth: () => ({
    code: "INVALID_BASIC_AUTH",
    message: "The credentials are not base64 of user:password.",
    fix: 'Write base64 of them: Buffer.from("user:password").toString("base64").',
  }),
  basicAuthLength: () => ({
    code: "INVALID_BASIC_AUTH",
    message: "The user or the password has no character, or more than 255.",
    fix: "Write base64 of user:password, with 1 to 255 characters in each.",
  }),
  basicAuthIncomplete: () => ({
    code: "BASIC_AUTH_INCOMPLETE",
    message: "AWS::Amplify::Branch takes basic auth only with its credentials.",
    fix: 'Give "basicAuthCredentials", or leave "enableBasicAuth" out.',
  }),
  basicAuthComposed: () => ({
    code: "VALUE_REQUIRED_AT_SYNTH",
    message: "Late credentials that are put together of several values cannot be taken apart into user and password.",
    fix: "Pass one value that is base64 of user:password.",
  }),
  notInProvider: (argument: string, kind: string) => ({
    code: "UNSUPPORTED_BY_PROVIDER",
    message: `The installed provider's ${kind} has no "${argument}".`,
    fix: "Install a newer AWS provider (version 6), or leave it out.",
  }),
  reservedVariable: (name: string) => ({
    code: "RESERVED_VARIABLE",
    message: `Amplify refuses variables whose name begins with "AWS": ${quoted(name)}.`,
    fix: "Call it something else. For the region at run time, AWS_REGION is there already.",
  }),
  badVariableName: (name: string, most: number) => ({
    code: "INVALID_LENGTH",
    message: `${quoted(name)} cannot be a variable's name: it has ${name.length} characters.`,
    fix: `Write 1 to ${most} characters.`,
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
} satisfies Record<string, (...args: never[]) => Report>;

/** Keys of the provider, or of similar tools, that have another name here. */
const RENAMED: Readonly<Record<string, string>> = {
  iamServiceRoleArn: 'Write serviceRole: "<arn>" for a role that exists, serviceRole: { … } for a new one.',
  iamServiceRole: 'Write serviceRole: "<arn>" for a role that exists, serviceRole: { … } for a new one.',
  computeRoleArn: 'Write computeRole: "<arn>" for a role that exists, computeRole: { … } for a new one.',
  customRule: "Write customRules: [ … ].",
  branchName: "A branch's name is its key in branches: { … }.",
  appId:
    'For an app that exists write importId: "<id>" to take it over, or use AmplifyServiceRole and AmplifyComputeRole alone.',
  policies:
    "Write grants: [ … ] for permissions, policyDocuments: [ … ] for policies in JSON, managedPolicies: [ … ] for the ARNs of policies that exist.",
  permissions: "Write grants: [ … ].",
  inlinePolicy: "Write policyDocuments: [ … ].",
  inlinePolicies: "Write policyDocuments: [ … ].",
  policy: "Write policyDocuments: [ … ].",
  managedPolicyArns: "Write managedPolicies: [ … ].",
  accountId: 'Write account: "123456789012".',
};
