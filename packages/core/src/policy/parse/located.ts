import { type Operator, operatorOf } from "../../aws/condition-operators.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import type { Context } from "../../schema/context.js";
import { isUnresolvedStructure } from "../../schema/schema.js";
import type { Statement } from "../document.js";
import { type Known, knownOf } from "./per-text.js";

/** A string of a policy, and where it is. */
export class Located {
  /** For `perText`. */
  readonly known: Known;

  /**
   * @param parent the context of the array that the string is in, or its own
   * @param index in the array
   * @param json what the value of a condition was in JSON, if it was no string
   */
  constructor(
    readonly text: string,
    private readonly parent: Context,
    private readonly index?: number,
    readonly json?: "boolean" | "number",
  ) {
    this.known = knownOf(text);
  }

  /** Where to report what is wrong with it. Most strings need none. */
  get context(): Context {
    return this.index === undefined ? this.parent : this.parent.index(this.index);
  }
}

export interface LocatedCondition {
  /** As in the policy: `ForAnyValue:StringLike`. */
  readonly name: string;
  /** Undefined if IAM has no such operator. */
  readonly operator: Operator | undefined;
  readonly operatorContext: Context;
  readonly key: string;
  readonly context: Context;
  readonly values: readonly Located[];
}

/**
 * Whether a name in a policy, such as a condition key, is known only after deploy, or contains a template's placeholder
 * (`${oidc_provider}:aud`).
 */
export const isOpenKey = (key: string): boolean => isUnresolved(key) || key.includes("${");

/** The type of a principal that is known only after deploy. */
export const UNKNOWN_TYPE = "unresolved";

/** Whether a statement may have conditions that are known only after deploy. */
export const mayHaveOtherConditions = ({ conditions }: Pick<LocatedStatement, "conditions">): boolean =>
  conditions.some(({ key }) => isOpenKey(key));

export class LocatedPrincipal extends Located {
  /** @param type `Service`, `AWS`, `Federated`, `CanonicalUser`; `*` for the principal `"*"`; or `UNKNOWN_TYPE` */
  constructor(
    readonly type: string,
    text: string,
    context: Context,
  ) {
    super(text, context);
  }
}

/**
 * A statement with the context of each part, so that the same rules report `Statement[0].Action[1]` in a document and
 * `grants[2].actions[1]` in a specification. The array of an absent element is empty.
 */
export interface LocatedStatement {
  readonly context: Context;
  /** Its name in messages: `Statement[0]`. */
  readonly called: string;
  readonly effect: Statement["Effect"];
  readonly sid?: Located;
  readonly principals: readonly LocatedPrincipal[];
  readonly notPrincipals: readonly LocatedPrincipal[];
  readonly actions: readonly Located[];
  readonly notActions: readonly Located[];
  readonly resources: readonly Located[];
  readonly notResources: readonly Located[];
  readonly conditions: readonly LocatedCondition[];
}

/** Several rules read them in a row. */
let latest: { readonly statement: LocatedStatement; readonly texts: readonly Located[] } | undefined;

/** Every string of a statement that its author wrote, each with its context. */
export function allTexts(statement: LocatedStatement): readonly Located[] {
  if (latest?.statement === statement) return latest.texts;
  const texts: Located[] = statement.sid === undefined ? [] : [statement.sid];
  const { principals, notPrincipals, actions, notActions, resources, notResources } = statement;
  // Not spread into `push`: a policy can have more strings than a call can have arguments.
  for (const list of [principals, notPrincipals, actions, notActions, resources, notResources])
    for (const located of list) texts.push(located);
  for (const { key, context, values } of statement.conditions) {
    texts.push(new Located(key, context));
    for (const located of values) texts.push(located);
  }
  latest = { statement, texts };
  return texts;
}

/** The absent elements of a statement. */
export const EMPTY_STATEMENT = {
  principals: [],
  notPrincipals: [],
  actions: [],
  notActions: [],
  resources: [],
  notResources: [],
  conditions: [],
} satisfies Partial<LocatedStatement>;

/** Parsed conditions, as one entry per operator and key. */
export function locatedConditions(
  conditions: Readonly<Record<string, Readonly<Record<string, readonly Located[]>>>>,
  context: Context,
): readonly LocatedCondition[] {
  return Object.entries(conditions).flatMap(([name, keys]) => {
    const operatorContext = propertyOrWhole(context, name);
    const operator = operatorOf(name);
    return Object.entries(keys).map(([key, values]) => ({
      name,
      operator,
      operatorContext,
      key,
      context: propertyOrWhole(operatorContext, key),
      values,
    }));
  });
}

/** A map that is filled in later has one property, which is the map itself. */
const propertyOrWhole = (map: Context, name: string) => (isUnresolvedStructure(name) ? map : map.property(name));
