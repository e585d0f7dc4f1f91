import { roleWithoutApp } from "../findings/messages.js";
import { type ExpandedGrant, expandGrant, MAX_ARN_LENGTH, mayHaveVariables } from "../grants/expand.js";
import { containsThisApp, withThisApp } from "../placeholders/this-app.js";
import { parsePolicyDocument } from "../policy/parse/document.js";
import type { Context } from "../schema/context.js";
import { nonEmptyArray, type Schema, written } from "../schema/schema.js";

/** A grant or a policy document of a role, expanded to its statements. */
export interface ParsedGrant extends ExpandedGrant {
  /** Where a `Sid` that is already taken is reported. */
  readonly sidContext: Context;
}

/** A schema for permissions, in which `thisApp` is the app that the role belongs to. */
const knowingItsApp =
  <T>(schema: Schema<T>): Schema<T> =>
  (value, context) => {
    if (!containsThisApp(value)) return schema(value, context);
    return context.app === undefined
      ? context.report(roleWithoutApp())
      : schema(withThisApp(value, context.app), context);
  };

const grant: Schema<ParsedGrant> = (value, context) => {
  const expanded = expandGrant(value, context);
  return expanded === undefined ? undefined : { ...expanded, sidContext: context.property("sid") };
};

const policyDocument: Schema<ParsedGrant> = (value, context) => {
  const statements = parsePolicyDocument(value, context);
  if (statements === undefined) return undefined;
  return {
    context,
    by: "policy document",
    statements,
    mayHaveVariables: mayHaveVariables(JSON.stringify(statements)),
    maxLength: MAX_ARN_LENGTH,
    sidContext: context,
  };
};

/** Grants, each with the statements that it expands to in the deployment. */
export const grants = written(
  "Write an array: [dynamodb.read(table.arn)]. What is in a grant may be known only after deploy.",
  nonEmptyArray(knowingItsApp(grant), "grant"),
);

/** Existing policies, each with its statements. */
export const policyDocuments = written(
  'Write an array: [{ Version: "2012-10-17", Statement: [ … ] }].',
  nonEmptyArray(
    written(
      "Write the document as an object, in which ARNs may be known only after deploy. Or create a policy of it, and attach it: managedPolicies: { team: policy.arn }.",
      knowingItsApp(policyDocument),
    ),
    "policy document",
  ),
);
