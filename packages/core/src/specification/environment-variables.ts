import type { Report } from "../findings/finding.js";
import { ACCESS_KEY_ID, secretIn } from "../findings/secret.js";
import { counted, describeType, grouped, quoted } from "../findings/text.js";
import { isUnresolved, minLength, toDisplayString, unresolvedIndexes } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import { orUnresolved, record, type Schema, string } from "../schema/schema.js";
import { memoize } from "../util/memoize.js";
import { secretString } from "./secrets.js";

/** https://docs.aws.amazon.com/amplify/latest/userguide/environment-variables.html */
const MAX_VALUE_LENGTH = 5_500;
/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html */
const MAX_NAME_LENGTH = 255;

const invalidVariableName = (name: string): Report => ({
  code: "INVALID_LENGTH",
  message: `The name of a variable must have 1 to ${counted(MAX_NAME_LENGTH, "character")}, got ${grouped(name.length)}.`,
  fix: `Write 1 to ${counted(MAX_NAME_LENGTH, "character")}.`,
  parameters: { found: toDisplayString(name), length: name.length, least: 1, most: MAX_NAME_LENGTH },
});

const reservedVariable = (name: string): Report => ({
  code: "RESERVED_VARIABLE",
  message: `Amplify does not accept ${quoted(name)}, because the name starts with "AWS".`,
  fix: "Use another name. At run time, AWS_REGION already contains the region.",
  parameters: { name: toDisplayString(name) },
});

/** Both tools lose it on the way, as a property of that name sets the prototype of an object. */
const prototypeVariable = (): Report => ({
  code: "RESERVED_VARIABLE",
  message: 'A variable cannot have the name "__proto__", because JavaScript tools lose it.',
  fix: "Use another name.",
  parameters: { name: "__proto__" },
});

const variableTooLong = (name: string, length: number): Report => ({
  code: "VARIABLE_TOO_LONG",
  message: `The value of ${quoted(name)} must have at most ${counted(MAX_VALUE_LENGTH, "character")}, got ${grouped(length)}.`,
  fix: "Store the value in Parameter Store or Secrets Manager, and read it at run time.",
  parameters: { name: toDisplayString(name), length, most: MAX_VALUE_LENGTH },
});

const accessKeyInVariable = (name: string): Report => ({
  code: "ACCESS_KEY_IN_VARIABLE",
  message: `The value of ${quoted(name)} looks like an access key. Everyone with access to the app can read it.`,
  fix: "Delete the key. Give the app a compute role with grants instead; the SDK finds the role's credentials by itself.",
  parameters: { name: toDisplayString(name) },
});

/** A secret access key is 40 characters of base64. Only the variable's name tells it from other strings. */
const SECRET_ACCESS_KEY = /^[A-Za-z0-9/+]{40}$/;
const NAMED_LIKE_A_KEY = /(secret|access)_?(access_?)?key/i;

const SECRET_WORD =
  "(PASSWORD|PASSWD|PASSPHRASE|SECRET|PRIVATE_?KEY|CREDENTIALS?|(?<![A-Z])PWD(?![A-Z])|(DB|DATABASE|MYSQL|POSTGRES|REDIS|SMTP|USER|ADMIN)_?PASS(?![A-Z])";
/** Keys that are secrets. Others are not: `PRIMARY_KEY`, `SITE_KEY`, `PUBLIC_KEY`, `KMS_KEY`. */
const SECRET_KEY =
  "|API_?KEY|(?<![A-Z])(PIN|OTP)(?![A-Z])|(?<![A-Z])(ENCRYPTION|SIGNING|MASTER|AUTH|SESSION|ACCESS|SERVICE_ROLE|STRIPE|OPENAI|SENDGRID|WEBHOOK)_?KEY|TOKEN";
/** Names of where a secret is, or of how long it lives. Such a variable does not hold the secret. */
const NOT_ITSELF =
  ")(?!_?(ARN|ID|NAME|PATH|PREFIX|URL|URI|FILE|REGION|TTL|EXPIR|LENGTH|COUNT|ROTATION|POLICY|ENDPOINT|TYPE|HEADER|LIMIT))";
