import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { workspaceFolder } from "../project/folders.js";

/** What the test uses of a page of playwright-core, which only the folder `site` has installed. */
export interface Page {
  goto(url: string): Promise<unknown>;
  url(): string;
  title(): Promise<string>;
  on(event: "console" | "pageerror" | "response", listener: (event: never) => void): void;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  waitForSelector(selector: string, options?: { state: "visible" | "hidden" }): Promise<unknown>;
  waitForURL(url: RegExp): Promise<void>;
  textContent(selector: string): Promise<string | null>;
  evaluate<T>(code: string): Promise<T>;
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>;
  close(): Promise<void>;
}

export interface Browser {
  newPage(options?: {
    viewport?: { width: number; height: number };
    colorScheme?: "dark" | "light";
    isMobile?: boolean;
    hasTouch?: boolean;
  }): Promise<Page>;
  close(): Promise<void>;
}

/** The system's Chromium or Chrome; undefined without one. */
export const chromium = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

/** Starts it. Nothing but localhost is reached. */
export async function launch(executablePath: string): Promise<Browser> {
  const playwright = createRequire(join(workspaceFolder, "site/package.json"))("playwright-core");
  return playwright.chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}
