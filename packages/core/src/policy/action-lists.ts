import { toArray } from "./document.js";
import { sortedUnique } from "./order.js";

/** Distinct actions in order. */
export type ActionList = readonly string[];

/** Keeps one list for each set of actions: statements with the same actions have the identical list. */
export class ActionLists {
  readonly #byKey = new Map<string, ActionList>();
  readonly #numbers = new Map<ActionList, number>();
  readonly #unions = new Map<string, ActionList>();
  /** The latest requests: most statements have the actions of one of a few grants. */
  readonly #recent: { given: string | readonly string[]; list: ActionList }[] = [];
  #next = 0;

  /** The list of these actions, whatever their order. */
  of(actions: string | readonly string[]): ActionList {
    for (const { given, list } of this.#recent) if (isSame(given, actions)) return list;
    const list = this.#find(actions);
    this.#recent[this.#next++ % MAX_RECENT] = { given: actions, list };
    return list;
  }

  #find(actions: string | readonly string[]): ActionList {
    const key = keyOf(actions);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const inOrder = sortedUnique(toArray(actions));
    const list = this.#byKey.get(keyOf(inOrder)) ?? inOrder;
    this.#byKey.set(key, list).set(keyOf(list), list);
    return list;
  }

  /** The list of all actions of several lists. */
  union(lists: ReadonlySet<ActionList>): ActionList {
    const key = Array.from(lists, (list) => this.#numberOf(list)).join();
    const known = this.#unions.get(key);
    if (known !== undefined) return known;
    const union = this.of([...lists].flat());
    this.#unions.set(key, union);
    return union;
  }

  #numberOf(list: ActionList): number {
    const number = this.#numbers.get(list) ?? this.#numbers.size;
    this.#numbers.set(list, number);
    return number;
  }
}

const MAX_RECENT = 8;

function isSame(a: string | readonly string[], b: string | readonly string[]): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** IAM accepts no action that contains the separator. */
const keyOf = (actions: string | readonly string[]) => (typeof actions === "string" ? actions : actions.join("\0"));
