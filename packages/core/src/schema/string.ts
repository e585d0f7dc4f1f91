import type { Report } from "../findings/finding.js";
import { invalidLength, stringInsteadOf } from "../findings/messages.js";
import { codeList, describeValue, expectedGot, quoted } from "../findings/text.js";
import { isWholeResource } from "../placeholders/origin.js";
import {
  INVALID_PLACEHOLDER,
  isUnresolved,
  minLength,
  originOf,
  toDisplayString,
} from "../placeholders/placeholder.js";
import { stringified } from "../placeholders/stringified.js";
import { mentionsThisApp } from "../placeholders/this-app.js";
import { nearest } from "../util/similar.js";
import type { Context } from "./context.js";
import type { Schema } from "./type.js";

const notAString = (value: unknown, instead?: string): Report => ({
  code: "NOT_A_STRING",
  message: expectedGot("a string", value),
  fix: stringInsteadOf(value, instead),
  parameters: { expected: "a string", found: describeValue(value) },
});

export const stringifiedValue = (was: string): Report => ({
  code: "STRINGIFIED_VALUE",
  message: `This string was made by converting ${was} to text, so its value is lost.`,
  fix: "Pass the value itself. To put text around it, use pulumi.interpolate`…` for an Output and a template string for a token. Do not cut or change either.",
  parameters: { was },
});

export const reservedCharacter = (): Report => ({
  code: "RESERVED_CHARACTER",
  message: "The string contains the character U+E000 or U+E001, which no AWS service accepts.",
  fix: "Remove the character.",
});

/** @param resource the placeholder of a resource of the program */
function resourceAsText(resource: string, instead = "Write one of its attributes, such as its name."): Report {
  const { name = "", type = "" } = originOf(resource)?.origin ?? {};
  return {
    code: "RESOURCE_AS_TEXT",
    message: `Expected a string, got the resource ${name} (${type}).`,
    fix: instead,
    parameters: { name, type },
  };
}

const misplacedThisApp = (): Report => ({
  code: "THIS_APP_UNKNOWN",
  message: "thisApp is known only in grants and policy documents of a role. Here the app does not exist yet.",
  fix: "Remove it. Other resources can use web.app.id, after the app.",
});

/** A word as AWS writes values: `WEB_COMPUTE`. */
const WORD = /^[A-Z_]{1,32}$/;

/** What resembles no value may be a password that is in the wrong place, so it is not repeated. */
function invalidValue(found: string, values: readonly string[], context: Context): Report {
  const meant = nearest(found, values);
  const what = `not a valid ${context.name ?? "value"}`;
  const isShown = meant !== undefined || WORD.test(found);
  return {
    code: "INVALID_VALUE",
    message: `${isShown ? quoted(found) : "This"} is ${what}.`,
    fix:
      meant === undefined
        ? `Write ${codeList(values)}.`
        : `Did you mean "${meant}"? The valid values are ${codeList(values, "and")}.`,
    parameters: { ...(isShown ? { found: toDisplayString(found) } : {}), values },
  };
}

/** Whether nothing is wrong with a string as such. */
export const isPlainString = (value: string): boolean =>
  misplacedPlaceholder(value) === undefined && stringified(value) === undefined;

const anyString: Schema<string> = (value, context) => {
  if (typeof value !== "string") return context.report(notAString(value, context.instead));
  const misplaced = misplacedPlaceholder(value, context.instead);
  if (misplaced !== undefined) return context.report(misplaced);
  const was = stringified(value);
  return was === undefined ? value : context.report(stringifiedValue(was));
};

/** What is wrong with the placeholders in a string. */
function misplacedPlaceholder(value: string, instead?: string): Report | undefined {
  if (!isUnresolved(value)) return undefined;
  if (value.includes(INVALID_PLACEHOLDER)) return reservedCharacter();
  if (isWholeResource(value)) return resourceAsText(value, instead);
  return mentionsThisApp(value) ? misplacedThisApp() : undefined;
}

/**
 * A string, which may hold values known only after deploy.
 *
 * @param check returns what is wrong with a string; it is not called for an unresolved one, as nobody can know
 */
export function string(check?: (value: string) => Report | undefined): Schema<string> {
  if (check === undefined) return anyString;
  return (value, context) => {
    const parsed = anyString(value, context);
    if (parsed === undefined) return undefined;
    const report = isUnresolved(parsed) ? undefined : check(parsed);
    return report === undefined ? parsed : context.report(report);
  };
}

/**
 * A string with as many characters as AWS accepts. Of an unresolved string, the known characters count.
 *
 * @param what it is, for messages: `app name`
 */
export function stringOfLength(what: string, least: number, most: number): Schema<string> {
  return (value, context) => {
    const parsed = anyString(value, context);
    if (parsed === undefined) return undefined;
    const length = minLength(parsed);
    const fits = length <= most && (length >= least || isUnresolved(parsed));
    return fits ? parsed : context.report(invalidLength(length, what, least, most));
  };
}

/** One of a few strings, or an unresolved one. */
export function oneOf<T extends string>(...values: readonly T[]): Schema<T> {
  return (value, context) => {
    const parsed = anyString(value, context);
    if (parsed === undefined || isUnresolved(parsed) || values.includes(parsed as T)) return parsed as T | undefined;
    return context.report(invalidValue(parsed, values, context));
  };
}
