import { toDisplayString } from "../placeholders/placeholder.js";
import { isTypo, nearest } from "../util/similar.js";
import type { Report, Severity } from "./finding.js";
import { codeList, counted, describeValue, expectedGot, grouped, inPlace, quoted } from "./text.js";

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

/** The messages of policy rules. */
export const messages = {
  ...formerNames,
  // Shapes

  // ARNs and names
  keyAlias: kmsAlias,

  // Grants
  notAnAction: (text: string) => ({
    code: "INVALID_ACTION",
    message: `${quoted(text)} is not an action.`,
    fix: 'Write the service and the action: "sqs:SendMessage".',
    parameters: { found: toDisplayString(text) },
  }),
  everyAction: (text: string, severity: Severity) => ({
    code: "WILDCARD_GRANTS_EVERYTHING",
    severity,
    message: `${quoted(text)} allows every action${severity === "warning" ? " of the service, including future ones" : ""}.`,
    fix: "List the actions that the code calls.",
    parameters: { found: text },
  }),
  everyResource: (text: string, action: string, grant: string | undefined, inRegion: boolean) => ({
    code: inRegion ? "WILDCARD_RESOURCE" : "WILDCARD_GRANTS_EVERYTHING",
    severity: inRegion ? "warning" : "error",
    message: `${quoted(text)} allows ${action} on all resources${inRegion ? " in that region and account" : ""}.`,
    fix: `Write the ARN of the resource${grant === undefined ? "" : `, or use ${grant}(…), which does`}.`,
    parameters: { found: toDisplayString(text), action, ...(grant === undefined ? {} : { grant }) },
  }),
  bareApi: (arn: string) => ({
    code: "APPSYNC_API_WITHOUT_FIELDS",
    message: `AppSync authorizes appsync:GraphQL on fields, so ${quoted(arn)} never matches and requests fail with "Unauthorized".`,
    fix: 'Write "…/apis/<id>/*", "…/types/Query/*" or "…/types/Query/fields/<field>", or use appsync.graphql(…).',
    parameters: { arn: toDisplayString(arn) },
  }),
  badSid: (sid: string) => ({
    code: "UNSUPPORTED_SID",
    message: `${quoted(sid)} is not a valid Sid.`,
    fix: "Use letters and digits only.",
    parameters: { found: toDisplayString(sid) },
  }),
  duplicateSid: (sid: string, first: string) => ({
    code: "UNIQUE_SIDS_REQUIRED",
    message: `The Sid ${quoted(sid)} is already used by ${first}.`,
    fix: "Give each statement of a role its own Sid, or none.",
    parameters: { sid: toDisplayString(sid), first },
  }),

  // Policies
  badJson: (what: string, line: number, column: number) => ({
    code: "JSON_SYNTAX_ERROR",
    message: `This is not valid JSON: ${what} at line ${line}, column ${column}.`,
    fix: "Correct it there. JSON has no comments, no single quotes and no trailing commas.",
    parameters: { line, column },
  }),
  duplicateKey: (key: string, line: number, column: number) => ({
    code: "JSON_SYNTAX_ERROR",
    message: `The key ${quoted(key)} appears twice in one object, the second time at line ${line}, column ${column}.`,
    fix: "Merge the two.",
    parameters: { key, line, column },
  }),
  policyVersion: (version: string | undefined, variable: string | undefined) => ({
    code: version === undefined ? "MISSING_VERSION" : "INVALID_VERSION",
    severity: variable === undefined ? "warning" : "error",
    message: `The policy has ${version === undefined ? "no Version" : `the Version ${quoted(version)}`}, so IAM ${
      variable === undefined
        ? "uses its rules of 2008"
        : `treats the policy variable ${quoted(variable)} as plain text, which matches nothing`
    }.`,
    fix: 'Write "Version": "2012-10-17".',
    parameters: {
      ...(version === undefined ? {} : { found: version }),
      ...(variable === undefined ? {} : { variable }),
    },
  }),
  elementNotAllowed: (element: string, policy: string, instead: string) => ({
    code: "UNSUPPORTED_ELEMENT",
    message: `IAM does not accept "${element}" in ${policy}.`,
    fix: instead,
    parameters: { element },
  }),
  resourcePolicy: () => ({
    code: "RESOURCE_POLICY",
    severity: "warning",
    message:
      "This is a resource policy, such as a bucket policy. Only its grammar, names, ARNs and conditions are checked.",
    fix: 'Remove "Principal" if it is the policy of a role. Otherwise declare it as a resource policy: type "resource".',
  }),
  bothGiven: (one: string, other: string) => ({
    code: "CONFLICTING_ARGUMENTS",
    message: `"${one}" and "${other}" exclude each other.`,
    fix: `Remove "${other}".`,
    parameters: { names: [one, other] },
  }),
  unfitText: (character: string) => ({
    code: "INVALID_POLICY_CHARACTER",
    message: `The string contains the character ${quoted(character)}, which IAM does not accept in policies.`,
    fix: 'Use characters up to U+00FF. In names, "?" matches any one character.',
    parameters: { character },
  }),
  badPrincipal: (text: string, kind: string, example: string) => ({
    code: "INVALID_PRINCIPAL",
    message: `${quoted(text)} is not a valid principal of the type "${kind}".`,
    fix: inPlace(example),
    parameters: { found: toDisplayString(text), type: kind, example },
  }),
  unknownAction: (action: string, meant: string | undefined) => ({
    code: "INVALID_ACTION",
    severity: isTypo(action, meant) ? "error" : "warning",
    message: `AWS does not list the action ${quoted(action)}.`,
    fix:
      meant === undefined
        ? "Look it up in the Service Authorization Reference. Keep it only if AWS added it after this version was released."
        : `Did you mean "${meant}"?`,
    parameters: { found: action, ...(meant === undefined ? {} : { meant }) },
  }),
  operationNotAction: (operation: string, actions: readonly string[]) => ({
    code: "INVALID_ACTION",
    message: `${quoted(operation)} is an SDK operation, not an IAM action.`,
    fix: `Write ${codeList(
      actions.map((action) => `"${action}"`),
      "and",
    )}${actions.length > 1 ? ", or those of them that the call needs" : ""}.`,
    parameters: { found: operation, actions },
  }),
  actionMatchesNothing: (action: string, service: string) => ({
    code: "INVALID_ACTION",
    message: `${quoted(action)} matches no action of ${service}.`,
    fix: "List the actions that the code calls.",
    parameters: { found: action, service },
  }),
  unknownService: (action: string, service: string, meant: string | undefined) => ({
    code: "INVALID_ACTION",
    severity: isTypo(action, meant) ? "error" : "warning",
    message: `AWS does not list the service "${service}" of the action ${quoted(action)}.`,
    fix:
      meant === undefined
        ? "Look the service up in the Service Authorization Reference. Keep it only if AWS added it after this version was released."
        : `Did you mean "${meant}"?`,
    parameters: { found: action, service, ...(meant === undefined ? {} : { meant }) },
  }),
  actionWithoutResource: (action: string) => ({
    code: "ACTION_WITHOUT_RESOURCE",
    severity: "warning",
    message: `AWS does not authorize ${action} on single resources, so it never matches here.`,
    fix: 'Move it to a separate statement with the resource "*".',
    parameters: { action },
  }),
  describeLogGroups: () => ({
    code: "ACTION_WITHOUT_RESOURCE",
    severity: "warning",
    message:
      "AWS authorizes logs:DescribeLogGroups on all log groups together, so it never matches with only some of them.",
    fix: 'Move it to a separate statement with the resource "arn:aws:logs:<region>:<account>:log-group:*".',
    parameters: { action: "logs:DescribeLogGroups" },
  }),
  actionOnNone: (action: string, kinds: readonly string[], grant: string | undefined) => ({
    code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
    message: `AWS authorizes ${action} on ${codeList(kinds.slice(0, 3))}, but the statement has no such resource.`,
    fix: `Add such an ARN, or remove the action.${grant === undefined ? "" : ` The grant ${grant}(…) writes both.`}`,
    parameters: { action, formats: kinds, ...(grant === undefined ? {} : { grant }) },
  }),
  resourceOfNone: (arn: string, action: string, kinds: readonly string[], grant: string | undefined) => ({
    code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
    message: `No action of this statement is authorized on ${quoted(arn)}.`,
    fix: `Write a resource of ${action}: ${codeList(kinds.slice(0, 3))}.${grant === undefined ? "" : ` The grant ${grant}(…) writes both.`}`,
    parameters: { arn: toDisplayString(arn), action, formats: kinds, ...(grant === undefined ? {} : { grant }) },
  }),
  neverMatches: (arn: string, why: string, instead: string) => ({
    code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
    message: `${quoted(arn)} never matches: ${why}.`,
    fix: instead,
    parameters: { arn: toDisplayString(arn) },
  }),
  unknownConditionKey: (key: string, meant: string | undefined) => ({
    code: /^aws:/i.test(key) ? "INVALID_GLOBAL_CONDITION_KEY" : "INVALID_SERVICE_CONDITION_KEY",
    severity: isTypo(key, meant) ? "error" : "warning",
    message: `AWS does not list the condition key ${quoted(key)}.`,
    fix:
      meant === undefined
        ? "Look it up in the Service Authorization Reference, or remove it."
        : `Did you mean "${meant}"?`,
    parameters: { found: key, ...(meant === undefined ? {} : { meant }) },
  }),
  badConditionKey: (key: string) => ({
    code: "INVALID_CONDITION_KEY_FORMAT",
    message: `${quoted(key)} is not a valid condition key.`,
    fix: 'Write the service, a colon and a name: "aws:PrincipalTag/team", "s3:prefix".',
    parameters: { found: key },
  }),
  keyNotOfAction: (key: string, action: string, consequence: string, severity: Severity) => ({
    code: "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
    severity,
    message: `Requests for ${action} do not include ${quoted(key)}: ${consequence}.`,
    fix: `Move ${action} to a separate statement without this condition, or remove it.`,
    parameters: { key, action },
  }),
  unknownOperator: (operator: string, meant: string | undefined) => ({
    code: "INVALID_CONDITION_OPERATOR",
    message: `The condition operator ${quoted(operator)} does not exist.`,
    fix:
      meant === undefined
        ? 'Write an operator of IAM, such as "StringEquals", "ArnLike" or "Bool".'
        : `Did you mean "${meant}"?`,
    parameters: { found: operator, ...(meant === undefined ? {} : { meant }) },
  }),
  operatorNotOfKey: (operator: string, key: string, type: string, instead: string, severity: Severity) => ({
    code: "TYPE_MISMATCH",
    severity,
    message: `${operator} does not compare values of type ${type}, which ${quoted(key)} has.`,
    fix: `Write "${instead}".`,
    parameters: { operator, key, type, instead },
  }),
  badConditionValue: (value: string, operator: string, example: string) => ({
    code: "INVALID_CONDITION_VALUE",
    message: `${operator} cannot compare with ${quoted(value)}.`,
    fix: inPlace(example),
    parameters: { found: toDisplayString(value), operator, example },
  }),
  allOfSingle: (operator: string, key: string) => ({
    code: "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
    severity: "warning",
    message: `${quoted(key)} has a single value, and ${operator} also matches requests without it.`,
    fix: `Write "${operator.slice(operator.indexOf(":") + 1)}".`,
    parameters: { operator, key },
  }),
  setOperatorMissing: (operator: string, key: string) => ({
    code: "MISSING_QUALIFIER",
    severity: "warning",
    message: `${quoted(key)} can have several values, but ${operator} compares a single one.`,
    fix: `Write "ForAnyValue:${operator}" if one of them has to match, or "ForAllValues:${operator}" if all have to.`,
    parameters: { operator, key },
  }),
  wildcardInEquals: (value: string, operator: string, instead: string) => ({
    code: "WILDCARD_WITHOUT_LIKE_OPERATOR",
    severity: "warning",
    message: `${operator} treats the wildcard in ${quoted(value)} as a plain character.`,
    fix: `Write "${instead}".`,
    parameters: { found: toDisplayString(value), operator, instead },
  }),
  likeWithoutWildcard: (operator: string, instead: string) => ({
    code: "LIKE_WITHOUT_WILDCARD",
    severity: "warning",
    message: `${operator} compares with values that contain no wildcard.`,
    fix: `Write "${instead}", or add the wildcard.`,
    parameters: { operator, instead },
  }),
  escalation: (action: string, why: string) => ({
    code: "PRIVILEGE_ESCALATION",
    severity: "warning",
    message: `${action} allows code to give itself more permissions: it ${why}.`,
    fix: "Remove it. Set the permissions of the app's code where the app is deployed.",
    parameters: { action },
  }),
  escalationEverywhere: (action: string, resource: string, why: string) => ({
    code: "WILDCARD_GRANTS_EVERYTHING",
    message: `${action} on ${quoted(resource)} amounts to every permission in the account: it ${why}.`,
    fix: "Write one ARN, or remove the action.",
    parameters: { action, resource: toDisplayString(resource) },
  }),
  everyResourceOptional: (text: string, action: string) => ({
    code: "WILDCARD_RESOURCE",
    severity: "warning",
    message: `${quoted(text)} allows ${action} on all resources.`,
    fix: "Write the ARN of the resource if the call has one.",
    parameters: { found: toDisplayString(text), action },
  }),
  notElementAllows: (element: string, instead: string) => ({
    code: "ALLOW_WITH_NOT_ELEMENT",
    message: `"${element}" with Allow allows everything except what it lists, including what AWS adds later.`,
    fix: `Write "${instead}", and list what to allow.`,
    parameters: { element, instead },
  }),
  publicPrincipal: (severity: Severity) => ({
    code: "PUBLIC_PRINCIPAL",
    severity,
    message: `The principal "*" is everyone in every AWS account${severity === "error" ? "" : ", limited only by the condition"}.`,
    fix: 'Name the principal: { "Service": "amplify.amazonaws.com" }.',
  }),
  secretInPolicy: (what: string) => ({
    code: "SECRET_IN_POLICY",
    message: `This looks like ${what}. Everyone who can read the policy can read it.`,
    fix: "Remove it, and invalidate it: it has been exposed.",
    parameters: { found: what },
  }),
  voidByDeny: (by: string) => ({
    code: "REDUNDANT_STATEMENT",
    severity: "warning",
    message: `${by} denies everything that this statement allows.`,
    fix: "Remove one of the two.",
    parameters: { by },
  }),
  coveredBy: (by: string, same: boolean) => ({
    code: "REDUNDANT_STATEMENT",
    severity: "warning",
    message: same ? `${by} is identical to this statement.` : `${by} allows everything that this statement allows.`,
    fix: "Remove this statement, or narrow the other one.",
    parameters: { by },
  }),
  trustPrincipal: (principal: string) => ({
    code: "TRUST_PRINCIPAL",
    message: `No statement allows ${principal} to assume the role.`,
    fix: `Write ${principal === "amplify.amazonaws.com" ? '{ "Service": "amplify.amazonaws.com" }' : '{ "Federated": "cognito-identity.amazonaws.com" }'} as the principal.`,
    parameters: { expected: principal },
  }),
  regionalPrincipal: (principal: string) => ({
    code: "TRUST_PRINCIPAL",
    severity: "warning",
    message: `Amplify assumes roles as amplify.amazonaws.com, not as ${quoted(principal)}.`,
    fix: "Remove the regional principal.",
    parameters: { found: principal, expected: "amplify.amazonaws.com" },
  }),
  trustAction: (principal: string, action: string) => ({
    code: "TRUST_ACTION",
    message: `${principal} assumes roles with ${action}, which this statement does not allow.`,
    fix: `Write "Action": "${action}".`,
    parameters: { principal, expected: action },
  }),
  trustAppArn: (arn: string) => ({
    code: "TRUST_CONDITION",
    message: `Amplify sends the branch's ARN, which ${quoted(arn)} does not match.`,
    fix: 'Write ArnLike with "arn:aws:amplify:<region>:<account>:apps/*" or "…/apps/<id>/*".',
    parameters: { found: toDisplayString(arn) },
  }),
  computeTrustCondition: (key: string) => ({
    code: "TRUST_CONDITION",
    severity: "warning",
    message: `The trust policy of a compute role has a condition (${quoted(key)}), so Amplify may refuse to attach the role.`,
    fix: "Remove the condition: AWS's own trust policy has none. If you need it, check that the role can be attached.",
    parameters: { key },
  }),
  poolNotNamed: (issuer: string) => ({
    code: "TRUST_CONDITION",
    message: `No condition on ${issuer}:aud names an identity pool, so every identity pool of every account can use the role.`,
    fix: `Write "StringEquals": { "${issuer}:aud": "<identity pool id>" }.`,
    parameters: { key: `${issuer}:aud` },
  }),
  poolUsersNotNamed: (issuer: string) => ({
    code: "TRUST_CONDITION",
    severity: "warning",
    message: `No condition on ${issuer}:amr separates users from guests, so both can use the role.`,
    fix: `Write "ForAnyValue:StringLike": { "${issuer}:amr": "authenticated" }.`,
    parameters: { key: `${issuer}:amr` },
  }),
  trustDenies: (principal: string, severity: Severity) => ({
    code: "TRUST_DENIES",
    severity,
    message: `This statement denies ${principal} the role${severity === "error" ? "" : " when its condition is true"}.`,
    fix: "Remove the Deny, or name another principal in it.",
    parameters: { principal },
  }),
  documentOverQuota: (size: number, quota: number, severity: Severity) => ({
    code: "POLICY_OVER_QUOTA",
    severity,
    message:
      severity === "error"
        ? `The policy has ${counted(size, "character")}. IAM accepts ${grouped(quota)} in all inline policies of a role together.`
        : `The policy has ${counted(size, "character")}. A managed policy has at most ${grouped(quota)}, so this can only be an inline policy.`,
    fix: 'Name resources by prefix ("my-app-*"), or split the policy by service into managed policies.',
    parameters: { size, quota },
  }),
  trustOverQuota: (size: number, quota: number) => ({
    code: "TRUST_OVER_QUOTA",
    message: `The trust policy has ${counted(size, "character")}. IAM accepts ${grouped(quota)}.`,
    fix: "Shorten it, for example by naming fewer principals.",
    parameters: { size, quota },
  }),
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
