import { regionOf } from "../aws/check-arn.js";
import { contradicts, keyRegionMismatch } from "../aws/contradictions.js";
import type { Report } from "../findings/finding.js";
import { requiredProperty } from "../findings/messages.js";
import { grouped, quoted } from "../findings/text.js";
import { kmsKey } from "../grants/services/kms.js";
import { isUnresolved, toDisplayString, withoutPlaceholders } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import {
  array,
  isRecord,
  nonEmpty,
  number,
  object,
  oneOf,
  record,
  resolved,
  type Schema,
  string,
} from "../schema/schema.js";
import { utf8Length } from "../util/utf8-length.js";
import type { DeploymentSpec } from "./deployment.js";
import { deploymentProperties } from "./deployment.schema.js";
import { looksSecret } from "./environment-variables.js";
import type { ParsedNumber } from "./parsed.js";
import { invalidRoleName } from "./role.schema.js";
import { secretString } from "./secrets.js";
import type { AppSettingsSpec, GeneratedSetting, SettingSpec, SettingsSpec } from "./settings.js";
import { groupReport, inTwoPlaces, nameReport, pathReport, sizeReport } from "./settings-rules.js";
import { roleTags } from "./tags.js";
import { wholeNumber } from "./whole-number.schema.js";

export type ParsedSetting = SettingSpec;
export type ParsedSettings = SettingsSpec<string, ParsedNumber>;
export type ParsedAppSettings = AppSettingsSpec<string, ParsedNumber>;

const valueInProgram = (name: string, type: string, found: string): Report => ({
  code: "SETTING_VALUE_IN_PROGRAM",
  message: `The value of ${quoted(name)} ${found}, but it is plain text in the program.`,
  fix:
    type === "parameter"
      ? 'Write type: "secret" or "secureParameter" without a value, and run `amplify-roles settings push`. Invalidate it if others can read the program.'
      : "Remove the value and run `amplify-roles settings push`, or use a sensitive TerraformVariable, or config.requireSecret(…) in Pulumi.",
  parameters: { name: toDisplayString(name) },
});

const mixedValues = (group: string, name: string): Report => ({
  code: "SETTING_VALUES_MIXED",
  message: `${quoted(name)} has no value, but other settings of the group ${quoted(group)} do. A deploy writes the whole group, and would remove what \`amplify-roles settings push\` wrote.`,
  fix: "Give all settings of the group a value, or none.",
  parameters: { name: toDisplayString(name), group: toDisplayString(group) },
});

const invalidWindow = (days: number): Report => ({
  code: "INVALID_RECOVERY_WINDOW",
  message: `Secrets Manager does not support a recovery window of ${grouped(days)} days.`,
  fix: "Write a whole number from 7 to 30, or 0 to delete secrets at once.",
  parameters: { found: days },
});

const emptyValue = (): Report => ({
  code: "EMPTY",
  message: "Expected a value, got an empty string. Neither store accepts one.",
  fix: "Write the value, or leave the property out.",
  parameters: { expected: "value" },
});

/** No finding repeats a value. */
const value: Schema<string> = (given, context) => {
  const parsed = secretString(string())(given, context);
  return parsed === "" ? context.report(emptyValue()) : parsed;
};

const MAX_VERSION = 1_000_000;
const valueProperties = { value, version: wholeNumber("version", 1, MAX_VERSION) };
const tier = resolved(oneOf("Standard", "Advanced"), "tier", '"Standard" or "Advanced"');
const group = resolved(
  string((name) => groupReport(name)),
  "group",
  "its name as a plain string",
);
const type = <T extends string>(...types: readonly T[]): Schema<T> =>
  resolved(oneOf(...types), "type of the setting", "the type as a plain string");

const invalidAlphabet = (characters: number): Report => ({
  code: "INVALID_ALPHABET",
  message: `The alphabet must have 2 to 256 different characters, got ${grouped(characters)}.`,
  fix: 'Write the characters to choose from, each once: "abcdef0123456789".',
  parameters: { found: characters },
});

const alphabet = resolved(
  string((text) => {
    const characters = new Set(text).size;
    return characters >= 2 && characters <= 256 ? undefined : invalidAlphabet(characters);
  }),
  "alphabet",
  "the characters as a plain string",
);

const TYPES = ["parameter", "secureParameter", "secret", "generated"] as const;
const inParameterStore = { type: type(...TYPES), ...valueProperties, tier };
const bySettingType: Readonly<Record<string, Schema<SettingSpec>>> = {
  parameter: object(inParameterStore as never, ["type"] as never),
  secureParameter: object(inParameterStore as never, ["type"] as never),
  secret: object({ type: type(...TYPES), ...valueProperties, group } as never, ["type", "group"] as never),
  generated: object<GeneratedSetting>(
    { type: type("generated"), group, length: wholeNumber("length", 8, 4_096), alphabet },
    ["type", "group"],
    new Map([["value", "Remove it: `amplify-roles settings push` generates the value."]]),
  ),
};

