import { expect, it } from "vitest";
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

it("reports code that does not compile, with its line", () => {
  const code = 'import { dynamodb } from "@amplify-roles/core";\n\ndynamodb.reed(table.arn);\n';
  const block = { page: "page.md", line: 5, language: "ts", code };
  expect(compileErrors([block])).toEqual([expect.stringMatching(/^page\.md:7: Property 'reed' does not exist/)]);
  const stack = `import { AmplifySsrApp } from "@amplify-roles/cdktf";\nnew AmplifySsrApp(this, "web", { name: 5 });\n`;
  expect(compileErrors([{ ...block, code: stack }])).toEqual([expect.stringMatching(/^page\.md:6: Type 'number' is/)]);
});

it("all blocks of TypeScript and JavaScript compile", () => {
  expect(compileErrors(blocks)).toEqual([]);
});
