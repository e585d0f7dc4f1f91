import { writeFileSync, writeSync } from "node:fs";
import { UsageError } from "./usage.js";
import { messageOf } from "./util.js";

/** What a command writes to. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

/** The streams of this process. */
export const standardOutput: Output = {
  out: (text) => write("stdout", text),
  error: (text) => write("stderr", text),
};

type StreamName = "stdout" | "stderr";
const DESCRIPTORS = { stdout: 1, stderr: 2 } as const;

/** Streams of Node.js that this process uses. On Windows, only they write to a console what is no ASCII. */
const streams = new Set<StreamName>();
let onStreamError: (error: NodeJS.ErrnoException) => void = (error) => {
  throw error;
};

/** What to do if the stream of standard output cannot be written, which Node.js says later. */
export function whenOutputFails(handler: typeof onStreamError): void {
  onStreamError = handler;
}

/**
 * Writes at once. A stream, which takes as long to load as a policy takes to check, writes what a pipe does not accept yet.
 *
 * @throws what Node.js throws, except for a pipe whose reader has seen enough (`| head`)
 */
function write(name: StreamName, text: string): void {
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  if (process.platform !== "win32" && !streams.has(name)) {
    try {
      while (written < bytes.length) written += writeSync(DESCRIPTORS[name], bytes, written);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
  const stream = process[name];
  if (!streams.has(name)) stream.on("error", name === "stdout" ? onStreamError : () => undefined);
  streams.add(name);
  stream.write(bytes.subarray(written));
}

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
  /^[\n\t -~]*$/.test(text)
    ? text
    : text.replace(UNPRINTABLE, (found) => (found === "\n" || found === "\t" ? found : escaped(found)));

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
