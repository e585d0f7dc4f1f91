#!/usr/bin/env node
import { printable, standardOutput, whenOutputFails } from "./output.js";

interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** Returns the exit code. */
  readonly run: (args: readonly string[]) => number | Promise<number>;
}

/** Each command is loaded when it is called, so that `--help` is fast. */
const COMMANDS: Readonly<Record<string, Command>> = {
  lint: {
    summary: "finds what is wrong with an IAM policy",
    run: async (args) => (await import("./lint.js")).lintCommand(args),
  },
  explain: {
    summary: "shows who may do what, on which branch",
    run: async (args) => (await import("./explain.js")).explainCommand(args),
  },
  "access-diff": {
    summary: "shows who may do more, or less, after a change",
    run: async (args) => (await import("./access-diff.js")).accessDiffCommand(args),
  },
  doctor: {
    summary: "says what is wrong with the roles of a live app, or what a denied call lacks",
    run: async (args) => (await import("./doctor.js")).doctorCommand(args),
  },
  adopt: {
    summary: "writes the program of a live app, which imports it",
    run: async (args) => (await import("./adopt.js")).adoptCommand(args),
  },
  settings: {
    summary: "sorts, writes and compares the variables that server code reads",
    run: async (args) => (await import("./settings.js")).settingsCommand(args),
  },
  moves: {
    summary: "prints what keeps an app whose construct or component is renamed",
    run: async (args) => (await import("./moves.js")).movesCommand(args),
  },
};

const USAGE = `amplify-roles <command>

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(13)}${summary}`)
  .join("\n")}

amplify-roles <command> --help describes a command; amplify-roles --version prints the version.
`;

async function main([name, ...rest]: readonly string[]): Promise<number> {
  const { out, error } = standardOutput;
  if (name === "--version" || name === "-v") {
    out(`${(await import("./version.js")).version()}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h") {
    out(USAGE);
    return 0;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command.run(rest);
  error(name === undefined ? USAGE : printable(`Unknown command "${name}".\n\n${USAGE}`));
  return 2;
}

/** Whether the output could not be written. Node.js throws it, or emits it for a stream. */
let isUnwritable = false;

function outputFailed(error: NodeJS.ErrnoException): void {
  // The exit code still says what the command found.
  if (error.code === "EPIPE") return;
  isUnwritable = true;
  process.exitCode = 2;
  try {
    standardOutput.error(printable(`Cannot write the output: ${error.message}\n`));
  } catch {
    // It goes to the same place.
  }
}

whenOutputFails(outputFailed);

main(process.argv.slice(2)).then(
  (code) => {
    // Not process.exit, which would cut off what is still being written to a pipe.
    process.exitCode = isUnwritable ? 2 : code;
  },
  (error: NodeJS.ErrnoException) => {
    if (error?.syscall !== "write") throw error;
    outputFailed(error);
  },
);
