import type { FoundPolicy } from "./find-policies.js";
import { type Choices, conditionsIn } from "./resolve.js";

/** A policy with many conditions is not checked for each of them. */
const MOST_CHECKS = 500;

/**
 * Which findings can be there. Conditions may exclude each other, as `var.prod` and `var.env == "dev"` do, and nothing says
 * whether two branches of different conditions are ever there together. So a finding that disappears when either of two
 * conditions is otherwise is left out, unless one is in a branch of the other.
 *
 * @param keysUnder the keys of the findings under choices
 */
export function possibleFindings(
  { value, given, documents }: FoundPolicy,
  keysUnder: (choices: Choices) => ReadonlySet<string> | undefined,
): (choices: Choices, key: string) => boolean {
  const { branches, chains } = conditionsIn(value, given);
  if (chains.length < 2) return () => true;
  const known = new Map<string, ReadonlySet<string> | undefined>();
  const keys = (choices: Choices) => {
    const id = JSON.stringify([...choices].sort());
    if (!known.has(id)) known.set(id, keysUnder(choices));
    return known.get(id);
  };
  let checks = documents.length;
  return (choices, key) => {
    const needed = Array.from(branches).filter(([condition, { count, otherwise }]) => {
      const current = choices.get(condition) ?? otherwise;
      return Array.from({ length: count }, (_, index) => index).some((index) => {
        if (index === current || checks > MOST_CHECKS) return false;
        checks += 1;
        return keys(new Map(choices).set(condition, index))?.has(key) === false;
      });
    });
    return needed.length < 2 || chains.some((chain) => needed.every(([condition]) => chain.has(condition)));
  };
}
