import type { Report } from "../findings/finding.js";
import { notASecretString } from "../findings/messages.js";
import { secretIn } from "../findings/secret.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import type { Schema } from "../schema/schema.js";

const literalSecret = (what: string): Report => ({
  code: "LITERAL_SECRET",
  severity: "warning",
  message: `The ${what} is plain text in the program, so it is also in the files that the tool writes.`,
  fix: "Use a sensitive TerraformVariable, or config.requireSecret(…) in Pulumi.",
  parameters: { what },
});

const secretInArgument = (found: string): Report => ({
  code: "SECRET_IN_ARGUMENT",
  message: `This contains ${found}. Everyone with access to the app can read it.`,
  fix: "Remove it, and invalidate it: it has been exposed. Read secrets from Secrets Manager or Parameter Store.",
  parameters: { found },
});

const secretInRepository = (): Report => ({
  code: "SECRET_IN_ARGUMENT",
  message: "The address of the repository contains credentials. Everyone with access to the app can read it.",
  fix: 'Write the address without them, and pass the token as "accessToken".',
  parameters: { found: "credentials" },
});

/** A secret: a string that no finding repeats, whatever it is. */
export const secretString =
  (schema: Schema<string>): Schema<string> =>
  (value, context) =>
    typeof value === "string" ? schema(value, context) : context.report(notASecretString(value));

/**
 * A secret that should be known only after deploy.
 *
 * @param what it is, for messages: `access token`
 */
export function deployTimeSecret(what: string, schema: Schema<string>): Schema<string> {
  const string = secretString(schema);
  return (value, context) => {
    const parsed = string(value, context);
    if (parsed !== undefined && parsed !== "" && !isUnresolved(parsed)) context.report(literalSecret(what));
    return parsed;
  };
}

/** An argument that everyone with access to the app can read. */
export const withoutSecret =
  (schema: Schema<string>): Schema<string> =>
  (value, context) => {
    const parsed = schema(value, context);
    const found = parsed === undefined ? undefined : secretIn(parsed);
    return found === undefined ? parsed : context.report(secretInArgument(found));
  };

/** The address of a repository, without a token or a password in it. */
export const repositoryAddress =
  (schema: Schema<string>): Schema<string> =>
  (value, context) => {
    const parsed = schema(value, context);
    const isOpen = parsed !== undefined && (/^https?:\/\/[^/]*@/i.test(parsed) || secretIn(parsed) !== undefined);
    return isOpen ? context.report(secretInRepository()) : parsed;
  };
