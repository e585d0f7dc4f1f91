import { prices } from "../aws/prices.js";
import type { Report } from "../findings/finding.js";
import { counted, grouped, quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";

/** The parameter under the path that says which settings there are. No variable can have its name. */
export const INDEX_NAME = "settings.json";

/** The environment variable that tells the server the path of its settings. */
export const PATH_VARIABLE = "SETTINGS_PATH";

/** Bytes: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
export const MAX_PARAMETER_SIZE = { Standard: 4_096, Advanced: 8_192 } as const;

/** Bytes: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
export const MAX_SECRET_SIZE = 65_536;

/** Characters, with the ARN that Parameter Store puts before it: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
const MAX_PARAMETER_NAME = 1_011;
/** Levels of a parameter's name, the name itself among them. */
const MAX_LEVELS = 15;

const PATH = /^(\/[\w.-]+)+$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const GROUP = /^[\w.-]{1,64}$/;
const SUFFIX = /-[A-Za-z0-9]{6}$/;

const invalidPath = (found: string, why: string, fix: string): Report => ({
  code: "INVALID_SETTINGS_PATH",
  message: `${quoted(found)} is not a valid path of settings: ${why}.`,
  fix,
  parameters: { found: toDisplayString(found) },
});

/** What is wrong with a path; undefined for a valid one. */
export function pathReport(path: string): Report | undefined {
  const trimmed = path.replace(/^\/+/, "").split("/").filter(Boolean).join("/");
  const instead = trimmed === "" ? "/web/prod" : `/${trimmed}`;
  const write = `Write ${quoted(instead)}.`;
  if (path.length > 1 && path.endsWith("/")) return invalidPath(path, "it ends with a slash", write);
  if (!path.startsWith("/")) return invalidPath(path, "it does not start with a slash", write);
  if (/^\/(aws|ssm)/i.test(path))
    return invalidPath(
      path,
      'Parameter Store reserves names that start with "aws" or "ssm"',
      "Use another first part.",
    );
  if (!PATH.test(path))
    return invalidPath(
      path,
      "its parts are not letters, digits, _, . and - between single slashes",
      'Write a path such as "/web/prod".',
    );
  if (path.split("/").length - 1 >= MAX_LEVELS)
    return invalidPath(path, `a parameter's name has at most ${MAX_LEVELS} levels`, "Use a shorter path.");
  return undefined;
}

const invalidSettingName = (name: string, why: string, fix: string): Report => ({
  code: "INVALID_SETTING_NAME",
  message: `${quoted(name)} cannot be the name of a setting: ${why}.`,
  fix,
  parameters: { name: toDisplayString(name) },
});

/** What is wrong with a setting's name; undefined for a valid one. */
export function nameReport(name: string, path = ""): Report | undefined {
  if (!VARIABLE.test(name))
    return invalidSettingName(
      name,
      "it is not the name of an environment variable",
      "Use letters, digits and underscores, and no digit at the start.",
    );
  if (/^AWS_/i.test(name))
    return invalidSettingName(
      name,
      "the SDK reads variables that start with AWS_, and Amplify sets them",
      "Remove it. The SDK finds the role's credentials and the region by itself.",
    );
  if (name === PATH_VARIABLE)
    return invalidSettingName(name, "the server finds its settings by this variable", "Use another name.");
  if (path.length + 1 + name.length > MAX_PARAMETER_NAME)
    return invalidSettingName(
      name,
      `path and name have more than ${counted(MAX_PARAMETER_NAME, "character")}`,
      "Use a shorter name or path.",
    );
  return undefined;
}

/** What is wrong with a group's name; undefined for a valid one. */
export function groupReport(group: string): Report | undefined {
  if (!GROUP.test(group))
    return {
      code: "INVALID_NAME",
      message: `${quoted(group)} is not a valid group of secrets.`,
      fix: `Write one that matches ${GROUP.source}.`,
      parameters: { found: toDisplayString(group), expected: "group of secrets", pattern: GROUP.source },
    };
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html, Name
  if (SUFFIX.test(group))
    return {
      code: "SECRET_NAME_LIKE_SUFFIX",
      message: `The secret's name would end with ${quoted(group.slice(-7))}, which looks like the six characters that Secrets Manager adds to the ARN. A secret that is looked up by its name could then be another one.`,
      fix: "Use a group whose name does not end with a hyphen and six letters or digits.",
      parameters: { found: toDisplayString(group) },
    };
  return undefined;
}

/** @param size in bytes */
export function sizeReport(size: number, tier: keyof typeof MAX_PARAMETER_SIZE): Report | undefined {
  const most = MAX_PARAMETER_SIZE[tier];
  if (size <= most) return undefined;
  const advanced = `Write tier: "Advanced" (up to ${grouped(MAX_PARAMETER_SIZE.Advanced)} bytes, ${prices.advancedParameter.monthly} USD per month)`;
  const fix =
    size <= MAX_PARAMETER_SIZE.Advanced
      ? `${advanced}, or shorten the value.`
      : `Shorten the value, or use type: "secret" (up to ${grouped(MAX_SECRET_SIZE)} bytes).`;
  return {
    code: "SETTING_TOO_LARGE",
    message: `A parameter of the tier ${tier} has at most ${counted(most, "byte")}, this value has ${grouped(size)}.`,
    fix,
    parameters: { size, most, tier },
  };
}

/** @param size of the group's JSON in bytes */
export const groupSizeReport = (group: string, size: number): Report | undefined =>
  size <= MAX_SECRET_SIZE
    ? undefined
    : {
        code: "SETTING_GROUP_TOO_LARGE",
        message: `A secret has at most ${counted(MAX_SECRET_SIZE, "byte")}, the group ${quoted(group)} has ${grouped(size)} as JSON.`,
        fix: "Move some of its settings to another group.",
        parameters: { group: toDisplayString(group), size, most: MAX_SECRET_SIZE },
      };

/** @param by where the variable is, too */
export const inTwoPlaces = (name: string, by: string): Report => ({
  code: "SETTING_IN_TWO_PLACES",
  message: `${quoted(name)} is already in ${by}.`,
  fix: "Keep one of the two.",
  parameters: { name: toDisplayString(name), by },
});
