import { toDisplayString } from "../placeholders/placeholder.js";
import { nearest } from "../util/similar.js";
import { charactersOf, repaired } from "./characters.js";
import type { Report } from "./finding.js";
import { renamedProperty } from "./renamed.js";
import { counted, describeType, describeValue, expectedGot, grouped, quoted, writeInstead } from "./text.js";

// Messages that several folders share. All others are next to the rule that reports them.

/** @param instead what to write, if the type of the value does not say it */
export function stringInsteadOf(value: unknown, instead = "Write a string."): string {
  if (value === undefined) return UNDEFINED;
  if (typeof value === "number" || typeof value === "boolean") return `Write it in quotes: "${value}".`;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? "Write a string. For a resource, pass its attribute: table.arn, bucket.arn, app.id."
    : instead;
}

const UNDEFINED =
  "Pass a value. If it comes from the environment, is the variable set? If it is an attribute, does the resource have it?";

/** The same for a value that may be a secret: its type only. */
export const notASecretString = (value: unknown): Report => ({
  code: "NOT_A_STRING",
  message: `Expected a string, got ${describeType(value)}.`,
  fix: ["number", "boolean"].includes(typeof value) ? "Write it in quotes." : stringInsteadOf(value),
  parameters: { expected: "a string", found: describeType(value) },
});

const OBJECT = "Write an object: { … }. Its values may be known only after deploy, the object itself may not.";

export const notAnObject = (value: unknown, instead = OBJECT): Report => ({
  code: "NOT_AN_OBJECT",
  message: expectedGot("an object", value),
  fix: instead,
  parameters: { expected: "an object", found: describeValue(value) },
});

/** @param hint what to write instead of this property in this object */
export function unknownProperty(name: string, known: readonly string[], hint?: string): Report {
  const sorted = [...known].sort();
  return {
    code: "UNKNOWN_PROPERTY",
    message: `Unknown property ${quoted(name)}.`,
    fix: hint ?? renamedProperty(name) ?? knownInsteadOf(name, sorted),
    parameters: { name: toDisplayString(name), known: sorted },
  };
}

function knownInsteadOf(name: string, known: readonly string[]): string {
  if (known.length === 0) return `Remove ${quoted(name)}. No properties are expected here.`;
  const meant = nearest(name, known);
  return meant === undefined ? `Known properties: ${known.join(", ")}.` : `Did you mean "${meant}"?`;
}

/** @param isUndefined whether it is there, but undefined */
export const requiredProperty = (name: string, isUndefined = false): Report => ({
  code: "REQUIRED",
  message: isUndefined ? `"${name}" is required, and it is undefined.` : `"${name}" is required.`,
  fix: isUndefined ? UNDEFINED : `Add "${name}".`,
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

export const unresolvedStructure = (
  what: "array" | "object",
  instead = `Write the ${what} itself. Its values may be known only after deploy.`,
): Report => ({
  code: "VALUE_REQUIRED_AT_SYNTH",
  message: `This ${what} is known only after deploy.`,
  fix: instead,
  parameters: { expected: what },
});

/** A role of its own does not know which app it is for. */
export const roleWithoutApp = (): Report => ({
  code: "THIS_APP_UNKNOWN",
  message: "`thisApp` needs an app, but this role belongs to none.",
  fix: 'Add "appId" to the role, or specify the role in an AmplifySsrApp.',
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

/**
 * @param what is named: `table name`
 * @param example of one
 */
export function invalidName(name: string, what: string, pattern: RegExp, example: string): Report {
  const meant = repaired(name, pattern);
  const start = meant === undefined ? `Write ${quoted(example)}, for example.` : `Did you mean ${quoted(meant)}?`;
  return {
    code: "INVALID_NAME",
    message: `${quoted(name)} is not a valid ${what}.`,
    fix: `${start} Use ${charactersOf(pattern)}.`,
    parameters: { found: toDisplayString(name), expected: what, pattern: pattern.source, example },
  };
}

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
