import { describeUnresolved, toDisplayString, toParts } from "./placeholder.js";

/**
 * The string as `toDisplayString` writes it. Values that read the same are numbered, so that two tables do not read as
 * one: `<known only after deploy, 1>`.
 */
export function numberUnresolved(text: string): string {
  const described = new Map<string, number[]>();
  for (const part of toParts(text)) {
    if (typeof part === "string" || part.kind !== "unresolved") continue;
    const description = describeUnresolved(part);
    const indexes = described.get(description) ?? [];
    if (!indexes.includes(part.index)) described.set(description, [...indexes, part.index]);
  }
  return toDisplayString(text, (content) => {
    const description = describeUnresolved(content);
    const indexes = described.get(description) ?? [];
    return indexes.length < 2 ? description : `${description}, ${indexes.indexOf(content.index) + 1}`;
  });
}
