import { type ParseArgsConfig, parseArgs } from "node:util";
import { alternatives, messageOf } from "./util.js";

/** The command line, or a file that it names, is wrong. The message says what to write. */
export class UsageError extends Error {}

/**
 * A command's options and positional arguments.
 *
 * @param usage shown with an unknown option
 * @throws UsageError
 */
export function parseCommandLine<T extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: T,
  usage: string,
): ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(`${messageOf(error)}\n\n${usage}`);
  }
}

/**
 * The value of `--format`, of which `--json` is a short form. Undefined without both.
 *
 * @throws UsageError for another format, or if the two contradict each other
 */
export function formatOption<T extends string>(
  { format, json }: { readonly format?: string | undefined; readonly json?: boolean | undefined },
  formats: readonly (T | "json")[],
): T | "json" | undefined {
  const named = oneOf("--format", format, formats);
  if (json === true && named !== undefined && named !== "json")
    throw new UsageError(`--json is --format json, got --format ${named}. Remove one of them.`);
  return named ?? (json === true ? "json" : undefined);
}

/**
 * An option's value, which has to be one of several words.
 *
 * @throws UsageError
 */
export function oneOf<T extends string>(option: string, value: string | undefined, words: readonly T[]): T | undefined {
  const word = words.find((known) => known === value);
  if (word === undefined && value !== undefined)
    throw new UsageError(`${option} must be ${alternatives(words)}, got "${value}".`);
  return word;
}
