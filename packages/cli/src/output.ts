import { writeFileSync } from "node:fs";
import { UsageError } from "./usage.js";
import { messageOf } from "./util.js";

/** What a command writes to. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

/** The streams of this process. */
export const standardOutput: Output = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
};

/**
 * Writes a file that the user names.
 *
 * @param flag `wx` keeps a file that exists. Default: it is replaced
 * @throws UsageError if it cannot be written
 */
export function writeOutput(file: string, text: string, flag: "w" | "wx" = "w"): void {
  try {
    writeFileSync(file, text, { flag });
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${messageOf(error)}`);
  }
}

/** Control characters, which a terminal obeys, and characters that change the direction of what follows. */
const UNPRINTABLE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The text with control characters as `\u001b`, as JSON writes them. Line breaks and tabs stay. */
export const printable = (text: string): string =>
  text.replace(UNPRINTABLE, (found) => (found === "\n" || found === "\t" ? found : escaped(found)));

/** The same for a text that has to stay in its line. */
export const inOneLine = (text: string): string => text.replace(UNPRINTABLE, escaped);

/** `inOneLine` for every string in a value that is plain data. */
export function withPrintableStrings<T>(value: T): T {
  const printed = (part: unknown): unknown => {
    if (typeof part === "string") return inOneLine(part);
    if (Array.isArray(part)) return part.map(printed);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [inOneLine(key), printed(inner)]));
  };
  return printed(value) as T;
}
