import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { navigation, pathOf } from "../../../site/navigation.mjs";
import { workspaceFolder } from "../project/folders.js";
import { run } from "../project/processes.js";
import { type Browser, chromium, launch, type Page } from "./browser.js";
import { serve } from "./serve.js";

// `apt-get install chromium`, or the variable CHROMIUM with the path of one. Pictures: .cache/site/*.png.
describe.skipIf(chromium === undefined)("the built site in a browser", () => {
  const pictures = join(workspaceFolder, ".cache/site");
  const desktop = { viewport: { width: 1280, height: 900 } };
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  const problems: string[] = [];

  beforeAll(async () => {
    await run(process.execPath, ["scripts/site.mjs"], { cwd: workspaceFolder, timeoutMs: 300_000 });
    await mkdir(pictures, { recursive: true });
    server = await serve(join(workspaceFolder, "site/.vitepress/dist"));
    browser = await launch(chromium ?? "");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** A page at a path, whose errors are collected. */
  async function open(path: string, options: Parameters<Browser["newPage"]>[0] = desktop): Promise<Page> {
    const page = await browser.newPage(options);
    page.on("console", (message: { type(): string; text(): string }) => {
      if (["error", "warning"].includes(message.type())) problems.push(`${path}: ${message.text()}`);
    });
    page.on("pageerror", (error: Error) => problems.push(`${path}: ${error.message}`));
    page.on("response", (response: { status(): number; url(): string }) => {
      if (response.status() >= 400) problems.push(`${path}: ${response.status()} ${response.url()}`);
    });
    await page.goto(`${server.url}/${path}`);
    await page.waitForSelector("h1");
    return page;
  }

  const picture = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });

  it("shows what it is, and leads to a start", async () => {
    const page = await open("");
    expect(await page.textContent("h1")).toContain("amplify-roles");
    await picture(page, "home");
    await page.click('.VPSidebar a[href="/examples/cdktn/new-app"]');
    await page.waitForURL(/\/examples\/cdktn\/new-app$/);
    expect(await page.textContent("h1")).toContain("CDK Terrain");
    await picture(page, "start");
    await page.close();
  });

  it("opens every page of its navigation without an error", async () => {
    const page = await open("");
    for (const { page: file } of navigation.flatMap(({ items }) => items)) {
      await page.goto(`${server.url}/${pathOf(file)}`);
      expect(await page.textContent("h1"), file).not.toBe("404");
    }
    expect(problems).toEqual([]);
    await page.close();
  });

  it("finds AccessDenied", async () => {
    const page = await open("");
    await page.click(".DocSearch-Button");
    await page.fill("#localsearch-input", "AccessDenied");
    await page.waitForSelector("#localsearch-list li");
    await picture(page, "search");
    const found = await page.evaluate<string[]>(
      '[...document.querySelectorAll("#localsearch-list a")].map((link) => link.getAttribute("href"))',
    );
    expect(found.some((link) => link.startsWith("/troubleshooting"))).toBe(true);
    await page.click('#localsearch-list a[href^="/troubleshooting"]');
    await page.waitForURL(/\/troubleshooting/);
    await page.close();
  });

  it.each(["", "troubleshooting", "grants", "options", "errors", "packages/cli/api", "branches", "deploy-policy"])(
    "fits on a phone: /%s",
    async (path) => {
      const page = await open(path, phone);
      const [content, screen] = await page.evaluate<[number, number]>(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
      );
      await picture(page, `phone-${path.replaceAll("/", "-") || "home"}`);
      expect(content).toBeLessThanOrEqual(screen ?? 0);
      await page.close();
    },
  );

  it("has a menu on a phone", async () => {
    const page = await open("lint", phone);
    await page.click(".VPLocalNav .menu");
    await page.waitForSelector(".VPSidebar.open", { state: "visible" });
    // It slides in.
    await page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))");
    await picture(page, "phone-menu");
    await page.click('.VPSidebar a[href="/grants"]');
    await page.waitForURL(/\/grants$/);
    await page.close();
  });

  it("is dark for those who like it dark", async () => {
    const page = await open("troubleshooting", { ...desktop, colorScheme: "dark" });
    const [background] = await page.evaluate<string[]>("[getComputedStyle(document.body).backgroundColor]");
    const channels = (background?.match(/\d+/g) ?? []).map(Number);
    expect(Math.max(...channels.slice(0, 3))).toBeLessThan(60);
    await picture(page, "dark");
    await page.close();
  });

  it("has the page for Japanese readers", async () => {
    const page = await open("ja/");
    expect(await page.evaluate("document.documentElement.lang")).toBe("ja");
    await picture(page, "japanese");
    await page.close();
  });

  it("has no errors on its console", () => expect(problems).toEqual([]));
});
