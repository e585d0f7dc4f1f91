import type { Report } from "../../findings/finding.js";
import { empty, notAnObject, unknownProperty } from "../../findings/messages.js";
import { anyString, array, isRecord, object, oneOf, record, resolved, type Schema } from "../../schema/schema.js";
import { omitUndefined } from "../../util/omit-undefined.js";
import type { Statement } from "../document.js";
import { checkElements, type PolicyType } from "./elements.js";
import {
  EMPTY_STATEMENT,
  type Located,
  type LocatedPrincipal,
  type LocatedStatement,
  locatedConditions,
} from "./located.js";

const located: Schema<Located> = (value, context) => {
  const read = anyString(value, context);
  return read === undefined ? undefined : { text: read, context };
};

/** A string, a boolean or a number. IAM compares all as strings. */
export const locatedValue: Schema<Located> = (value, context) =>
  typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))
    ? { text: String(value), context, json: typeof value as "boolean" | "number" }
    : located(value, context);

/** IAM accepts an empty array or object. It has no effect. */
const withoutEffect = (report: Report): Report => ({ ...report, severity: "suggestion", strictSeverity: "error" });

/** A value, or a nonempty array. */
export function oneOrMore<T>(schema: Schema<T>, what: string): Schema<readonly T[]> {
  return (value, context) => {
    if (Array.isArray(value)) {
      return value.length === 0 ? context.report(withoutEffect(empty(what))) : array(schema)(value, context);
    }
    const read = schema(value, context);
    return read === undefined ? undefined : [read];
  };
}

/** A name decides what is granted, so it has to be known at synth. */
const resolvedName: Schema<Located> = (value, context) => {
  const read = resolved(anyString, "action")(value, context);
  return read === undefined ? undefined : { text: read, context };
};

const PRINCIPAL_TYPES = ["AWS", "CanonicalUser", "Federated", "Service"];

const principals: Schema<readonly LocatedPrincipal[]> = (value, context) => {
  if (value === "*") return [{ type: "*", text: "*", context }];
  if (!isRecord(value)) return context.report(notAnObject(value));
  const types = record(oneOrMore(located, "principal"), (type, property) => {
    if (!PRINCIPAL_TYPES.includes(type)) property.report(unknownProperty(type, PRINCIPAL_TYPES));
  })(value, context);
  if (types !== undefined && Object.keys(types).length === 0) return context.report(withoutEffect(empty("principal")));
  return Object.entries(types ?? {})
    .filter(([type]) => PRINCIPAL_TYPES.includes(type))
    .flatMap(([type, of]) => of.map((principal) => ({ ...principal, type })));
};

type Read = {
  readonly Sid?: Located;
  readonly Effect?: Statement["Effect"];
  readonly Principal?: readonly LocatedPrincipal[];
  readonly NotPrincipal?: readonly LocatedPrincipal[];
  readonly Action?: readonly Located[];
  readonly NotAction?: readonly Located[];
  readonly Resource?: readonly Located[];
  readonly NotResource?: readonly Located[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly Located[]>>>>;
};

const operators = record(record(oneOrMore(locatedValue, "value")));

/** Conditions by operator and key. An empty object has no effect. */
const conditions: typeof operators = (value, context) => {
  if (isRecord(value)) {
    if (Object.keys(value).length === 0) context.report(emptyCondition());
    for (const [name, keys] of Object.entries(value)) {
      if (isRecord(keys) && Object.keys(keys).length === 0) context.property(name).report(emptyCondition());
    }
  }
  return operators(value, context);
};

const members = (effect: Schema<Statement["Effect"]>, name: Schema<Located>) =>
  object<Read>(
    {
      Sid: located,
      Effect: effect,
      Principal: principals,
      NotPrincipal: principals,
      Action: oneOrMore(name, "action"),
      NotAction: oneOrMore(name, "action"),
      Resource: oneOrMore(located, "resource"),
      NotResource: oneOrMore(located, "resource"),
      Condition: conditions,
    },
    ["Effect"],
  );

const effects = oneOf("Allow", "Deny");
const statementSchema = members(resolved(effects, "effect", '"Allow" or "Deny"'), resolvedName);
/** In a template, everything can be filled in later. */
const templateSchema = members(effects, located);

/** Parses a statement, and reports what violates the grammar. */
export function parseStatement(type: PolicyType, called: string, templates = false): Schema<LocatedStatement> {
  return (value, context) => {
    const read = (templates ? templateSchema : statementSchema)(value, context);
    if (read === undefined) return undefined;
    checkElements(value as Record<string, unknown>, type, context);
    if (read.Effect === undefined) return undefined;
    // An element that the type of policy forbids is reported once, and not checked further.
    const whom = type !== "identity" ? { principals: read.Principal, notPrincipals: read.NotPrincipal } : {};
    const onWhat = type !== "trust" ? { resources: read.Resource, notResources: read.NotResource } : {};
    return {
      ...EMPTY_STATEMENT,
      ...omitUndefined({
        context,
        called,
        effect: read.Effect,
        sid: read.Sid,
        ...whom,
        actions: read.Action,
        notActions: read.NotAction,
        ...onWhat,
      }),
      ...(read.Condition === undefined
        ? {}
        : { conditions: locatedConditions(read.Condition, context.property("Condition")) }),
    };
  };
}

/** The statement in IAM's grammar. */
export function plainStatement(statement: LocatedStatement): Statement {
  const texts = (of: readonly Located[]) => {
    const [first] = of;
    return of.length === 0 ? undefined : of.length === 1 ? first?.text : of.map((entry) => entry.text);
  };
  return {
    // IAM treats an empty Sid as absent.
    ...omitUndefined({ Sid: statement.sid?.text || undefined }),
    Effect: statement.effect,
    ...omitUndefined({
      Principal: plainPrincipals(statement.principals),
      NotPrincipal: plainPrincipals(statement.notPrincipals),
      Action: texts(statement.actions),
      NotAction: texts(statement.notActions),
      Resource: texts(statement.resources),
      NotResource: texts(statement.notResources),
      Condition: plainConditions(statement),
    }),
  };
}

function plainPrincipals(principals: readonly LocatedPrincipal[]): Statement["Principal"] {
  if (principals.length === 0) return undefined;
  if (principals.some(({ type }) => type === "*")) return "*";
  const types = [...new Set(principals.map(({ type }) => type))];
  return Object.fromEntries(
    types.map((type) => [type, principals.filter((principal) => principal.type === type).map((one) => one.text)]),
  );
}

function plainConditions({ conditions }: LocatedStatement): Statement["Condition"] {
  if (conditions.length === 0) return undefined;
  const byOperator: Record<string, Record<string, string | readonly string[]>> = Object.create(null);
  for (const { name, key, values } of conditions) {
    const keys = byOperator[name] ?? Object.create(null);
    const texts = values.map((value) => value.text);
    keys[key] = texts.length === 1 ? texts[0] : texts;
    byOperator[name] = keys;
  }
  return byOperator;
}

const emptyCondition = (): Report => ({
  code: "EMPTY",
  severity: "suggestion",
  message: "The condition is empty, so it has no effect.",
  fix: "Remove it, or write a condition.",
  parameters: { expected: "condition" },
});
