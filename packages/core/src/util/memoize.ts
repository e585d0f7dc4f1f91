/** More than the distinct actions and ARNs of a thousand policies. */
const MOST = 50_000;
/** Longer texts hardly ever appear twice. */
const LONGEST = 256;

/** Represents `undefined` in a map. */
const NOTHING = Symbol("nothing");

/**
 * A function of a text that keeps its results: the same actions and ARNs appear in many statements.
 *
 * @param most how many results it keeps
 */
export function memoize<T>(compute: (text: string) => T, most = MOST): (text: string) => T {
  const known = new Map<string, T | typeof NOTHING>();
  return (text) => {
    if (text.length > LONGEST) return compute(text);
    const found = known.get(text);
    if (found === NOTHING) return undefined as T;
    if (found !== undefined) return found;
    const result = compute(text);
    if (known.size >= most) known.clear();
    known.set(text, result === undefined ? NOTHING : result);
    return result;
  };
}
