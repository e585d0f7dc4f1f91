import { obstacleOf } from "./aws-errors.js";
import { type Output, printable, standardOutput } from "./output.js";
import { DIFF_USAGE, diffCommand } from "./settings/diff-command.js";
import { PULL_USAGE, pullCommand } from "./settings/pull-command.js";
import { PUSH_USAGE, pushCommand } from "./settings/push-command.js";
import { RESTORE_USAGE, restoreCommand } from "./settings/restore-command.js";
import { SORT_USAGE, sortCommand } from "./settings/sort-command.js";
import { UsageError } from "./usage.js";

interface Subcommand {
  readonly usage: string;
  readonly run: (args: readonly string[], output: Output) => number | Promise<number>;
}

const COMMANDS: Readonly<Record<string, Subcommand>> = {
  sort: { usage: SORT_USAGE, run: sortCommand },
  push: { usage: PUSH_USAGE, run: pushCommand },
  pull: { usage: PULL_USAGE, run: pullCommand },
  diff: { usage: DIFF_USAGE, run: diffCommand },
  restore: { usage: RESTORE_USAGE, run: restoreCommand },
};

const USAGE = `${Object.values(COMMANDS)
  .map(({ usage }) => usage)
  .join("\n")}
Exit codes: 0 done, 1 something to look at, 2 a file that cannot be read, an invalid option, or AWS refused.
`;

/**
 * `amplify-roles settings`.
 *
 * @returns the exit code
 */
export async function settingsCommand(
  [name = "", ...args]: readonly string[],
  output: Output = standardOutput,
): Promise<number> {
  const isHelp = [name, ...args].some((one) => one === "--help" || one === "-h");
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (isHelp) {
    output.out(command?.usage ?? USAGE);
    return 0;
  }
  if (command === undefined) {
    output.error(printable(name === "" ? USAGE : `Unknown command "settings ${name}".\n\n${USAGE}`));
    return 2;
  }
  try {
    return await command.run(args, output);
  } catch (reason) {
    const message = reason instanceof UsageError ? reason.message : refusalOf(reason);
    if (message === undefined) throw reason;
    output.error(printable(`${message.trimEnd()}\n`));
    return 2;
  }
}

/** Why no call can succeed, or what AWS answered; undefined for any other error. */
function refusalOf(reason: unknown): string | undefined {
  const obstacle = obstacleOf(reason, undefined);
  if (obstacle !== undefined) return obstacle.message;
  return reason instanceof Error && "$metadata" in reason
    ? `AWS refused: ${reason.name}: ${reason.message}`
    : undefined;
}
