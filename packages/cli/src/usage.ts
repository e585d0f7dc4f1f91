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
