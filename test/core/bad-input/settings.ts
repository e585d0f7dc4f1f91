import { Joined, Unresolved } from "../support/placeholders.js";
import { planSettings } from "../support/plans.js";
import { app, computeRole, type Row, type Wrong } from "./rows.js";

/** Settings alone, under a valid path. */
export const settings =
  (variables: Wrong, more: Wrong = {}) =>
  () =>
    planSettings({ path: "/papyrus/prd", variables, ...more });

/** An app with a compute role and these settings. */
export const appSettings = (given: Wrong, more: Wrong = {}) =>
  app({
    computeRole: {},
    settings: { path: "/papyrus/prd", variables: { API_URL: { type: "parameter" } }, ...given },
    ...more,
  });

const inPath = (path: unknown) => settings({ API_URL: { type: "parameter" } }, { path });
const named = (name: string) => settings({ [name]: { type: "parameter" } });
export const unresolved = new Unresolved("hidden");
const longName = "N".repeat(80);
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export const settingsRows: readonly Row[] = [
  ["a path that ends in a slash", inPath("/papyrus/prd/"), ["INVALID_SETTINGS_PATH path"]],
  ["a path without its first slash", inPath("papyrus/prd"), ["INVALID_SETTINGS_PATH path"]],
  ["only a slash", inPath("/"), ["INVALID_SETTINGS_PATH path"]],
  ["two slashes in a path", inPath("/papyrus//prd"), ["INVALID_SETTINGS_PATH path"]],
  ["a path that AWS reserves", inPath("/aws/prd"), ["INVALID_SETTINGS_PATH path"]],
  ["a path that Systems Manager reserves", inPath("/SSM-web/prd"), ["INVALID_SETTINGS_PATH path"]],
  ["a path of 15 levels", inPath("/a".repeat(15)), ["INVALID_SETTINGS_PATH path"]],
  ["a path that is known only after deploy", inPath(unresolved), ["VALUE_REQUIRED_AT_SYNTH path"]],
  ["no path", settings({ API_URL: { type: "parameter" } }, { path: undefined }), ["REQUIRED path"]],
  ["no settings", settings({}), ["EMPTY variables"]],
  ["a name with a hyphen", named("API-URL"), ['INVALID_SETTING_NAME variables["API-URL"]']],
  ["a name that starts with a digit", named("1PASSWORD"), ['INVALID_SETTING_NAME variables["1PASSWORD"]']],
  ["a name of the SDK", named("AWS_REGION"), ["INVALID_SETTING_NAME variables.AWS_REGION"]],
  ["the name of the path", named("SETTINGS_PATH"), ["INVALID_SETTING_NAME variables.SETTINGS_PATH"]],
  [
    "a name that is too long with its path",
    settings({ [longName]: { type: "parameter" } }, { path: `/${"p".repeat(940)}` }),
    [`INVALID_SETTING_NAME variables.${longName}`],
  ],
  ["an unknown type", settings({ A: { type: "secureString" } }), ["INVALID_VALUE variables.A.type"]],
  ["no type", settings({ A: {} }), ["REQUIRED variables.A.type"]],
  ["a value instead of a setting", settings({ A: "hunter2" }), ["NOT_AN_OBJECT variables.A"]],
  ["a secret without a group", settings({ A: { type: "secret" } }), ["REQUIRED variables.A.group"]],
  [
    "two secrets without a group, one with a value",
    settings({ A: { type: "secret", value: unresolved }, B: { type: "secret" } }),
    ["REQUIRED variables.A.group", "REQUIRED variables.B.group"],
  ],
  [
    "a parameter with a group",
    settings({ A: { type: "parameter", group: "db" } }),
    ["UNKNOWN_PROPERTY variables.A.group"],
  ],
  [
    "a secret with a tier",
    settings({ A: { type: "secret", group: "db", tier: "Advanced" } }),
    ["UNKNOWN_PROPERTY variables.A.tier"],
  ],
  [
    "a generated value with a value",
    settings({ A: { type: "generated", group: "db", value: unresolved } }),
    ["UNKNOWN_PROPERTY variables.A.value"],
  ],
  [
    "a group whose secret would look like an ARN",
    settings({ A: { type: "secret", group: "db-server" } }),
    ["SECRET_NAME_LIKE_SUFFIX variables.A.group"],
  ],
  ["a group with a slash", settings({ A: { type: "secret", group: "db/main" } }), ["INVALID_NAME variables.A.group"]],
  [
    "a secret as plain text",
    settings({ A: { type: "secret", group: "db", value: "hunter2" } }),
    ["SETTING_VALUE_IN_PROGRAM variables.A.value"],
  ],
  [
    "a secure parameter as plain text",
    settings({ A: { type: "secureParameter", value: "hunter2" } }),
    ["SETTING_VALUE_IN_PROGRAM variables.A.value"],
  ],
  [
    "a parameter that is named like a secret, with a value",
    settings({ API_TOKEN: { type: "parameter", value: "hunter2" } }),
    ["SETTING_VALUE_IN_PROGRAM variables.API_TOKEN.value"],
  ],
  [
    "a URL with a password as a parameter",
    settings({ DATABASE_URL: { type: "parameter", value: "postgres://web:hunter2@db/web" } }),
    ["SETTING_VALUE_IN_PROGRAM variables.DATABASE_URL.value"],
  ],
  ["an empty value", settings({ A: { type: "parameter", value: "" } }), ["EMPTY variables.A.value"]],
  ["a number as a value", settings({ A: { type: "parameter", value: 4 } }), ["NOT_A_STRING variables.A.value"]],
  [
    "a parameter over 4 KiB",
    settings({ A: { type: "parameter", value: "x".repeat(4_097) } }),
    ["SETTING_TOO_LARGE variables.A.value"],
  ],
  [
    "a parameter over 4 KiB in bytes, not in characters",
    settings({ A: { type: "parameter", value: "é".repeat(2_049) } }),
    ["SETTING_TOO_LARGE variables.A.value"],
  ],
  [
    "an advanced parameter over 8 KiB",
    settings({ A: { type: "parameter", tier: "Advanced", value: "x".repeat(8_193) } }),
    ["SETTING_TOO_LARGE variables.A.value"],
  ],
  [
    "the tier in lower case",
    settings({ A: { type: "parameter", tier: "advanced" } }),
    ["INVALID_VALUE variables.A.tier"],
  ],
  [
    "the version 0",
    settings({ A: { type: "secureParameter", value: unresolved, version: 0 } }),
    ["INVALID_NUMBER variables.A.version"],
  ],
  [
    "a generated value of 4 characters",
    settings({ A: { type: "generated", group: "db", length: 4 } }),
    ["INVALID_NUMBER variables.A.length"],
  ],
  [
    "an alphabet of one character",
    settings({ A: { type: "generated", group: "db", alphabet: "aaaa" } }),
    ["INVALID_ALPHABET variables.A.alphabet"],
  ],
  [
    "a group with a value for only one of two settings",
    settings({ A: { type: "secret", group: "db", value: unresolved }, B: { type: "secret", group: "db" } }),
    ["SETTING_VALUES_MIXED variables.B"],
  ],
  [
    "a group with a value and a generated one",
    settings({ A: { type: "secret", group: "db", value: unresolved }, B: { type: "generated", group: "db" } }),
    ["SETTING_VALUES_MIXED variables.B"],
  ],
  [
    "a group over 64 KiB",
    settings({ A: { type: "secret", group: "db", value: new Joined("x".repeat(65_536), unresolved) } }),
    ["SETTING_GROUP_TOO_LARGE variables.A"],
  ],
  [
    "a recovery window of 3 days",
    settings({ A: { type: "parameter" } }, { recoveryWindowInDays: 3 }),
    ["INVALID_RECOVERY_WINDOW recoveryWindowInDays"],
  ],
  [
    "a key of another region",
    settings({ A: { type: "secureParameter" } }, { region: "eu-west-1", kmsKey: KEY }),
    ["REGION_MISMATCH kmsKey"],
  ],
  [
    "a name of a role that is an ARN",
    settings({ A: { type: "parameter" } }, { roles: ["arn:aws:iam::123456789012:role/task"] }),
    ["INVALID_ROLE_NAME roles[0]"],
  ],
  [
    "more names than the advanced tier can hold",
    settings(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [`SETTING_${`${index}`.padStart(40, "0")}`, { type: "parameter" }]),
      ),
    ),
    ["TOO_MANY variables"],
  ],
  [
    "a setting that is an environment variable, too",
    appSettings({}, { environmentVariables: { API_URL: "https://example.com" } }),
    ["SETTING_IN_TWO_PLACES environmentVariables.API_URL"],
  ],
  [
    "a setting that is an environment variable of a branch",
    appSettings({}, { branches: { main: { environmentVariables: { API_URL: "https://example.com" } } } }),
    ["SETTING_IN_TWO_PLACES branches.main.environmentVariables.API_URL"],
  ],
  [
    "the path as an environment variable",
    appSettings({}, { environmentVariables: { SETTINGS_PATH: "/papyrus/prd" } }),
    ["SETTING_IN_TWO_PLACES environmentVariables.SETTINGS_PATH"],
  ],
  [
    "a branch with the path of the app",
    appSettings({ branches: { main: { path: "/papyrus/prd" } } }, { branches: { main: { computeRole: {} } } }),
    ["SETTING_IN_TWO_PLACES settings.branches.main.path"],
  ],
  [
    "an app with settings and no compute role",
    appSettings({}, { computeRole: undefined }),
    ["SETTINGS_WITHOUT_ROLE settings"],
  ],
  [
    "an app with settings and an existing compute role",
    appSettings({}, { computeRole: "arn:aws:iam::123456789012:role/web" }),
    ["SETTINGS_WITHOUT_ROLE settings"],
  ],
  [
    "a branch with settings and no compute role",
    appSettings({ branches: { main: { path: "/papyrus/main" } } }, { branches: { main: {} } }),
    ["SETTINGS_WITHOUT_ROLE settings.branches.main"],
  ],
  [
    "settings of a branch that is not there",
    appSettings({ branches: { man: { path: "/papyrus/main" } } }, { branches: { main: {} } }),
    ["UNKNOWN_PROPERTY settings.branches.man"],
  ],
  ["settings without a path", appSettings({ path: undefined }), ["REQUIRED settings.path"]],
  [
    "a build specification that does not pass the path on",
    appSettings({}, { buildSpec: "version: 1\nfrontend: {}" }),
    ["SETTINGS_PATH_NOT_IN_BUILD_SPEC buildSpec"],
  ],
  [
    "an imported app whose variables are left out",
    appSettings({}, { importId: "d123456789", serviceRole: { logs: { import: true } } }),
    ["REQUIRED environmentVariables"],
  ],
  [
    "variables that are known only after deploy as a whole",
    appSettings({}, { environmentVariables: unresolved }),
    ["VALUE_REQUIRED_AT_SYNTH environmentVariables"],
  ],
  [
    "a role for another service",
    computeRole({ trustedService: "ecs-tasks.amazonaws.com" }),
    ["UNKNOWN_PROPERTY trustedService"],
  ],
];
