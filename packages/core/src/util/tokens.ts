/** One character; any one except those in `but`; or any number of them, including none. */
export type Token = string | AnyToken;

interface AnyToken {
  readonly any: "one" | "many";
  /** The characters that it does not match. */
  readonly but: string;
  /** For the value of one unknown text: its name. The same name has the same value wherever it is. */
  readonly value?: string;
}

export const ONE: Token = { any: "one", but: "" };
export const MANY: Token = { any: "many", but: "" };

/** Follows all ways to match the two at once, in time proportional to the product of their lengths. */
export function haveCommonText(a: readonly Token[], b: readonly Token[]): boolean {
  const only = onlyWay(a, b);
  if (only === undefined) return false;
  const [start, startInB] = only;
  // The positions in b that the tokens of a so far can reach.
  let [reached, next] = buffers;
  reached.clear();
  addWithSkipped(startInB, b, reached);
  const endsOpen = isOpen(b[b.length - 1]);
  for (let index = start; index < a.length; index += 1) {
    if (reached.length === 0) return false;
    // Whatever follows in a, the last token of b matches it.
    if (endsOpen && reached.last === b.length) return true;
    const token = a[index] as Token;
    if (index === a.length - 1 && isOpen(token)) return true;
    next.clear();
    if (isMany(token)) throughMany(token, b, reached, next);
    else throughOne(token, b, reached, next);
    [reached, next] = [next, reached];
  }
  return reached.last === b.length;
}

/**
 * How far there is one way to match two: as long as both have characters, or b has a value that ends at the next
 * character that it does not match, as in `${Account}:`. Undefined if the way ends.
 */
function onlyWay(
  a: readonly Token[],
  b: readonly Token[],
): readonly [position: number, positionInB: number] | undefined {
  let position = 0;
  let positionInB = 0;
  while (typeof a[position] === "string") {
    const other = b[positionInB];
    if (typeof other === "string") {
      if (a[position] !== other) return undefined;
      position += 1;
      positionInB += 1;
      continue;
    }
    const [more, end] = [b[positionInB + 1], b[positionInB + 2]];
    if (other?.any !== "one" || !isMany(more) || more.but !== other.but) break;
    if (typeof end !== "string" || !other.but.includes(end)) break;
    let next = position;
    while (typeof a[next] === "string" && !other.but.includes(a[next] as string)) next += 1;
    if (typeof a[next] === "object") break;
    if (next === position || a[next] !== end) return undefined;
    position = next;
    positionInB += 2;
  }
  return [position, positionInB];
}

/** Positions in ascending order. The same two serve every comparison: a list for each step would be most of the work. */
class Positions {
  length = 0;
  #items = new Uint32Array(64);

  get last(): number | undefined {
    return this.length === 0 ? undefined : this.#items[this.length - 1];
  }

  at(index: number): number {
    return this.#items[index] as number;
  }

  /** Does nothing if the last one is not before it. */
  add(position: number): void {
    if (this.length > 0 && (this.#items[this.length - 1] as number) >= position) return;
    if (this.length === this.#items.length) {
      const items = new Uint32Array(this.length * 2);
      items.set(this.#items);
      this.#items = items;
    }
    this.#items[this.length] = position;
    this.length += 1;
  }

  clear(): void {
    this.length = 0;
  }
}

const buffers: readonly [Positions, Positions] = [new Positions(), new Positions()];

const isMany = (token: Token | undefined): token is AnyToken => typeof token === "object" && token.any === "many";

/** Whether a token matches any text. */
const isOpen = (token: Token | undefined) => isMany(token) && token.but === "";

/** Adds a position, and those after tokens that can match nothing. */
function addWithSkipped(position: number, tokens: readonly Token[], to: Positions): void {
  to.add(position);
  for (let next = position; isMany(tokens[next]); next += 1) to.add(next + 1);
}

function throughOne(token: Token, tokens: readonly Token[], from: Positions, to: Positions): void {
  for (let index = 0; index < from.length; index += 1) {
    const position = from.at(index);
    const other = tokens[position];
    if (other === undefined || !intersect(token, other)) continue;
    addWithSkipped(isMany(other) ? position : position + 1, tokens, to);
  }
}

/** Any number of tokens: from each position to where the first one follows that the token does not match. */
function throughMany(token: Token, tokens: readonly Token[], from: Positions, to: Positions): void {
  for (let index = 0; index < from.length; index += 1) {
    const position = from.at(index);
    to.add(position);
    if (position < (to.last as number)) continue;
    for (let next = position; next < tokens.length; next += 1) {
      const other = tokens[next] as Token;
      if (!isMany(other) && !intersect(token, other)) break;
      to.add(next + 1);
    }
  }
}

/** Whether two tokens match a common character. Two sets of excluded characters always leave one. */
function intersect(a: Token, b: Token): boolean {
  if (typeof a === "string") return typeof b === "string" ? a === b : !b.but.includes(a);
  return typeof b === "string" ? !a.but.includes(b) : true;
}

/**
 * Whether one matches all texts that the other matches, whatever the values of unknown texts are. If not, the answer can
 * be wrong where several of `?` and `*` follow each other.
 */
export function includesAll(wide: readonly Token[], narrow: readonly Token[]): boolean {
  let reached: readonly number[] = [0];
  for (const token of wide) {
    const to: number[] = [];
    for (const position of reached) {
      if (isMany(token) && token.value === undefined) {
        if (position < (to.at(-1) ?? 0)) continue;
        add(to, position);
        for (let next = position; next < narrow.length && isWithin(narrow[next] as Token, token); next += 1) {
          add(to, next + 1);
        }
      } else if (position < narrow.length && isOneWithin(narrow[position] as Token, token)) add(to, position + 1);
    }
    if (to.length === 0) return false;
    reached = to;
  }
  return reached.at(-1) === narrow.length;
}

/** Adds a position at the end of ascending ones, once. */
function add(positions: number[], position: number): void {
  if (positions.length === 0 || (positions[positions.length - 1] as number) < position) positions.push(position);
}

/** Whether a token has only characters that another one, of any number of characters, accepts. */
const isWithin = (token: Token, { but }: AnyToken) =>
  but === "" || (typeof token === "string" ? !but.includes(token) : [...but].every((one) => token.but.includes(one)));

function isOneWithin(token: Token, wide: Token): boolean {
  if (typeof wide === "string") return token === wide;
  if (wide.any === "many") return isMany(token) && token.value === wide.value;
  return !isMany(token) && isWithin(token, wide);
}