const anyType = object<{ readonly type: string }>({ type: type(...TYPES) }, ["type"]);

/** One setting, with the properties that its type has. */
const setting: Schema<SettingSpec> = (given, context) => {
  const known = isRecord(given) && typeof given.type === "string" ? bySettingType[given.type] : undefined;
  if (known === undefined) {
    const { type: found } = isRecord(given) ? given : {};
    anyType(isRecord(given) ? (found === undefined ? {} : { type: found }) : given, context);
    return undefined;
  }
  const parsed = known(given, context);
  if (parsed !== undefined) checkValue(parsed, context);
  return parsed;
};

const looksLike = (found: string | undefined) => (found === undefined ? undefined : `looks like ${found}`);

/** Reports a value that is plain text where only the stores may have it, or that is too large for its parameter. */
function checkValue(parsed: SettingSpec, context: Context): void {
  if (parsed.type === "generated" || parsed.value === undefined) return;
  const at = context.property("value");
  const { value: given } = parsed;
  if (!isUnresolved(given)) {
    const name = context.name ?? "";
    const found = parsed.type === "parameter" ? looksLike(looksSecret(name, given)) : "has to stay hidden";
    if (found !== undefined) at.report(valueInProgram(name, parsed.type, found));
  }
  if (parsed.type === "secret") return;
  const report = sizeReport(utf8Length(withoutPlaceholders(given)), parsed.tier ?? "Standard");
  if (report !== undefined) at.report(report);
}

const settingsByName = record(setting, (name, context) => {
  const report = nameReport(name);
  if (report !== undefined) context.report(report);
});

/** Settings by name. Those of a group all have a value, or none. */
const variables: Schema<Record<string, SettingSpec>> = (given, context) => {
  const parsed = nonEmpty("setting", settingsByName)(given, context);
  const groups = new Map<string, [string, SettingSpec][]>();
  for (const [name, one] of Object.entries(parsed ?? {})) {
    if (one.type !== "secret" && one.type !== "generated") continue;
    // It is missing in a setting that was reported.
    if (one.group === undefined) continue;
    groups.set(one.group, [...(groups.get(one.group) ?? []), [name, one]]);
  }
  for (const [name, members] of groups) {
    const without = members.filter(([, one]) => one.type === "generated" || one.value === undefined);
    if (without.length === members.length) continue;
    for (const [member] of without) context.property(member).report(mixedValues(name, member));
  }
  return parsed;
};

const path = resolved(
  string((text) => pathReport(text)),
  "path of the settings",
  'it as a plain string: "/web/prod"',
);

/** A key is in the region of what it encrypts. */
const settingsKey: Schema<string> = (given, context) => {
  const key = kmsKey(given, context);
  const region = key === undefined ? undefined : regionOf(key);
  if (region !== undefined && contradicts(region, context.deployment.region))
    context.report(keyRegionMismatch(region, "the settings", context.deployment.region));
  return key;
};

const shared = {
  variables,
  kmsKey: settingsKey,
  recoveryWindowInDays: number((days) =>
    days === 0 || (Number.isInteger(days) && days >= 7 && days <= 30) ? undefined : invalidWindow(days),
  ),
  tags: roleTags,
};

const branchPath = object<{ readonly path: string }>({ path }, ["path"]);

const appSettingsObject = object<ParsedAppSettings>(
  { path, ...shared, branches: nonEmpty("branch", record(branchPath)) },
  ["variables"],
);

/** The settings of an app: under one path, or under one path for each branch. */
export const appSettings: Schema<ParsedAppSettings> = (given, context) => {
  const parsed = appSettingsObject(given, context);
  if (parsed === undefined) return undefined;
  if (isRecord(given) && given.path === undefined && given.branches === undefined)
    context.property("path").report(requiredProperty("path"));
  checkPaths(parsed, context);
  return parsed;
};

/** Reports branches whose settings would be the same parameters and secrets. */
function checkPaths({ path: own, branches = {} }: ParsedAppSettings, context: Context): void {
  const taken = new Map(own === undefined ? [] : [[own.toLowerCase(), context.property("path").path]]);
  for (const [name, { path: branch }] of Object.entries(branches)) {
    if (branch === undefined) continue;
    const at = context.property("branches").property(name).property("path");
    const by = taken.get(branch.toLowerCase());
    if (by !== undefined) at.report(inTwoPlaces(branch, by));
    else taken.set(branch.toLowerCase(), at.path);
  }
}

const roleName = string((name) => (/^[\w+=,.@-]{1,64}$/.test(name) ? undefined : invalidRoleName(name)));

export type ParsedStandaloneSettings = ParsedSettings & DeploymentSpec & { readonly roles?: readonly string[] };

export const standaloneSettings = object<ParsedStandaloneSettings>(
  { path, ...shared, ...deploymentProperties, roles: array(roleName) },
  ["path", "variables"],
);
