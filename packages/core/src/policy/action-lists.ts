import { toArray } from "./document.js";
import { sorted } from "./order.js";

/** Actions in order, each once. */
export type ActionList = readonly string[];

/** Holds each set of actions once, so that two statements with the same actions have the same list. */
export class ActionLists {
  readonly #byText = new Map<string, ActionList>();
  readonly #numbers = new Map<ActionList, number>();
  readonly #unions = new Map<string, ActionList>();
  /** Those asked for last: most statements have the actions of one of a few grants. */
  readonly #recent: { given: string | readonly string[]; list: ActionList }[] = [];
  #next = 0;

  /** The list of these actions, in whatever order they come. */
  of(actions: string | readonly string[]): ActionList {
    for (const { given, list } of this.#recent) if (isSame(given, actions)) return list;
    const list = this.#find(actions);
    this.#recent[this.#next++ % RECENT] = { given: actions, list };
    return list;
  }

  #find(actions: string | readonly string[]): ActionList {
    const text = textOf(actions);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const inOrder = sorted(toArray(actions));
    const list = this.#byText.get(textOf(inOrder)) ?? inOrder;
    this.#byText.set(text, list).set(textOf(list), list);
    return list;
  }

  /** The list of all actions of several lists. */
  union(lists: ReadonlySet<ActionList>): ActionList {
    const text = Array.from(lists, (list) => this.#numberOf(list)).join();
    const known = this.#unions.get(text);
    if (known !== undefined) return known;
    const union = this.of([...lists].flat());
    this.#unions.set(text, union);
    return union;
  }

  #numberOf(list: ActionList): number {
    const number = this.#numbers.get(list) ?? this.#numbers.size;
    this.#numbers.set(list, number);
    return number;
  }
}

const RECENT = 8;

function isSame(a: string | readonly string[], b: string | readonly string[]): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** No text that IAM takes holds the separator. */
const textOf = (actions: string | readonly string[]) => (typeof actions === "string" ? actions : actions.join("\0"));
