import Table from "cli-table3";
import { maxWidthOf, wrapped } from "./width.js";

/** A table without lines: two spaces between its columns. */
const LINES = [
  ...["top", "bottom", "left", "right", "mid"].flatMap((side) => [
    side,
    `${side}-mid`,
    `${side}-left`,
    `${side}-right`,
  ]),
];
const STYLE = {
  chars: { ...Object.fromEntries(LINES.map((name) => [name, ""])), middle: "  " },
  style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
};

/** A table's time grows with the square of its rows, and of the lines of a cell. */
const ROWS_AT_ONCE = 250;

/**
 * Rows as aligned columns. A cell can have several lines.
 *
 * @param maxWidths by column; wider cells are wrapped at spaces. Default: as wide as its cells
 */
export function alignedColumns(
  rows: readonly (readonly string[])[],
  maxWidths: readonly number[] = [],
): readonly string[] {
  const lines = rows.flatMap((row) => linesOf(row, maxWidths));
  const columns = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const colWidths = Array.from({ length: columns }, (_, column) => maxWidthOf(lines.map((line) => line[column] ?? "")));
  return Array.from({ length: Math.ceil(lines.length / ROWS_AT_ONCE) }, (_, part) => {
    const table = new Table({ ...STYLE, colWidths });
    for (const line of lines.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE)) table.push([...line]);
    return table
      .toString()
      .split("\n")
      .map((line) => line.trimEnd());
  }).flat();
}

/** The lines of a row, each with a part of every cell. */
function linesOf(row: readonly string[], maxWidths: readonly number[]): readonly (readonly string[])[] {
  const cells = row.map((cell, column) => {
    const width = maxWidths[column];
    return (width === undefined ? cell : wrapped(cell, width)).split("\n");
  });
  const count = cells.reduce((most, lines) => Math.max(most, lines.length), 1);
  return Array.from({ length: count }, (_, index) => cells.map((lines) => lines[index] ?? ""));
}
