import type { Statement } from "../policy/document.js";
import { hash } from "../util/hash.js";
import { shellQuoted } from "../util/shell-quoted.js";

/** Adds an inline policy to a role, or replaces it: https://docs.aws.amazon.com/cli/latest/reference/iam/put-role-policy.html */
export const putRolePolicy = (role: string, name: string, statements: readonly unknown[]): string =>
  `aws iam put-role-policy --role-name ${shellQuoted(role)} --policy-name ${shellQuoted(name)} --policy-document ${shellQuoted(
    JSON.stringify({ Version: "2012-10-17", Statement: statements }),
  )}`;

/** Adds what allows an action. Each grant gets a policy of its own, so that no command undoes another one. */
export const allowCommand = (role: string, action: string, statements: readonly Statement[]): string =>
  putRolePolicy(role, `allow-${action.replace(":", "-")}-${hash(JSON.stringify(statements))}`, statements);
