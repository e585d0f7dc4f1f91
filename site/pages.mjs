import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { sitePages } from "./navigation.mjs";

const REPOSITORY = "https://github.com/amplify-roles/amplify-roles";
const FENCE = /^( *)```.*?^\1```$/gms;

/**
 * The target of a link as the site has it: another page of the site, otherwise the file on GitHub.
 *
 * @param page the page with the link, such as `docs/lint.md`
 * @throws Error if the repository has no such file
 */
export function siteLink(root, page, target) {
  if (/^([a-z]+:|#|\/)/.test(target)) return target;
  const [path, anchor] = target.split("#");
  const hash = anchor === undefined ? "" : `#${anchor}`;
  const file = posix.join(posix.dirname(page), path).replace(/\/$/, "");
  const readme = posix.join(file, "README.md");
  const found = [file, readme].find((one) => sitePages.has(one));
  if (found !== undefined) return `/${sitePages.get(found).replace(/(^|\/)index$/, "$1")}${hash}`;
  if (!existsSync(join(root, file))) throw new Error(`${page} links to ${target}, which does not exist`);
  if (/\.svg$/.test(file)) return `./${posix.basename(file)}`;
  return `${REPOSITORY}/${statSync(join(root, file)).isDirectory() ? "tree" : "blob"}/main/${file}${hash}`;
}

/** A page's text for the site. Code stays as it is. */
export function siteText(root, page, text = readFileSync(join(root, page), "utf8")) {
  const code = text.match(FENCE) ?? [];
  const prose = text.split(FENCE).filter((_, index) => index % 2 === 0);
  const linked = prose.map((part) =>
    part.replaceAll(/\]\(([^)\s]+)\)/g, (_, target) => `](${siteLink(root, page, target)})`),
  );
  const result = linked.map((part, index) => `${part}${code[index] ?? ""}`).join("");
  // An example has one page for each tool. Search results show which.
  const tool = { cdktf: "CDKTF", pulumi: "Pulumi" }[/^examples\/(\w+)\//.exec(page)?.[1]];
  return tool === undefined ? result : result.replace(/^# .*$/m, (title) => `${title} (${tool})`);
}

/** Writes all pages into a folder, with the pictures that they show. */
export function writePages(root, folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const [page, path] of sitePages) {
    const file = join(folder, `${path}.md`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `---\neditLink: true\nsource: ${page}\n---\n\n${siteText(root, page)}`);
    for (const [, picture] of readFileSync(join(root, page), "utf8").matchAll(/!\[[^\]]*\]\(([^)\s:]+\.svg)\)/g))
      cpSync(join(root, dirname(page), picture), join(dirname(file), posix.basename(picture)));
  }
}

/** The anchor of a heading as GitHub makes it, so that links to it work in both. */
export const slugify = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
