import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../support/repository.js";

const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
});

/** The paths of all pages, relative to the repository's root. */
export const pages: readonly string[] = tracked
  .split("\0")
  .filter((path) => path !== "" && existsSync(join(root, path)));

export const readPage = (page: string): string => readFileSync(join(root, page), "utf8");

export interface CodeBlock {
  readonly page: string;
  /** Of the block's first line of code. */
  readonly line: number;
  /** `ts`; empty if the page names none. */
  readonly language: string;
  readonly code: string;
}

/** A page's fenced blocks of code, without the indentation that a list gives them. */
export function codeBlocksOf(page: string, text = readPage(page)): readonly CodeBlock[] {
  return [...text.matchAll(/^( *)```(\w*)\n(.*?)^\1```$/gms)].map((match) => {
    const [, indent = "", language = "", code = ""] = match;
    const line = text.slice(0, match.index).split("\n").length + 1;
    return { page, line, language, code: code.replaceAll(new RegExp(`^${indent}`, "gm"), "") };
  });
}

/** A page without its blocks of code. */
export const proseOf = (text: string): string => text.replaceAll(/^( *)```\w*\n.*?^\1```$/gms, "");

/** The targets of a page's links, images among them, in their order. */
export const linksOf = (text: string): readonly string[] =>
  [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);

/** The anchors of a page's headings, as GitHub makes them. */
export const anchorsOf = (text: string): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const [, heading = ""] of proseOf(text).matchAll(/^#+ (.+)$/gm)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = plain.replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");
    let unique = anchor;
    for (let count = 1; found.has(unique); count += 1) unique = `${anchor}-${count}`;
    found.add(unique);
  }
  return found;
};
