import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const NAME = "@amplify-roles/service-reference";

/**
 * The folder of the service reference, whose data the command reads. It is in the `node_modules` of a folder around this
 * file, as Node.js looks for it. Only a tool that keeps packages elsewhere needs Node's own search, which takes longer.
 */
export function referenceFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const found = join(folder, "node_modules", NAME);
    if (existsSync(join(found, "data"))) return found;
    if (folder === dirname(folder)) return join(require.resolve(NAME), "../..");
  }
}
