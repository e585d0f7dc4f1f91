import { expect, test } from "vitest";
import { alignedColumns } from "../../packages/cli/src/render/columns.js";
import { maxWidthOf } from "../../packages/cli/src/render/width.js";

test("cells with several lines stay next to each other", () => {
  expect(alignedColumns([["role", "orders\nimages"], ["main", "read"], []])).toEqual([
    "role  orders",
    "      images",
    "main  read",
    "",
  ]);
});

test("wide cells are wrapped at spaces", () => {
  expect(alignedColumns([["a", "one two three"]], [1, 8])).toEqual(["a  one two", "   three"]);
});

test("tables and columns of any length are shown, aligned alike", () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => [`row ${index}`, "x"]);
  const lines = alignedColumns(rows);
  expect(lines).toHaveLength(rows.length);
  expect(lines[0]).toBe("row 0     x");
  expect(lines.at(-1)).toBe("row 1999  x");
  expect(alignedColumns([["all", rows.map(([name]) => name).join("\n")]])).toHaveLength(rows.length);
  // More than a call can have arguments.
  expect(maxWidthOf(Array.from({ length: 300_000 }, (_, index) => `row ${index}`))).toBe(10);
});
