#!/usr/bin/env node
import { version } from "./package.js";

interface Command {
  /** What it is for, in a line. */
  readonly summary: string;
  /** Gives the exit code. */
  readonly run: (args: readonly string[]) => number | Promise<number>;
}

/** Each loads what it needs when it is called, so that `--help` is there at once. */
const COMMANDS: Readonly<Record<string, Command>> = {
  lint: {
    summary: "finds what is wrong with an IAM policy",
    run: async (args) => (await import("./lint.js")).lintCommand(args),
  },
  explain: {
    summary: "shows who may do what on what, on which branch",
    run: async (args) => (await import("./explain.js")).explainCommand(args),
  },
};

const USAGE = `amplify-roles <command>

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(9)}${summary}`)
  .join("\n")}

amplify-roles <command> --help says more; --version says which version this is.
`;

async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === "--version" || name === "-v") {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h") {
    process.stdout.write(USAGE);
    return 0;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command.run(rest);
  process.stderr.write(name === undefined ? USAGE : `There is no command "${name}".\n\n${USAGE}`);
  return 2;
}

main(process.argv.slice(2)).then((code) => {
  // Not process.exit, which would cut off what is still being written to a pipe.
  process.exitCode = code;
});
