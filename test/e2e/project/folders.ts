import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { processFolder } from "./watchdog.js";

/** The folder of the end-to-end tests. */
export const e2eFolder = fileURLToPath(new URL("..", import.meta.url));

/** The root of the workspace. */
export const workspaceFolder = fileURLToPath(new URL("../../..", import.meta.url));

/** A new, empty folder in the machine's temporary space. It is removed with this process at the latest. */
export function temporaryFolder(name: string): Promise<string> {
  return mkdtemp(join(processFolder(), `${name}-`));
}

/** Removes a folder and everything in it. It may be gone already. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
