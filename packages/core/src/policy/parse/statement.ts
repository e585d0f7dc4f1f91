import { empty, notAnObject, unknownProperty } from "../../findings/messages.js";
import {
  anyString,
  isPlainString,
  isRecord,
  isUnresolvedStructure,
  object,
  oneOf,
  record,
  resolved,
  type Schema,
} from "../../schema/schema.js";
import { omitUndefined } from "../../util/omit-undefined.js";
import type { Statement } from "../document.js";
import { conditions } from "./conditions.js";
import { checkElements, type PolicyType } from "./elements.js";
import {
  isOpenKey,
  Located,
  LocatedPrincipal,
  type LocatedStatement,
  locatedConditions,
  UNKNOWN_TYPE,
} from "./located.js";
import { perText } from "./per-text.js";
import { located, oneOrMore, withoutEffect } from "./values.js";

const isAccepted = perText(isPlainString);

/**
 * `oneOrMore(located, what)`, which is most of a policy: strings that nothing is wrong with need no context of their own.
 */
function strings(what: string): Schema<readonly Located[]> {
  const slow = oneOrMore(located, what);
  return (value, context) => {
    if (!Array.isArray(value) || value.length === 0) return slow(value, context);
    const read: Located[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      const fast = typeof item === "string" ? new Located(item, context, index) : undefined;
      const one = fast !== undefined && isAccepted(fast) ? fast : located(item, context.index(index));
      if (one !== undefined) read.push(one);
    }
    return read;
  };
}

/** A name decides what is granted, so it has to be known at synth. */
const resolvedName: Schema<Located> = (value, context) => {
  const read = resolved(anyString, "action")(value, context);
  return read === undefined ? undefined : new Located(read, context);
};

const PRINCIPAL_TYPES = ["AWS", "CanonicalUser", "Federated", "Service"];

/** @param templates whether all of it, and the names of its types, can be filled in later */
const principals =
  (templates: boolean): Schema<readonly LocatedPrincipal[]> =>
  (value, context) => {
    if (value === "*") return [new LocatedPrincipal("*", "*", context)];
    if (templates && isUnresolvedStructure(value)) return [new LocatedPrincipal(UNKNOWN_TYPE, value, context)];
    if (!isRecord(value)) return context.report(notAnObject(value));
    const isOpen = (type: string) => templates && isOpenKey(type);
    const types = record(oneOrMore(located, "principal"), (type, property) => {
      if (!PRINCIPAL_TYPES.includes(type) && !isOpen(type)) property.report(unknownProperty(type, PRINCIPAL_TYPES));
    })(value, context);
    if (types !== undefined && Object.keys(types).length === 0)
      return context.report(withoutEffect(empty("principal")));
    return Object.entries(types ?? {})
      .filter(([type]) => PRINCIPAL_TYPES.includes(type) || isOpen(type))
      .flatMap(([type, of]) =>
        of.map(({ text, context: at }) => new LocatedPrincipal(isOpen(type) ? UNKNOWN_TYPE : type, text, at)),
      );
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

const members = (
  effect: Schema<Statement["Effect"]>,
  names: Schema<readonly Located[]>,
  { templates, required = ["Effect"] }: { readonly templates: boolean; readonly required?: readonly "Effect"[] },
) =>
  object<Read>(
    {
      Sid: located,
      Effect: effect,
      Principal: principals(templates),
      NotPrincipal: principals(templates),
      Action: names,
      NotAction: names,
      Resource: strings("resource"),
      NotResource: strings("resource"),
      Condition: conditions(templates),
    },
    required,
  );

const effects = oneOf("Allow", "Deny");
const statementSchema = members(resolved(effects, "effect", '"Allow" or "Deny"'), oneOrMore(resolvedName, "action"), {
  templates: false,
});
/** In a template, everything can be filled in later. */
const templateSchema = members(effects, strings("action"), { templates: true });
/** Without the elements whose names are filled in later, which may be any that the others lack. */
const openSchema = members(effects, strings("action"), { templates: true, required: [] });

/**
 * Parses a statement, and reports what violates the grammar.
 *
 * @param templates whether it, its elements and their names can be filled in later. If the name of an element is, what the
 *   statement says is not known
 */
export function parseStatement(type: PolicyType, called: string, templates = false): Schema<LocatedStatement> {
  return (value, context) => {
    if (templates && isUnresolvedStructure(value)) return undefined;
    const open = templates && isRecord(value) && Object.keys(value).some(isOpenKey);
    const given = open ? Object.fromEntries(Object.entries(value).filter(([name]) => !isOpenKey(name))) : value;
    const read = (open ? openSchema : templates ? templateSchema : statementSchema)(given, context);
    if (read === undefined) return undefined;
    checkElements(given as Record<string, unknown>, type, context, open);
    if (open) return undefined;
    if (read.Effect === undefined) return undefined;
    // An element that the type of policy forbids is reported once, and not checked further.
    const whom = type !== "identity";
    const onWhat = type !== "trust";
    return {
      context,
      called,
      effect: read.Effect,
      ...(read.Sid === undefined ? {} : { sid: read.Sid }),
      principals: (whom ? read.Principal : undefined) ?? [],
      notPrincipals: (whom ? read.NotPrincipal : undefined) ?? [],
      actions: read.Action ?? [],
      notActions: read.NotAction ?? [],
      resources: (onWhat ? read.Resource : undefined) ?? [],
      notResources: (onWhat ? read.NotResource : undefined) ?? [],
      conditions: read.Condition === undefined ? [] : locatedConditions(read.Condition, context.property("Condition")),
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
