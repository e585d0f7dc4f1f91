/** What functions of a text found out about it, by their numbers. */
export type Known = unknown[];

/** More than the distinct strings of a thousand policies. */
const MOST = 50_000;
/** Longer strings hardly ever appear twice. */
const LONGEST = 256;

/** Represents `undefined`. */
const NOTHING = Symbol("nothing");

const knownByText = new Map<string, Known>();
/** One entry for each function. */
const nothingYet: undefined[] = [];

/**
 * What is known about a text. The same actions and ARNs appear in many policies, and many rules look at each of them. So a
 * text is looked up once, where it is parsed.
 */
export function knownOf(text: string): Known {
  if (text.length > LONGEST) return nothingYet.slice();
  let known = knownByText.get(text);
  if (known === undefined) {
    known = nothingYet.slice();
    if (knownByText.size >= MOST) knownByText.clear();
    knownByText.set(text, known);
  }
  return known;
}

/** A text, and what is known about it. */
export interface Text {
  readonly text: string;
  readonly known: Known;
}

/**
 * A function of the text of a string in a policy, which is called once for each text.
 *
 * @param compute gets the string, too, for other functions of its text
 */
export function perText<T>(compute: (text: string, of: Text) => T): (of: Text) => T {
  const number = nothingYet.push(undefined) - 1;
  return (of) => {
    const found = of.known[number];
    if (found !== undefined) return (found === NOTHING ? undefined : found) as T;
    const result = compute(of.text, of);
    of.known[number] = result === undefined ? NOTHING : result;
    return result;
  };
}
