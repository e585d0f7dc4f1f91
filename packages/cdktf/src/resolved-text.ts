import { type IResolveContext, Token, Tokenization } from "cdktf";

/** An expression or a token, or a number's token that was put into text: `-1.8881545897087626e+289`. */
const MAY_HOLD_TOKEN = /\$\{|e\+/;

/**
 * Text made of data, whose tokens are resolved first. It is made once: of data without tokens at once, of any other when
 * CDKTF renders, not at its first pass, which only looks for references to other stacks.
 */
export function textOnceResolved<T>(data: T, write: (resolved: T) => string): string {
  const tokens = new Set<unknown>();
  collectTokens(data, tokens);
  if (tokens.size === 0) return write(data);
  return Token.asString({
    // `Lazy` would keep a whole stack trace for each text, which takes longer than all the rest.
    creationStack: [],
    resolve(context: IResolveContext) {
      const resolved = new Map([...tokens].map((token) => [token, context.resolve(token)]));
      return context.preparing ? "" : write(withResolved(data, resolved) as T);
    },
  });
}

/** The leaves that `context.resolve` would change. Giving it the whole takes several times as long. */
function collectTokens(data: unknown, tokens: Set<unknown>): void {
  if (isToken(data)) tokens.add(data);
  else if (typeof data === "object" && data !== null)
    for (const value of Object.values(data)) collectTokens(value, tokens);
}

function isToken(leaf: unknown): boolean {
  if (typeof leaf === "string") return MAY_HOLD_TOKEN.test(leaf);
  return typeof leaf === "number" ? Token.isUnresolved(leaf) : Tokenization.isResolvable(leaf);
}

/** A copy in which every token is what it resolved to; one that resolved to nothing is left out, as CDKTF does. */
function withResolved(data: unknown, resolved: ReadonlyMap<unknown, unknown>): unknown {
  if (resolved.has(data)) return resolved.get(data);
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data))
    return data.map((entry) => withResolved(entry, resolved)).filter((entry) => entry !== undefined);
  const entries = Object.entries(data);
  for (const entry of entries) entry[1] = withResolved(entry[1], resolved);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
