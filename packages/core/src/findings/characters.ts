import { codeList, counted } from "./text.js";

/** The character classes of a pattern: `[\w.-]`. */
const CLASS = /\[(?:\\.|[^\]\\])*\]/g;
const PRINTABLE = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(0x20 + index));
/** More symbols than these are said by what they leave out. */
const MOST_SYMBOLS = 14;

/** In words, which characters the names that match a pattern have, and how many: `letters, digits and "-"`. */
export function charactersOf(pattern: RegExp): string {
  const classes = (pattern.source.match(CLASS) ?? []).map((one) => new RegExp(one, pattern.flags));
  const literal = literalCharacters(pattern.source.replace(CLASS, ""));
  const allowed = new Set(PRINTABLE.filter((one) => literal.includes(one) || classes.some((each) => each.test(one))));
  // A pattern with both in a class is for names, in which IAM reads them as wildcards.
  const wildcards = /\[[^\]]*\*\?/.test(pattern.source) ? '. "*" and "?" are wildcards' : "";
  return `${wordsFor(allowed, wildcards !== "")}${lengthOf(pattern)}${wildcards}`;
}

/** The characters of a pattern that mean themselves: `\.mrap` has a dot. */
const literalCharacters = (source: string): string =>
  source.replace(/\{[\d,]+\}|\(\?<?[:!=]|\\[dDwWsSbB]|\\p\{\w+\}/g, "").replace(/\\(.)|[\^$()|?+*]/g, "$1");

function wordsFor(allowed: ReadonlySet<string>, hasWildcards: boolean): string {
  const has = (pattern: RegExp) => [...allowed].some((one) => pattern.test(one));
  const [lower, upper] = [allowed.has("g"), allowed.has("G")];
  const letters = lower && upper ? "letters" : lower ? "lowercase letters" : upper ? "uppercase letters" : undefined;
  const hexadecimal = letters === undefined && has(/[a-f]/) ? "the letters a to f" : undefined;
  const isSymbol = (one: string) => !/[\w ]/.test(one) || one === "_";
  const symbols = [...allowed].filter((one) => isSymbol(one) && !(hasWildcards && /[*?]/.test(one)));
  if (symbols.length > MOST_SYMBOLS) {
    const missing = PRINTABLE.filter((one) => !allowed.has(one)).map((one) => (one === " " ? "spaces" : quoted(one)));
    return `any characters except ${codeList(missing, "and")}`;
  }
  const words = [letters, hexadecimal, has(/\d/) ? "digits" : undefined, allowed.has(" ") ? "spaces" : undefined];
  return codeList([...words.filter((word) => word !== undefined), ...symbols.map(quoted)], "and");
}

const quoted = (symbol: string) => (symbol === '"' ? "'\"'" : `"${symbol}"`);

/** How many characters a pattern of one class allows: ` (at most 63 characters)`. */
function lengthOf({ source }: RegExp): string {
  const [, least, most] = /^\^\[(?:\\.|[^\]\\])*\]\{(\d+)(?:,(\d+))?\}\$$/.exec(source) ?? [];
  if (least === undefined) return "";
  if (most === undefined) return ` (${counted(Number(least), "character")})`;
  return Number(least) > 1
    ? ` (${least} to ${counted(Number(most), "character")})`
    : ` (at most ${counted(Number(most), "character")})`;
}

/** The name that was most likely meant: with a slash at its start, in lowercase, without spaces around it. */
export const repaired = (name: string, pattern: RegExp): string | undefined =>
  [name.trim(), `/${name}`, name.replace(/^\/+/, ""), name.replace(/\/+$/, ""), name.toLowerCase()].find(
    (candidate) => candidate !== name && candidate !== "" && pattern.test(candidate),
  );
