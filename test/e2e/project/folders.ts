import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the end-to-end tests. */
export const e2eFolder = fileURLToPath(new URL("..", import.meta.url));

/** The root of the workspace. */
export const workspaceFolder = fileURLToPath(new URL("../../..", import.meta.url));

/** A new, empty folder of the machine's temporary space. */
export function temporaryFolder(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `amplify-roles-${name}-`));
}

/** Removes a folder and everything in it; one that is gone already is no fault. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
