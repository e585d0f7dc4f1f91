import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../support/repository.js";

const read = (path: string) => readFileSync(join(root, path), "utf8");

it("has one exact version of Node.js for contributors, which every version manager can read", () => {
  // nodenv takes exact versions only; nothing takes a comment.
  expect(read(".node-version")).toMatch(/^\d+\.\d+\.\d+\n$/);
  const [major = 0] = read(".node-version").split(".").map(Number);
  // Long-term support has even numbers.
  expect(major % 2).toBe(0);
  const { engines } = JSON.parse(read("package.json"));
  const [, oldest] = /^>=(\d+)\.\d+$/.exec(engines.node) ?? [];
  expect(major).toBeGreaterThanOrEqual(Number(oldest));
});

it("tells editors what Biome enforces", () => {
  const { indentStyle, indentWidth, lineWidth } = JSON.parse(read("biome.json")).formatter;
  expect(everyFile(read(".editorconfig"))).toMatchObject({
    indent_style: indentStyle,
    indent_size: String(indentWidth),
    max_line_length: String(lineWidth),
    // Biome's defaults.
    end_of_line: "lf",
    insert_final_newline: "true",
    trim_trailing_whitespace: "true",
  });
});

/** The properties of the section `[*]`. */
function everyFile(text: string): Readonly<Record<string, string>> {
  const section = /^\[\*\]\n((?:.+\n)+)/m.exec(text)?.[1] ?? "";
  return Object.fromEntries([...section.matchAll(/^(\w+) = (.+)$/gm)].map(([, name, value]) => [name, value]));
}
