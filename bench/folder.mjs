import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The measure with a folder of its own, which is gone afterwards. */
export function inFolder(measure) {
  return () => {
    const folder = mkdtempSync(join(tmpdir(), "amplify-roles-bench-"));
    try {
      return measure(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
