import type { Output } from "../../../packages/cli/src/output.js";

/** What a command writes, and where it does. */
export function captured(): { readonly said: { out: string; error: string }; readonly output: Output } {
  const said = { out: "", error: "" };
  const output: Output = {
    out: (text) => {
      said.out += text;
    },
    error: (text) => {
      said.error += text;
    },
  };
  return { said, output };
}

type Command = (args: readonly string[], output: Output) => number | Promise<number>;

/** Runs a command, and gives its exit code and what it wrote. */
export async function runCommand(command: Command, ...args: readonly string[]) {
  const { said, output } = captured();
  const code = await command(args, output);
  return { code, ...said };
}
