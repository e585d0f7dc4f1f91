import type { Statement } from "../policy/document.js";
import type { Place } from "../read/place.js";
import { type Operator, operatorOf } from "./operators.js";

/** A text of a policy and where it stands. */
export interface Located {
  readonly text: string;
  readonly at: Place;
}

export interface LocatedCondition {
  /** As it is written: `ForAnyValue:StringLike`. */
  readonly name: string;
  /** Undefined where IAM has no such operator. */
  readonly operator: Operator | undefined;
  readonly operatorAt: Place;
  readonly key: string;
  readonly at: Place;
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
  readonly at: Place;
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
export const nothing = {
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
  at: Place,
): readonly LocatedCondition[] {
  return Object.entries(conditions).flatMap(([name, keys]) => {
    const operatorAt = at.member(name);
    const operator = operatorOf(name);
    return Object.entries(keys).map(([key, values]) => ({
      name,
      operator,
      operatorAt,
      key,
      at: operatorAt.member(key),
      values,
    }));
  });
}
