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

/** Every mistake that a specification can hold: what is wrong with it, and what to write instead. */
export const messages = {
  ...formerNames,
  // Shapes

  // ARNs and names
  keyAlias: kmsAlias,

  // Grants
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
  trustOverQuota: (size: number, quota: number) => ({
    code: "TRUST_OVER_QUOTA",
    message: `The trust policy has at least ${size} characters; IAM takes ${quota}.`,
    fix: "Shorten the partition, region or account.",
  }),

  // Apps and branches
} satisfies Record<string, (...args: never[]) => Report>;

/** Properties of the provider or of similar tools that have another name here. */
const RENAMED: Readonly<Record<string, string>> = {
  iamServiceRoleArn: 'Write serviceRole: "<arn>" for an existing role, or serviceRole: { … } for a new one.',
  iamServiceRole: 'Write serviceRole: "<arn>" for an existing role, or serviceRole: { … } for a new one.',
  computeRoleArn: 'Write computeRole: "<arn>" for an existing role, or computeRole: { … } for a new one.',
  customRule: "Write customRules: [ … ].",
  branchName: "Write the name of a branch as its key: branches: { main: { … } }.",
  appId:
    'To import an existing app, write importId: "<id>". For its roles only, use AmplifyServiceRole and AmplifyComputeRole.',
  policies:
    "Write grants: [ … ] for permissions, policyDocuments: [ … ] for policies in JSON, or managedPolicies: [ … ] for ARNs of existing policies.",
  permissions: "Write grants: [ … ].",
  inlinePolicy: "Write policyDocuments: [ … ].",
  inlinePolicies: "Write policyDocuments: [ … ].",
  policy: "Write policyDocuments: [ … ].",
  managedPolicyArns: "Write managedPolicies: [ … ].",
  accountId: 'Write account: "123456789012".',
};
