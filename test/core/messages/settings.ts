import { checkEnvironmentFile } from "@amplify-roles/core/settings";
import { appSettings, settings, unresolved } from "../bad-input/settings.js";
import { Joined } from "../support/placeholders.js";
import { error, type Messages, planned, warning } from "./row.js";

const path = (given: string) => planned(settings({ A: { type: "parameter" } }, { path: given }));
const one = (setting: object, name = "A") => planned(settings({ [name]: setting }));
const env =
  (name: string, value: string, isAmbiguous = false) =>
  () =>
    checkEnvironmentFile([{ name, value, line: 1, isAmbiguous }]).map(({ finding }) => finding);
const longName = "N".repeat(80);
const command = "env | grep -E '^(SETTINGS_PATH)=' >> .env.production || true";

/** Codes of settings. */
export const settingsMessages: Messages = {
  INVALID_SETTINGS_PATH: [
    error(
      path("/papyrus/prd/"),
      '"/papyrus/prd/" is not a valid path of settings: it ends with a slash.',
      'Write "/papyrus/prd".',
      { found: "/papyrus/prd/" },
    ),
    error(
      path("papyrus/prd"),
      '"papyrus/prd" is not a valid path of settings: it does not start with a slash.',
      'Write "/papyrus/prd".',
      { found: "papyrus/prd" },
    ),
    error(
      path("/ssm/prd"),
      '"/ssm/prd" is not a valid path of settings: Parameter Store reserves names that start with "aws" or "ssm".',
      "Use another first part.",
      { found: "/ssm/prd" },
    ),
    error(
      path("/papyrus prd"),
      '"/papyrus prd" is not a valid path of settings: its parts are not letters, digits, _, . and - between single slashes.',
      'Write a path such as "/web/prod".',
      { found: "/papyrus prd" },
    ),
    error(
      path("/a".repeat(15)),
      `"${"/a".repeat(15)}" is not a valid path of settings: a parameter's name has at most 15 levels.`,
      "Use a shorter path.",
      { found: "/a".repeat(15) },
    ),
  ],
  INVALID_SETTING_NAME: [
    error(
      one({ type: "parameter" }, "API-URL"),
      '"API-URL" cannot be the name of a setting: it is not the name of an environment variable.',
      "Use letters, digits and underscores, and no digit at the start.",
      { name: "API-URL" },
    ),
    error(
      one({ type: "parameter" }, "AWS_PROFILE"),
      '"AWS_PROFILE" cannot be the name of a setting: the SDK reads variables that start with AWS_, and Amplify sets them.',
      "Remove it. The SDK finds the role's credentials and the region by itself.",
      { name: "AWS_PROFILE" },
    ),
    error(
      one({ type: "parameter" }, "SETTINGS_PATH"),
      '"SETTINGS_PATH" cannot be the name of a setting: the server finds its settings by this variable.',
      "Use another name.",
      { name: "SETTINGS_PATH" },
    ),
    error(
      planned(settings({ [longName]: { type: "parameter" } }, { path: `/${"p".repeat(940)}` })),
      `"${longName}" cannot be the name of a setting: path and name have more than 1,011 characters.`,
      "Use a shorter name or path.",
      { name: longName },
    ),
  ],
  SECRET_NAME_LIKE_SUFFIX: [
    error(
      one({ type: "secret", group: "db-server" }),
      'The secret\'s name would end with "-server", which looks like the six characters that Secrets Manager adds to the ARN. A secret that is looked up by its name could then be another one.',
      "Use a group whose name does not end with a hyphen and six letters or digits.",
      { found: "db-server" },
    ),
  ],
  SETTING_IN_TWO_PLACES: [
    error(
      planned(appSettings({}, { environmentVariables: { API_URL: "https://example.com" } })),
      '"API_URL" is already in settings.variables.',
      "Keep one of the two.",
      { name: "API_URL", by: "settings.variables" },
    ),
  ],
  SETTING_TOO_LARGE: [
    error(
      one({ type: "parameter", value: "x".repeat(5_000) }),
      "A parameter of the tier Standard has at most 4,096 bytes, this value has 5,000.",
      'Write tier: "Advanced" (up to 8,192 bytes, 0.05 USD per month), or shorten the value.',
      { size: 5_000, most: 4_096, tier: "Standard" },
    ),
    error(
      one({ type: "parameter", tier: "Advanced", value: "x".repeat(9_000) }),
      "A parameter of the tier Advanced has at most 8,192 bytes, this value has 9,000.",
      'Shorten the value, or use type: "secret" (up to 65,536 bytes).',
      { size: 9_000, most: 8_192, tier: "Advanced" },
    ),
  ],
  SETTING_GROUP_TOO_LARGE: [
    error(
      one({ type: "secret", group: "db", value: new Joined("x".repeat(65_536), unresolved) }),
      'A secret has at most 65,536 bytes, the group "db" has 65,544 as JSON.',
      "Move some of its settings to another group.",
      { group: "db", size: 65_544, most: 65_536 },
    ),
  ],
  SETTING_VALUE_IN_PROGRAM: [
    error(
      one({ type: "secret", group: "db", value: "hunter2" }, "DB_PASSWORD"),
      'The value of "DB_PASSWORD" has to stay hidden, but it is plain text in the program.',
      "Remove the value and run `amplify-roles settings push`, or use a sensitive TerraformVariable, or config.requireSecret(…) in Pulumi.",
      { name: "DB_PASSWORD" },
    ),
    error(
      one({ type: "parameter", value: "hunter2" }, "API_TOKEN"),
      'The value of "API_TOKEN" looks like a secret, but it is plain text in the program.',
      'Write type: "secret" or "secureParameter" without a value, and run `amplify-roles settings push`. Invalidate it if others can read the program.',
      { name: "API_TOKEN" },
    ),
  ],
  SETTING_VALUES_MIXED: [
    error(
      planned(settings({ A: { type: "secret", group: "db", value: unresolved }, B: { type: "secret", group: "db" } })),
      '"B" has no value, but other settings of the group "db" do. A deploy writes the whole group, and would remove what `amplify-roles settings push` wrote.',
      "Give all settings of the group a value, or none.",
      { name: "B", group: "db" },
    ),
  ],
  SETTINGS_WITHOUT_ROLE: [
    error(
      planned(appSettings({}, { computeRole: undefined })),
      "The app has settings, but no new compute role that could be allowed to read them.",
      "Write computeRole: {} for a new role. For an existing one, use AmplifySettings and its `grants`.",
      { role: "app" },
    ),
    error(
      planned(appSettings({ branches: { main: { path: "/papyrus/main" } } }, { branches: { main: {} } })),
      "This branch has settings of its own, but no new compute role that could be allowed to read them.",
      "Write computeRole: {} for a new role. For an existing one, use AmplifySettings and its `grants`.",
      { role: "branch" },
    ),
  ],
  SETTINGS_PATH_NOT_IN_BUILD_SPEC: [
    warning(
      planned(appSettings({}, { buildSpec: "version: 1" })),
      "The build specification does not pass SETTINGS_PATH on, so the running server cannot find its settings.",
      `Add this command before the framework's build: ${command}.`,
      { command },
    ),
  ],
  INVALID_RECOVERY_WINDOW: [
    error(
      planned(settings({ A: { type: "parameter" } }, { recoveryWindowInDays: 3 })),
      "Secrets Manager does not support a recovery window of 3 days.",
      "Write a whole number from 7 to 30, or 0 to delete secrets at once.",
      { found: 3 },
    ),
  ],
  INVALID_NUMBER: [
    error(
      one({ type: "generated", group: "db", length: 4 }),
      "The length must be a whole number from 8 to 4,096, got 4.",
      "Write a whole number from 8 to 4096.",
      { what: "length", found: 4, least: 8, most: 4_096 },
    ),
  ],
  INVALID_ALPHABET: [
    error(
      one({ type: "generated", group: "db", alphabet: "aaaa" }),
      "The alphabet must have 2 to 256 different characters, got 1.",
      'Write the characters to choose from, each once: "abcdef0123456789".',
      { found: 1 },
    ),
  ],
  PRIVATE_KEY_IN_ENV: [
    error(
      env("SIGNING_KEY", ["-----BEGIN RSA PRIVATE", " KEY-----\nsecret-part"].join("")),
      '"SIGNING_KEY" is a private key.',
      "Remove it from the file and replace the key, which others may have read. Write the new one to a secret of its own: `aws secretsmanager put-secret-value --secret-id <name> --secret-string file://key.pem`.",
      { name: "SIGNING_KEY" },
    ),
  ],
  AMBIGUOUS_ENV_VALUE: [
    error(
      env("DB_PASSWORD", "a", true),
      'The value of "DB_PASSWORD" contains a "#" without quotes. Some parsers end the value there, others do not.',
      "Write quotes around the value.",
      { name: "DB_PASSWORD" },
    ),
  ],
};
