import { type Located, locatedConditions, nothing } from "../lint/located.js";
import { locatedValue, oneOrMore, plainStatement } from "../lint/read-statement.js";
import { checkStatement } from "../lint/rules/index.js";
import type { Statement } from "../policy/document.js";
import type { Place } from "../read/place.js";
import { present } from "../read/present.js";
import { known, type Reader, record, shape, someOf, text } from "../read/readers.js";
import { grantsByAction } from "./catalogue.js";

const located =
  (reader: Reader<string>): Reader<Located> =>
  (value, at) => {
    const read = reader(value, at);
    return read === undefined ? undefined : { text: read, at };
  };

/** A `CustomStatement` with the place of each of its parts. */
interface LocatedCustomStatement {
  readonly actions: readonly Located[];
  readonly resources: readonly Located[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly Located[]>>>>;
  readonly sid?: Located;
}

const statement = shape<LocatedCustomStatement>(
  {
    actions: someOf(located(known(text, "action", 'it as plain text: "sqs:SendMessage"')), "action"),
    resources: someOf(located(text), "resource"),
    conditions: record(record(oneOrMore(locatedValue, "value"))),
    sid: located(text),
  },
  ["actions", "resources"],
);

/** Reads the options of an `allow` grant as a statement, and holds it to the rules that a policy is held to. */
export function expandAllow(value: unknown, at: Place): readonly Statement[] {
  const read = statement(value, at);
  if (read === undefined) return [];
  const { actions = [], resources = [], conditions = {}, sid } = read;
  const allowed = {
    ...nothing,
    at,
    called: "this grant",
    effect: "Allow" as const,
    ...present({ sid }),
    actions,
    resources,
    conditions: locatedConditions(conditions, at.member("conditions")),
  };
  checkStatement(allowed, { type: "identity", grantFor: (action) => grantsByAction.get(action) });
  return [plainStatement(allowed)];
}
