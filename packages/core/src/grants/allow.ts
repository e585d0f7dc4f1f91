import { arnOfResource } from "../placeholders/origin.js";
import type { Statement } from "../policy/document.js";
import { EMPTY_STATEMENT, Located, locatedConditions } from "../policy/parse/located.js";
import { plainStatement } from "../policy/parse/statement.js";
import { locatedValue, oneOrMore } from "../policy/parse/values.js";
import { checkStatement } from "../policy/rules/index.js";
import type { Context } from "../schema/context.js";
import { anyString, nonEmptyArray, object, record, resolved, type Schema } from "../schema/schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { grantForAction } from "./definitions.js";

const located =
  (schema: Schema<string>): Schema<Located> =>
  (value, context) => {
    const text = schema(value, context);
    return text === undefined ? undefined : new Located(text, context);
  };

/** An ARN or another pattern of resources, or a resource of the program, whose ARN is meant. */
const anyArn: Schema<string> = (value, context) => anyString(arnOfResource(value), context);

/** A `CustomStatement` with the context of each of its parts. */
interface LocatedCustomStatement {
  readonly actions: readonly Located[];
  readonly resources: readonly Located[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly Located[]>>>>;
  readonly sid?: Located;
}

const customStatement = object<LocatedCustomStatement>(
  {
    actions: nonEmptyArray(located(resolved(anyString, "action", 'it as a plain string: "sqs:SendMessage"')), "action"),
    resources: nonEmptyArray(located(anyArn), "resource"),
    conditions: record(record(oneOrMore(locatedValue, "value"))),
    sid: located(anyString),
  },
  ["actions", "resources"],
);

/** Parses the options of an `allow` grant as a statement, and checks it with the same rules as a policy. */
export function expandAllow(value: unknown, context: Context): readonly Statement[] {
  const parsed = customStatement(value, context);
  if (parsed === undefined) return [];
  const { actions = [], resources = [], conditions = {}, sid } = parsed;
  const statement = {
    ...EMPTY_STATEMENT,
    context,
    called: "this grant",
    effect: "Allow" as const,
    ...omitUndefined({ sid }),
    actions,
    resources,
    conditions: locatedConditions(conditions, context.property("conditions")),
  };
  checkStatement(statement, { type: "identity", grantFor: grantForAction });
  return [plainStatement(statement)];
}
