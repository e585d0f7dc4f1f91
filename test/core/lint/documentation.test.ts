import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { codes } from "../../../packages/core/src/findings/codes.js";

const page = readFileSync(new URL("../../../docs/lint.md", import.meta.url), "utf8");
/** Rows of the table that maps Access Analyzer's checks to codes. */
const rows = [...page.matchAll(/^\| (Error|General warning|Security warning|Suggestion) \| ([^|]+) \| (.*) \|$/gm)];
const codesIn = (text: string) => [...text.matchAll(/\[([A-Z0-9_]+)\]\(errors\.md#([a-z0-9_]+)\)/g)];

test("every check of Access Analyzer in the table has codes that exist", () => {
  expect(rows.length).toBeGreaterThan(120);
  for (const [, , , cell = ""] of rows) {
    expect(codesIn(cell).length).toBeGreaterThan(0);
    for (const [, code = ""] of codesIn(cell)) expect([code, Object.hasOwn(codes, code)]).toEqual([code, true]);
  }
  const checks = rows.map(([, type, check]) => `${type}: ${check}`);
  expect(checks.filter((check, index) => checks.indexOf(check) !== index)).toEqual([]);
});

test("every link of the page to a code is one", () => {
  for (const [, code = "", anchor] of codesIn(page))
    expect([code.toLowerCase(), Object.hasOwn(codes, code)]).toEqual([anchor, true]);
});

test("every check of the cases is in the table", () => {
  const cases = readFileSync(new URL("cases.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n");
  const names = cases
    .map((line) => JSON.parse(line))
    .filter(({ set, code }) => set === "accessAnalyzer" && code === undefined);
  const known = rows.map(([, , check = ""]) => check.replace(/ \(.*\)$/, ""));
  const missing = names.filter(({ name }) => !known.some((check) => name.startsWith(check)));
  expect(missing.map(({ name }) => name)).toEqual([]);
});
