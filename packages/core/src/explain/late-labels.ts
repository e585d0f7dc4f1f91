import { pieces, shown } from "../text/late.js";

/**
 * The text for a person to read, as `shown` has it; where several values are known at deploy time only they are
 * numbered, so that one table is not taken for another.
 */
export function labelled(text: string): string {
  const late = pieces(text).flatMap((piece) => (typeof piece !== "string" && piece.kind === "late" ? piece.index : []));
  const numbers = [...new Set(late)];
  return numbers.length < 2 ? shown(text) : shown(text, (index) => `<known at deploy, ${numbers.indexOf(index) + 1}>`);
}
