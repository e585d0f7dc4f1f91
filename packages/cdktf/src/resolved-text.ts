import { type IResolveContext, Token, Tokenization } from "cdktf";

/** A token, or a number token inside a string: `-1.8881545897087626e+289`. */
const MAY_HOLD_TOKEN = /\$\{TfToken\[|e\+/;

/**
 * Text written from data after its tokens are resolved. Without tokens it is written at once. Otherwise CDKTF writes it
 * when it renders; its first pass, which only looks for references to other stacks, is skipped.
 */
export function textOnceResolved<T>(data: T, write: (resolved: T) => string): string {
  const tokens = new Set<unknown>();
  collectTokens(data, tokens);
  if (tokens.size === 0) return write(data);
  return Token.asString({
    // `Lazy` would keep a stack trace for each text, which takes longer than everything else.
    creationStack: [],
    resolve(context: IResolveContext) {
      const resolved = new Map([...tokens].map((token) => [token, context.resolve(token)]));
      return context.preparing ? "" : write(withResolved(data, resolved) as T);
    },
  });
}

/** Text written when CDKTF renders, from data that is only known then, such as what the stack's provider has. */
export const textWhenRendered = <T>(data: () => T, write: (resolved: T) => string): string =>
  Token.asString({
    creationStack: [],
    resolve(context: IResolveContext) {
      const value = data();
      const tokens = new Set<unknown>();
      collectTokens(value, tokens);
      const resolved = new Map([...tokens].map((token) => [token, context.resolve(token)]));
      return context.preparing ? "" : write(withResolved(value, resolved) as T);
    },
  });

/** The leaves that `context.resolve` would change. Passing it the whole data takes several times as long. */
function collectTokens(data: unknown, tokens: Set<unknown>): void {
  if (isToken(data)) tokens.add(data);
  else if (typeof data === "object" && data !== null)
    for (const value of Object.values(data)) collectTokens(value, tokens);
}

function isToken(leaf: unknown): boolean {
  if (typeof leaf === "string") return MAY_HOLD_TOKEN.test(leaf);
  return typeof leaf === "number" ? Token.isUnresolved(leaf) : Tokenization.isResolvable(leaf);
}

/** A copy in which each token is replaced by its resolved value. One without a value is left out, as CDKTF does. */
function withResolved(data: unknown, resolved: ReadonlyMap<unknown, unknown>): unknown {
  if (resolved.has(data)) return resolved.get(data);
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data))
    return data.map((entry) => withResolved(entry, resolved)).filter((entry) => entry !== undefined);
  const entries = Object.entries(data);
  for (const entry of entries) entry[1] = withResolved(entry[1], resolved);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
