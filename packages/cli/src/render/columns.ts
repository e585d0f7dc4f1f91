import Table from "cli-table3";
import { wrapped } from "./width.js";

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

/**
 * Rows as aligned columns. A cell can have several lines.
 *
 * @param maxWidths by column; wider cells are wrapped at spaces. Default: as wide as its cells
 */
export function alignedColumns(
  rows: readonly (readonly string[])[],
  maxWidths: readonly number[] = [],
): readonly string[] {
  const table = new Table(STYLE);
  table.push(
    ...rows.map((row) =>
      row.map((cell, column) => {
        const width = maxWidths[column];
        return width === undefined ? cell : wrapped(cell, width);
      }),
    ),
  );
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}
