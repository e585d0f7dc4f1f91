import { printable, standardOutput, whenOutputFails } from "./output.js";

/** A command, given its arguments. Returns the exit code. */
type Command = (args: readonly string[]) => number | Promise<number>;

/** What is loaded when it is called, so that the others start fast. */
export type CommandLoaders = Readonly<Record<Exclude<keyof typeof SUMMARIES, "lint">, () => Promise<Command>>>;

/** One line for each command in the list. */
const SUMMARIES = {
  lint: "finds what is wrong with an IAM policy",
  explain: "shows who may do what, on which branch",
  "access-diff": "shows who may do more, or less, after a change",
  doctor: "says what is wrong with the roles of a live app, or what a denied call lacks",
  adopt: "writes the program of a live app, which imports it",
  settings: "sorts, writes and compares the variables that server code reads",
  moves: "prints what keeps an app whose construct or component is renamed",
};

const USAGE = `amplify-roles <command>

${Object.entries(SUMMARIES)
  .map(([name, summary]) => `  ${name.padEnd(13)}${summary}`)
  .join("\n")}

amplify-roles <command> --help describes a command; amplify-roles --version prints the version.
`;

async function run([name, ...rest]: readonly string[], loaders: CommandLoaders): Promise<number> {
  const { out, error } = standardOutput;
  if (name === "--version" || name === "-v") {
    out(`${(await import("./version.js")).version()}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h") {
    out(USAGE);
    return 0;
  }
  if (name === "lint") return (await import("./lint.js")).lintCommand(rest);
  if (name !== undefined && Object.hasOwn(loaders, name)) return (await loaders[name as keyof CommandLoaders]())(rest);
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

/**
 * Runs a command, and sets the exit code of this process.
 *
 * @param args what follows the program: `["lint", "policy.json"]`
 */
export function runCommand(args: readonly string[], loaders: CommandLoaders): void {
  whenOutputFails(outputFailed);
  run(args, loaders).then(
    (code) => {
      // Not process.exit, which would cut off what is still being written to a pipe.
      process.exitCode = isUnwritable ? 2 : code;
    },
    (error: NodeJS.ErrnoException) => {
      if (error?.syscall !== "write") throw error;
      outputFailed(error);
    },
  );
}
