import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import type { Need } from "../project/tools.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const found = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((file) => existsSync(file));

/** Chromium or Chrome on the PATH. */
export const hasBrowser: Need = () => (found === undefined ? "there is no Chromium on the PATH" : undefined);

/** Starts the browser. It reaches localhost only. */
export function startBrowser(): Promise<Browser> {
  // In a container the kernel may not let Chromium set up its sandbox.
  const args = ["--no-sandbox", "--disable-dev-shm-usage"];
  return chromium.launch({ ...(found === undefined ? {} : { executablePath: found }), args });
}
