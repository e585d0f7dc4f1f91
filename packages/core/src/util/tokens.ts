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
  // Both begin with the same characters, or have nothing in common.
  let start = 0;
  while (typeof a[start] === "string" && typeof b[start] === "string") {
    if (a[start] !== b[start]) return false;
    start += 1;
  }
  // The positions in b that the tokens of a so far can reach, in ascending order.
  let reached = skipped(b, [start]);
  for (let index = start; index < a.length; index += 1) {
    const token = a[index] as Token;
    if (reached.length === 0) return false;
    reached = isMany(token) ? throughMany(token, b, reached) : skipped(b, throughOne(token, b, reached));
  }
  return reached.at(-1) === b.length;
}

const isMany = (token: Token | undefined): token is AnyToken => typeof token === "object" && token.any === "many";

/** Adds a position at the end of ascending ones, once. */
function add(positions: number[], position: number): void {
  if (positions.length === 0 || (positions[positions.length - 1] as number) < position) positions.push(position);
}

/** The positions, and those after tokens that can match nothing. */
function skipped(tokens: readonly Token[], positions: readonly number[]): readonly number[] {
  const all: number[] = [];
  for (const position of positions) {
    add(all, position);
    for (let next = position; isMany(tokens[next]); next += 1) add(all, next + 1);
  }
  return all;
}

function throughOne(token: Token, tokens: readonly Token[], from: readonly number[]): readonly number[] {
  const to: number[] = [];
  for (const position of from) {
    const other = tokens[position];
    if (other === undefined || !intersect(token, other)) continue;
    add(to, isMany(other) ? position : position + 1);
  }
  return to;
}

/** Any number of tokens: from each position to where the first one follows that the token does not match. */
function throughMany(token: Token, tokens: readonly Token[], from: readonly number[]): readonly number[] {
  const to: number[] = [];
  for (const position of from) {
    add(to, position);
    if (position < (to.at(-1) as number)) continue;
    for (let next = position; next < tokens.length; next += 1) {
      const other = tokens[next] as Token;
      if (!isMany(other) && !intersect(token, other)) break;
      add(to, next + 1);
    }
  }
  return to;
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

/** Whether a token has only characters that another one, of any number of characters, accepts. */
const isWithin = (token: Token, { but }: AnyToken) =>
  but === "" || (typeof token === "string" ? !but.includes(token) : [...but].every((one) => token.but.includes(one)));

function isOneWithin(token: Token, wide: Token): boolean {
  if (typeof wide === "string") return token === wide;
  if (wide.any === "many") return isMany(token) && token.value === wide.value;
  return !isMany(token) && isWithin(token, wide);
}
