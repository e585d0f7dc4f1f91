import { ACCESS_KEY_ID } from "../aws/access-key.js";
import { messages } from "../findings/messages.js";
import { minLength } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";

/** https://docs.aws.amazon.com/amplify/latest/userguide/environment-variables.html */
const LONGEST_VALUE = 5_500;
/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html */
const LONGEST_NAME = 255;

/** 40 characters of base64 are a secret access key where the variable's name says so. */
const SECRET_ACCESS_KEY = /^[A-Za-z0-9/+]{40}$/;
const NAMED_LIKE_A_KEY = /(secret|access)_?(access_?)?key/i;

/** Reports variables that Amplify refuses, and values that look like access keys. */
export function checkEnvironmentVariables(variables: Readonly<Record<string, string>>, context: Context): void {
  for (const [name, value] of Object.entries(variables)) {
    const place = context.property(name);
    if (name === "" || name.length > LONGEST_NAME) place.report(messages.badVariableName(name, LONGEST_NAME));
    if (name.startsWith("AWS")) place.report(messages.reservedVariable(name));
    const length = minLength(value);
    if (length > LONGEST_VALUE) place.report(messages.longVariable(name, length, LONGEST_VALUE));
    const secret = SECRET_ACCESS_KEY.test(value) && NAMED_LIKE_A_KEY.test(name);
    if (ACCESS_KEY_ID.test(value) || secret) place.report(messages.accessKey(name));
  }
}
