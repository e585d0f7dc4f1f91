import { toDisplayString, toParts } from "../placeholders/placeholder.js";

/**
 * The string as `toDisplayString` writes it. If several values are known only after deploy, they are numbered, so that
 * two tables do not read as one.
 */
export function numberUnresolved(text: string): string {
  const indexes = toParts(text).flatMap((part) =>
    typeof part !== "string" && part.kind === "unresolved" ? part.index : [],
  );
  const distinct = [...new Set(indexes)];
  return distinct.length < 2
    ? toDisplayString(text)
    : toDisplayString(text, (index) => `<known only after deploy, ${distinct.indexOf(index) + 1}>`);
}
