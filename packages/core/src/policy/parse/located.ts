import { type Operator, operatorOf } from "../../aws/condition-operators.js";
import type { Context } from "../../schema/context.js";
import type { Statement } from "../document.js";

/** A text of a policy and where it stands. */
export interface Located {
  readonly text: string;
  readonly context: Context;
}

export interface LocatedCondition {
  /** As it is written: `ForAnyValue:StringLike`. */
  readonly name: string;
  /** Undefined where IAM has no such operator. */
  readonly operator: Operator | undefined;
  readonly operatorContext: Context;
  readonly key: string;
  readonly context: Context;
  readonly values: readonly Located[];
}

export interface LocatedPrincipal extends Located {
  /** `Service`, `AWS`, `Federated`, `CanonicalUser`; `*` for the text `"*"` by itself. */
  readonly kind: string;
}

/**
 * A statement with the place of each of its parts, so that the same rules report `Statement[0].Action[1]` in a document
 * and `grants[2].actions[1]` in a specification. Of what is left out the list is empty.
 */
export interface LocatedStatement {
  readonly context: Context;
  /** How it is called in messages: `Statement[0]`. */
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

/** What an absent part of a statement is. */
export const EMPTY_STATEMENT = {
  principals: [],
  notPrincipals: [],
  actions: [],
  notActions: [],
  resources: [],
  notResources: [],
  conditions: [],
} satisfies Partial<LocatedStatement>;

/** Conditions as read, flattened to one entry for each operator and key. */
export function locatedConditions(
  conditions: Readonly<Record<string, Readonly<Record<string, readonly Located[]>>>>,
  context: Context,
): readonly LocatedCondition[] {
  return Object.entries(conditions).flatMap(([name, keys]) => {
    const operatorContext = context.property(name);
    const operator = operatorOf(name);
    return Object.entries(keys).map(([key, values]) => ({
      name,
      operator,
      operatorContext,
      key,
      context: operatorContext.property(key),
      values,
    }));
  });
}
