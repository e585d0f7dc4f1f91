import { expect, it } from "vitest";
import { accountOf, adopted } from "../cli/adopt/support.js";
import { compileErrors } from "./support/compile.js";
import { codeBlocksOf, pages } from "./support/pages.js";

const blocks = pages
  // Generated from declarations, which are not a program.
  .filter((page) => !page.endsWith("/API.md"))
  .flatMap((page) => codeBlocksOf(page))
  .filter(({ language }) => ["ts", "js", "tsx", "typescript", "javascript"].includes(language));

it("finds the blocks of the README and of docs", () => {
  const found = new Set(blocks.map(({ page }) => page));
  expect([...found]).toEqual(expect.arrayContaining(["README.md", "docs/options.md", "packages/cdktf/README.md"]));
  expect(blocks.length).toBeGreaterThan(10);
});

const wrong = (code: string) => ({ page: "wrong.md", line: 5, language: "ts", code });

/** What `amplify-roles adopt` writes for apps of the console. */
const programs = await Promise.all(
  [0, 1, 3, 7, 8, 14].flatMap((number) =>
    ["cdktf", "pulumi"].map(async (tool) => {
      const { program } = await adopted(accountOf(number).account, tool);
      return { page: `adopt ${number}, ${tool}`, line: 1, language: "ts", code: program };
    }),
  ),
);

/** Of all at once, because most of the time is spent on reading the packages' types. */
const errors = compileErrors([
  ...blocks,
  ...programs,
  wrong('import { dynamodb } from "@amplify-roles/core";\n\ndynamodb.reed(table.arn);\n'),
  wrong('import { AmplifySsrApp } from "@amplify-roles/cdktf";\nnew AmplifySsrApp(this, "web", { name: 6 });\n'),
  wrong('import { AmplifySsrApp } from "@amplify-roles/pulumi";\n\n\nnew AmplifySsrApp("web", { name: 8 });\n'),
]);

it("reports code that does not compile, with its line", () => {
  expect(errors.filter((error) => error.startsWith("wrong.md"))).toEqual([
    expect.stringMatching(/^wrong\.md:7: Property 'reed' does not exist/),
    expect.stringMatching(/^wrong\.md:6: Type 'number' is not assignable/),
    expect.stringMatching(/^wrong\.md:8: Type 'number' is not assignable/),
  ]);
});

it("all blocks of TypeScript and JavaScript compile, and so do adopted programs", () => {
  expect(errors.filter((error) => !error.startsWith("wrong.md"))).toEqual([]);
});
