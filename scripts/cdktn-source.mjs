import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = join(dirname(fileURLToPath(import.meta.url)), "../packages");

/** What CDK Terrain calls the modules that a file imports. */
const MODULES = [
  [/(\bfrom |\bimport\()"cdktf"/g, '$1"cdktn"'],
  [/(\bfrom |\bimport\()"@amplify-roles\/cdktf"/g, '$1"@amplify-roles/cdktn"'],
  [/(\bfrom |\bimport\()"@cdktf\/provider-aws\//g, '$1"@cdktn/provider-aws/'],
];

/** A file of packages/cdktf, or a program, for CDK Terrain: the same, with CDK Terrain's imports. */
export const forCdktn = (text) => MODULES.reduce((result, [from, to]) => result.replaceAll(from, to), text);

/**
 * Writes packages/cdktn/src, which Git ignores: it is packages/cdktf/src with other imports. What is up to date is left
 * as it is, so that the compiler has nothing to do.
 */
export function writeCdktnSource(folder = packages) {
  const from = join(folder, "cdktf/src");
  const to = join(folder, "cdktn/src");
  if (!existsSync(from) || !existsSync(dirname(to))) return;
  mkdirSync(to, { recursive: true });
  const files = readdirSync(from).filter((name) => name.endsWith(".ts"));
  for (const name of readdirSync(to)) if (!files.includes(name)) rmSync(join(to, name));
  for (const name of files) {
    const text = forCdktn(readFileSync(join(from, name), "utf8"));
    const file = join(to, name);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  }
}
