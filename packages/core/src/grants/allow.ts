import type { Statement } from "../policy/document.js";
import { EMPTY_STATEMENT, type Located, locatedConditions } from "../policy/parse/located.js";
import { locatedValue, oneOrMore, plainStatement } from "../policy/parse/statement.js";
import { checkStatement } from "../policy/rules/index.js";
import type { Context } from "../schema/context.js";
import { anyString, nonEmptyArray, object, record, resolved, type Schema } from "../schema/schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { grantsByAction } from "./services/index.js";

const located =
  (reader: Schema<string>): Schema<Located> =>
  (value, context) => {
    const read = reader(value, context);
    return read === undefined ? undefined : { text: read, context };
  };

/** A `CustomStatement` with the place of each of its parts. */
interface LocatedCustomStatement {
  readonly actions: readonly Located[];
  readonly resources: readonly Located[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly Located[]>>>>;
  readonly sid?: Located;
}

const statement = object<LocatedCustomStatement>(
  {
    actions: nonEmptyArray(located(resolved(anyString, "action", 'it as plain text: "sqs:SendMessage"')), "action"),
    resources: nonEmptyArray(located(anyString), "resource"),
    conditions: record(record(oneOrMore(locatedValue, "value"))),
    sid: located(anyString),
  },
  ["actions", "resources"],
);

/** Reads the options of an `allow` grant as a statement, and holds it to the rules that a policy is held to. */
export function expandAllow(value: unknown, context: Context): readonly Statement[] {
  const read = statement(value, context);
  if (read === undefined) return [];
  const { actions = [], resources = [], conditions = {}, sid } = read;
  const allowed = {
    ...EMPTY_STATEMENT,
    context,
    called: "this grant",
    effect: "Allow" as const,
    ...omitUndefined({ sid }),
    actions,
    resources,
    conditions: locatedConditions(conditions, context.property("conditions")),
  };
  checkStatement(allowed, { type: "identity", grantFor: (action) => grantsByAction.get(action) });
  return [plainStatement(allowed)];
}
