import { toDisplayString } from "../placeholders/placeholder.js";
import { nearest } from "../util/similar.js";
import type { Report } from "./finding.js";
import { counted, describeType, describeValue, expectedGot, grouped, quoted, writeInstead } from "./text.js";

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

/** The same for a value that may be a secret: its type only. */
export const notASecretString = (value: unknown): Report => ({
  code: "NOT_A_STRING",
  message: `Expected a string, got ${describeType(value)}.`,
  fix: "Write a string.",
  parameters: { expected: "a string", found: describeType(value) },
});

/** An object is expected, and what is there instead may be a secret. */
export const notAnObjectOfSecrets = (value: unknown): Report => ({
  code: "NOT_AN_OBJECT",
  message: `Expected an object, got ${describeType(value)}.`,
  fix: "Write an object: { … }. Its values may be known only after deploy, the object itself may not.",
  parameters: { expected: "an object", found: describeType(value) },
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

/** @param hint what to write instead of this property in this object */
export function unknownProperty(name: string, known: readonly string[], hint?: string): Report {
  const renamed = Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
  const meant = nearest(name, known);
  const sorted = [...known].sort();
  return {
    code: "UNKNOWN_PROPERTY",
    message: `Unknown property ${quoted(name)}.`,
    fix:
      hint ?? renamed ?? (meant === undefined ? `Known properties: ${sorted.join(", ")}.` : `Did you mean "${meant}"?`),
    parameters: { name: toDisplayString(name), known: sorted },
  };
}

export const requiredProperty = (name: string): Report => ({
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
  fix: writeInstead(example),
  parameters: { found: toDisplayString(found), example },
});

export const invalidArnPart = (arn: string, part: string, example: string): Report => ({
  code: "INVALID_ARN",
  message: `The ${part} of ${quoted(arn)} is not valid for this type of ARN.`,
  fix: writeInstead(example),
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

/** @param deeper what the name also matches: `app-x/…` */
export const wildcardCrossesSlashes = (found: string, deeper: string): Report => ({
  code: "WILDCARD_CROSSES_SLASHES",
  severity: "warning",
  message: `A wildcard in IAM also matches slashes, so ${quoted(found)} also matches ${quoted(deeper)}.`,
  fix: "Write whole names, unless those are meant too.",
  parameters: { found: toDisplayString(found), deeper: toDisplayString(deeper) },
});

export const kmsAlias = (arn: string): Report => ({
  code: "KMS_ALIAS",
  message: `${quoted(arn)} is an alias. IAM identifies a key by the key's own ARN only.`,
  fix: 'Write the key\'s ARN: "arn:aws:kms:eu-west-1:123456789012:key/<id>".',
  parameters: { arn: toDisplayString(arn) },
});

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
  trustedService:
    "Remove it: Amplify assumes the roles here. For a role of ECS, Lambda or another service, write policyFor([ … ]) as the policy of that role.",
  accountId: 'Write account: "123456789012".',
};