const NAMED_LIKE_A_SECRET = new RegExp(`${SECRET_WORD}${SECRET_KEY}${NOT_ITSELF}`, "i");

/**
 * Variables that the framework puts into what the browser loads. Keys and tokens of browsers are public: those of maps,
 * analytics, payments. Passwords are not.
 */
const REACHES_THE_BROWSER = /^(NEXT_PUBLIC_|NUXT_PUBLIC_|PUBLIC_|VITE_|REACT_APP_|GATSBY_)/i;
const NEVER_PUBLIC = new RegExp(`${SECRET_WORD}${NOT_ITSELF}`, "i");

/** Every branch has variables of the same names. */
const isNamedLikeASecret = memoize((name): boolean =>
  (REACHES_THE_BROWSER.test(name) ? NEVER_PUBLIC : NAMED_LIKE_A_SECRET).test(name),
);

/** A reference to a secret, or a setting: an ARN, a parameter's name, a Boolean, a number of at most three digits. */
const NOT_A_SECRET = /^(|arn:.*|\/[\w./-]+|true|false|\d{1,3})$/;

/** What a variable's name or value looks like, if it is a secret: `a GitHub token`, `a secret`. */
export const looksSecret = (name: string, value: string): string | undefined =>
  secretIn(value) ?? (isNamedLikeASecret(name) && !NOT_A_SECRET.test(value) ? "a secret" : undefined);

const secretInVariable = (name: string, found: string): Report => ({
  code: "SECRET_IN_VARIABLE",
  severity: "warning",
  message: `${quoted(name)} looks like ${found}. Everyone with access to the app can read it, and the running server cannot.`,
  fix: "Store it in Secrets Manager or Parameter Store, pass its name, and read it at run time with a grant.",
  parameters: { name: toDisplayString(name), found },
});

/** Reports variables that Amplify does not accept, and values that look like access keys. */
function checkVariables(variables: Readonly<Record<string, string>>, context: Context): void {
  for (const [name, value] of Object.entries(variables)) {
    const variable = context.property(name);
    if (name === "" || name.length > MAX_NAME_LENGTH) variable.report(invalidVariableName(name));
    if (name === "__proto__") variable.report(prototypeVariable());
    if (name.startsWith("AWS")) variable.report(reservedVariable(name));
    const length = minLength(value);
    if (length > MAX_VALUE_LENGTH) variable.report(variableTooLong(name, length));
    const secret = SECRET_ACCESS_KEY.test(value) && NAMED_LIKE_A_KEY.test(name);
    if (ACCESS_KEY_ID.test(value) || secret) variable.report(accessKeyInVariable(name));
    else if (isUnresolved(value))
      for (const index of unresolvedIndexes(value)) variable.reportIfSecret(index, secretInVariable(name, "a secret"));
    else {
      const found = looksSecret(name, value);
      if (found !== undefined) variable.report(secretInVariable(name, found));
    }
  }
}

/** The value of a variable. A Boolean or a short number is repeated, unless the name says that it is a secret. */
const variableValue: Schema<string> = (value, context) => {
  const isPlain = typeof value === "boolean" || (typeof value === "number" && /^\d{1,5}$/.test(`${value}`));
  return isPlain && !isNamedLikeASecret(context.name ?? "") ? string()(value, context) : text(value, context);
};
const text = secretString(string());

/** An object is expected, and what is there instead may be a secret. */
const notAnObjectOfSecrets = (value: unknown, instead: string): Report => ({
  code: "NOT_AN_OBJECT",
  message: `Expected an object, got ${describeType(value)}.`,
  fix: instead,
  parameters: { expected: "an object", found: describeType(value) },
});

const variables = orUnresolved(record(variableValue));

const VARIABLES = 'Write an object with the values by name: { API_URL: "https://api.example.com" }.';

/** The environment variables of an app's or a branch's builds. */
export const environmentVariables: Schema<Record<string, string>> = (value, context) => {
  if (typeof value !== "object" && !(typeof value === "string" && isUnresolved(value)))
    return context.report(notAnObjectOfSecrets(value, VARIABLES));
  const parsed = variables(value, context.writing(VARIABLES));
  if (typeof parsed === "object") checkVariables(parsed, context);
  return parsed;
};
