import { type ParseArgsConfig, parseArgs } from "node:util";

/** What went wrong, and what to write instead: a mistake of the person who typed the command. */
export class UsageError extends Error {}

/**
 * A command's options and what stands beside them.
 *
 * @param usage what the command takes, to be shown where it is given something else
 * @throws UsageError where an option is none of the command's
 */
export function parsedArguments<T extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: T,
  usage: string,
): ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (reason) {
    throw new UsageError(`${(reason as Error).message}\n\n${usage}`);
  }
}
