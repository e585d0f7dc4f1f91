import type { ConditionKey } from "./types.js";

/** The part of a key's name that users choose: `${TagKey}`, `<key>`, `tag-key`. It also follows a slash at the end. */
const VARIABLE_PART = /\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key/g;
const VARIES = /[$<]|tag-key|\/$/;
const constants = new Map<string, readonly string[]>();

/** Whether a text is the name of the key. Case does not matter. */
export function isConditionKey({ name }: ConditionKey, text: string): boolean {
  if (name.length === text.length && name.toLowerCase() === text.toLowerCase()) return true;
  return VARIES.test(name) && hasParts(text.toLowerCase(), constantsOf(name));
}

/** What is between the parts of a key's name that users choose. */
function constantsOf(name: string): readonly string[] {
  let parts = constants.get(name);
  if (parts === undefined) {
    parts = name.toLowerCase().replace(/\/$/, "/<key>").split(VARIABLE_PART);
    constants.set(name, parts);
  }
  return parts;
}

/** Whether a text has these parts, in this order, and at least one character between them. */
function hasParts(text: string, [start = "", ...others]: readonly string[]): boolean {
  const end = others.pop();
  if (end === undefined || !text.startsWith(start) || !text.endsWith(end)) return false;
  let position = start.length + 1;
  for (const part of others) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length + 1;
  }
  return position <= text.length - end.length;
}

/** Condition keys that are found by their names. */
export class ConditionKeys {
  readonly #byName = new Map<string, ConditionKey>();
  /** Those with a part that users choose. */
  readonly #varying: readonly ConditionKey[];

  constructor(keys: readonly ConditionKey[]) {
    for (const key of keys) {
      const name = key.name.toLowerCase();
      if (!this.#byName.has(name)) this.#byName.set(name, key);
    }
    this.#varying = keys.filter(({ name }) => VARIES.test(name));
  }

  named(name: string): ConditionKey | undefined {
    return this.#byName.get(name.toLowerCase()) ?? this.#varying.find((key) => isConditionKey(key, name));
  }
}
