import type { Report } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { INVALID_PLACEHOLDER } from "../../placeholders/placeholder.js";
import type { Context } from "../../schema/context.js";

/** More than any policy: the deepest value of a statement is at level 6. */
const DEEPEST = 64;

/**
 * Parses JSON (https://www.rfc-editor.org/rfc/rfc8259). Reports syntax errors with line and column, and duplicate keys, of
 * which JSON.parse silently drops all but one.
 */
export function parseJson(text: string, context: Context): { readonly value: unknown } | undefined {
  const plain = parsePlainJson(text);
  if (plain !== undefined) return { value: plain };
  try {
    return { value: new Parser(text, context).document() };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return context.report(jsonSyntaxError(error.what, ...lines(text)(error.position)));
  }
}

/** The characters that delimit placeholders. */
const DELIMITERS = /[\uE000\uE001]/;

/** Whether a JSON text has strings only that mean themselves: no escapes, and no characters that delimit placeholders. */
export const hasPlainStringsOnly = (text: string): boolean => !text.includes("\\") && !DELIMITERS.test(text);

/**
 * The value of a JSON text in which nothing is wrong, faster. A duplicate key, which JSON.parse drops, leaves a colon in the
 * text that neither separates a key from its value nor is in a string.
 */
function parsePlainJson(text: string): object | undefined {
  if (!hasPlainStringsOnly(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && colonsFor(value, 0) === colonsIn(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How many colons the JSON text of a value has. Not a number if the value has too many levels. */
function colonsFor(value: unknown, depth: number): number {
  if (typeof value === "string") return colonsIn(value);
  if (typeof value !== "object" || value === null) return 0;
  if (depth >= DEEPEST) return Number.NaN;
  let colons = 0;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) colons += colonsFor(value[index], depth + 1);
    return colons;
  }
  for (const key of Object.keys(value))
    colons += 1 + colonsIn(key) + colonsFor((value as Record<string, unknown>)[key], depth + 1);
  return colons;
}

function colonsIn(text: string): number {
  let colons = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) colons += 1;
  return colons;
}

/** Ends the parsing. It is caught in this file. */
class Malformed {
  constructor(
    readonly what: string,
    readonly position: number,
  ) {}
}

/** Line and column of a position in a text, both counted from 1. Finds the line breaks once. */
function lines(text: string): (position: number) => [line: number, column: number] {
  let starts: number[] | undefined;
  return (position) => {
    starts ??= [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (found) => found.index + found[0].length)];
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return [low + 1, position - (starts[low] ?? 0) + 1];
  };
}

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

class Parser {
  private position = 0;
  private readonly lineAndColumn: ReturnType<typeof lines>;

  constructor(
    private readonly text: string,
    private readonly context: Context,
  ) {
    this.lineAndColumn = lines(text);
    // The byte order mark that some editors add.
    if (text.startsWith("\uFEFF")) this.position = 1;
  }

  document(): unknown {
    const value = this.value(0);
    if (this.next() !== "") this.fail(`expected the end of the text, got ${this.found()}`);
    return value;
  }

  private value(depth: number): unknown {
    const next = this.next();
    if (next === "{" || next === "[") {
      if (depth >= DEEPEST) this.fail(`more than ${DEEPEST} levels`);
      this.position += 1;
      return next === "{" ? this.record(depth + 1) : this.array(depth + 1);
    }
    if (next === '"') return this.string();
    const found = this.take(NUMBER) ?? this.take(WORD);
    return found === undefined ? this.fail(`expected a value, got ${this.found()}`) : JSON.parse(found);
  }

  private string(): string {
    const start = this.position;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    if (end >= this.text.length) this.fail("unterminated string");
    this.position = end + 1;
    const quoted = this.text.slice(start, this.position);
    // An escape must not bring in the characters that delimit placeholders.
    if (/\\u[eE]00[01]/.test(quoted)) return INVALID_PLACEHOLDER;
    try {
      return JSON.parse(quoted);
    } catch {
      this.position = start;
      return this.fail("a string has a line break, a control character or an invalid escape");
    }
  }

  private record(depth: number): unknown {
    const record: Record<string, unknown> = Object.create(null);
    for (let first = true; !this.closes("}", first); first = false) {
      if (this.next() !== '"') this.fail(`expected a key, got ${this.found()}`);
      const start = this.position;
      const key = this.string();
      if (Object.hasOwn(record, key)) this.context.report(duplicateKey(key, ...this.lineAndColumn(start)));
      if (this.next() !== ":") this.fail(`expected ":", got ${this.found()}`);
      this.position += 1;
      record[key] = this.value(depth);
    }
    return record;
  }

  private array(depth: number): unknown {
    const array: unknown[] = [];
    while (!this.closes("]", array.length === 0)) array.push(this.value(depth));
    return array;
  }

  /** Whether the bracket closes here. Otherwise reads the comma before the next value. */
  private closes(bracket: string, first: boolean): boolean {
    const next = this.next();
    if (next === bracket) {
      this.position += 1;
      return true;
    }
    if (!first) {
      if (next !== ",") this.fail(`expected "," or "${bracket}", got ${this.found()}`);
      this.position += 1;
    }
    return false;
  }

  /** The next character that is not white space; empty at the end. */
  private next(): string {
    this.take(SPACE);
    return this.text.charAt(this.position);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }

  private found(): string {
    const next = this.text.slice(this.position, this.position + 1);
    return next === "" ? "the end of the text" : JSON.stringify(next);
  }

  private fail(what: string): never {
    throw new Malformed(what, this.position);
  }
}

const jsonSyntaxError = (what: string, line: number, column: number): Report => ({
  code: "JSON_SYNTAX_ERROR",
  message: `This is not valid JSON: ${what} (line ${line}, column ${column}).`,
  fix: "Correct it there. JSON has no comments, no single quotes and no trailing commas.",
  parameters: { line, column },
});

const duplicateKey = (key: string, line: number, column: number): Report => ({
  code: "JSON_SYNTAX_ERROR",
  message: `The key ${quoted(key)} appears twice in one object, the second time at line ${line}, column ${column}.`,
  fix: "Merge the two.",
  parameters: { key, line, column },
});
