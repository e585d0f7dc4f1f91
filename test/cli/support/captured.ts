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
