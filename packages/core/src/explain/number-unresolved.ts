import { toDisplayString, toParts } from "../placeholders/placeholder.js";

/**
 * The text for a person to read, as `shown` has it; where several values are known at deploy time only they are
 * numbered, so that one table is not taken for another.
 */
export function numberUnresolved(text: string): string {
  const late = toParts(text).flatMap((piece) =>
    typeof piece !== "string" && piece.kind === "unresolved" ? piece.index : [],
  );
  const numbers = [...new Set(late)];
  return numbers.length < 2
    ? toDisplayString(text)
    : toDisplayString(text, (index) => `<known at deploy, ${numbers.indexOf(index) + 1}>`);
}
