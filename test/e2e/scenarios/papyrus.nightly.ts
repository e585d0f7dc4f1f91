import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { explainCommand } from "../../../packages/cli/src/explain.js";
import { settingsCommand } from "../../../packages/cli/src/settings.js";
import { runCommand } from "../../cli/support/captured.js";
import { type Aws, startAws } from "../aws/aws.js";
import { REGION } from "../aws/environment.js";
import { startEnforcement } from "../aws/iam-enforcement.js";
import { assumeRole, environmentOf } from "../aws/session.js";
import { type AccountSnapshot, isEmpty, takeSnapshot } from "../aws/snapshot.js";
import { TOOLS } from "../project/each-tool.js";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import type { Tool } from "../project/project.js";
import type { ServerProcess } from "../project/server-process.js";
import { stopAws } from "../project/shared-aws.js";
import { describeWith, hasPython } from "../project/tools.js";
import { processFolder } from "../project/watchdog.js";
import { filesWithValues, Papyrus } from "../settings/papyrus.js";
import { readWithPython } from "../settings/python-reader.js";
import { hasBrowser, startBrowser } from "../ssr/browser.js";
import { buildNextApp, nextFolder, startNextApp } from "../ssr/nextjs.js";
import { createExample, type ExampleProject } from "./examples/example-project.js";

// The `.env` of papyrus, from `settings sort` to the destroy, with the constructs of the example container-settings around it.

const PATH = "/papyrus/prd";

/** A plugin that does not know write-only arguments cannot create parameters without a value. Secrets need none. */
const ALL_SECRET = [{ name: ".", destination: "secret", reason: "this plugin has no write-only arguments" }];

for (const { tool, name, need } of TOOLS) {
  describeWith([need, hasPython, hasBrowser], `papyrus, from .env to the destroy, with ${name}`, () => {
    const papyrus = new Papyrus();
    let problem: string | undefined;
    let aws: Aws;
    let before: AccountSnapshot;
    let example: ExampleProject;
    let browser: Browser;
    let page: Page;
    let next: ServerProcess;
    /** The folder of the `.env` file, and of what commands write next to it. */
    let folder: string;
    const file = () => join(folder, ".env");
    let rules: readonly string[] = [];
    /** What any tool or command printed. */
    const log: string[] = [];

    beforeAll(async () => {
      problem = await buildNextApp();
      if (problem !== undefined) return;
      await papyrus.start();
      aws = await startAws();
      startEnforcement(aws.gateway, aws.moto);
      before = await takeSnapshot(aws);
      example = await createExample(tool, { example: "container-settings", stack: "papyrus" }, aws.env);
      folder = await temporaryFolder("papyrus");
      writeFileSync(file(), papyrus.file);
      browser = await startBrowser();
    });
    beforeEach((test) => {
      for (const [variable, value] of Object.entries(aws?.env ?? {})) vi.stubEnv(variable, value);
      if (problem !== undefined) test.skip(problem);
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      await browser?.close();
      await next?.stop();
      papyrus.stop();
      await example?.project.remove();
      if (folder !== undefined) await removeFolder(folder);
      if (aws !== undefined) await stopAws(aws);
    });

    /** A command of the CLI. Its output is searched, too. */
    const cli = async (run: typeof settingsCommand, ...args: readonly string[]) => {
      const result = await runCommand(run, ...args);
      log.push(result.out, result.error);
      return result;
    };
    const settings = (...args: readonly string[]) => cli(settingsCommand, ...args);
    const app = (): Readonly<Record<string, unknown>> => aws.gateway.hosting.listApps(REGION)[0] ?? {};
    const shown = (id: string) => page.locator(`#${id}`).textContent();
    /** For people who look at them. */
    const screenshot = async () => {
      const target = process.env.SCREENSHOTS;
      if (target !== undefined) await page.screenshot({ path: `${target}/papyrus-${tool}.png` });
    };

    /** Replaces the settings of the example by the lines of `settings sort`. */
    const declare = async () => {
      const { code, out } = await settings("sort", file(), "--path", PATH, "--for", toolOf(tool), ...rules);
      expect(code).toBe(0);
      const source = readFileSync(programOf(example), "utf8");
      const [declared = ""] = /const settings = new AmplifySettings\([\s\S]*?^ *\}\);\n/m.exec(source) ?? [];
      // Otherwise secrets stay for the 30 days of their recovery window.
      await example.project.edit(declared, out.replace("  variables:", "  recoveryWindowInDays: 0,\n  variables:"));
    };

    it("sort says where each variable belongs", async () => {
      const { code, out } = await settings("sort", file(), "--json");
      expect(code).toBe(0);
      const sorted: readonly { name: string; destination: string; group?: string }[] = JSON.parse(out);
      expect(sorted.map((one) => [one.name, one.group ?? one.destination].join(" "))).toEqual([
        "DB_HOST db",
        "DB_NAME db",
        "DB_USER db",
        "DB_PASSWORD db",
        "AUTH0_DOMAIN parameter",
        "AUTH0_CLIENT_ID auth0",
        "AUTH0_CLIENT_SECRET auth0",
        "AUTH0_CALLBACK_URL parameter",
        "FLASK_SECRET_KEY flask",
        "GUNICORN_WORKERS parameter",
        "GUNICORN_TIMEOUT parameter",
        "API_URL parameter",
        "API_TOKEN api",
      ]);
    });

    it("its lines are deployed, without values", async () => {
      await declare();
      const { project } = example;
      const preview = async () => log.push((await project.preview()).output);
      await preview().catch(async (error: unknown) => {
        if (tool === "terraform" || !String(error).includes("Write-only Attribute Not Allowed")) throw error;
        const own = join(folder, "rules.json");
        writeFileSync(own, JSON.stringify(ALL_SECRET));
        rules = ["--rules", own];
        await declare();
        await preview();
      });
      log.push((await project.deploy()).output);
      const { roles, repositories, logGroups, taskDefinitions } = await takeSnapshot(aws);
      expect(Object.keys(roles).sort()).toEqual([
        "papyrus-amplify-compute",
        "papyrus-amplify-service",
        "papyrus-execution",
        "papyrus-task",
      ]);
      expect(repositories.papyrus).toMatchObject({ tagMutability: "MUTABLE", encryption: "AES256" });
      expect(logGroups["/ecs/papyrus"]).toMatchObject({ retentionInDays: 1, tags: { Project: "papyrus" } });
      expect(taskDefinitions.papyrus?.containers[0]?.environment).toEqual([{ name: "SETTINGS_PATH", value: PATH }]);
      const outputs = await project.outputs();
      const urls = [
        outputs.auth0_callback_urls ?? outputs.auth0CallbackUrls,
        outputs.auth0_origins ?? outputs.auth0Origins,
      ];
      expect(urls).toEqual([
        `https://papyrus.example.com/callback,https://main.${app().defaultDomain}/callback`,
        `https://papyrus.example.com,https://main.${app().defaultDomain}`,
      ]);
    });

    it("push writes the values, and then nothing differs", async () => {
      const missing = await settings("diff", file(), "--path", PATH, "--json");
      expect(missing.code).toBe(1);
      expect(
        JSON.parse(missing.out)
          .map(({ name: one }: { name: string }) => one)
          .sort(),
      ).toEqual(papyrus.names);
      expect((await settings("push", file(), "--path", PATH, "--yes")).code).toBe(0);
      const { code, out } = await settings("diff", file(), "--path", PATH);
      expect([code, out]).toEqual([0, `No differences under ${PATH}.\n`]);
      expect((await settings("pull", "--names", "--path", PATH)).out.match(/^\w+=$/gm)?.sort()).toEqual(
        papyrus.names.map((one) => `${one}=`),
      );
      log.push((await example.project.refresh()).output);
      expect(await example.project.plan()).toEqual([]);
    });

    it("the app reads them in the browser, with its compute role", async () => {
      const credentials = environmentOf(await assumeRole(aws.gateway, { RoleArn: String(app().computeRoleArn) }));
      const variables = app().environmentVariables as NodeJS.ProcessEnv;
      next = await startNextApp({ ...aws.env, ...credentials, ...variables });
      page = await browser.newPage({ viewport: { width: 900, height: 720 } });
      await page.goto(next.url);
      expect(await shown("role")).toBe("papyrus-amplify-compute");
      expect(await shown("settings"), next.log()).toBe(papyrus.names.join(", "));
      expect(await shown("api")).toBe("answers");
      log.push(await page.content());
      await screenshot();
    });

    it("the container's Python reads the same with the task role", async () => {
      const { roles } = await takeSnapshot(aws);
      expect(roles["papyrus-task"]).toBeDefined();
      const task = await assumeRole(aws.gateway, { RoleArn: "arn:aws:iam::123456789012:role/papyrus-task" });
      expect(await readWithPython(tool, { ...aws.env, ...environmentOf(task), SETTINGS_PATH: PATH })).toEqual(
        papyrus.values,
      );
    });

    it("the app has a rotated token at once, without a deployment", async () => {
      papyrus.rotate();
      writeFileSync(file(), papyrus.file);
      const { out } = await settings("push", file(), "--path", PATH, "--yes");
      expect(out.match(/^\w+ .* changes /gm)?.map((line) => line.split(" ")[0])).toEqual(["API_TOKEN", "DB_PASSWORD"]);
      await page.reload();
      expect(await shown("api"), next.log()).toBe("answers");
      log.push(await page.content(), next.log());
      expect(await example.project.plan()).toEqual([]);
    });

    it("the values are in no file, state, plan or log", async () => {
      const { project } = example;
      const exported = join(folder, "stack.json");
      if (tool === "pulumi")
        writeFileSync(exported, (await project.command("stack", "export", "--show-secrets")).stdout);
      const source = tool === "pulumi" ? exported : join(project.folder, "cdktf.out");
      for (const format of ["text", "json", "html", "svg"]) {
        const target = join(folder, `explained.${format}`);
        expect(await cli(explainCommand, source, "--format", format, "-o", target)).toMatchObject({ code: 0 });
      }
      log.push(JSON.stringify(await project.plan()), await project.state(), JSON.stringify(await project.outputs()));
      expect(log.join("\n").match(/.{0,60}hidden-.{0,20}/g) ?? []).toEqual([]);
      // All folders of this process, with the program, what is synthesized, plans and states; and what Next.js wrote.
      const found = [processFolder(), nextFolder].flatMap((one) => filesWithValues(one));
      expect(found).toEqual([file()]);
    });

    it("a destroy leaves nothing", async () => {
      log.push((await example.project.destroy()).output);
      const after = await takeSnapshot(aws);
      expect(after).toEqual(before);
      expect([isEmpty(after), after.scheduledForDeletion]).toEqual([true, []]);
      const { code, error } = await settings("diff", "--path", PATH);
      expect([code, error]).toEqual([2, expect.stringContaining(`There are no settings under ${PATH} in ${REGION}.`)]);
    });
  });
}

const toolOf = (tool: Tool) => (tool === "terraform" ? "cdktf" : "pulumi");

const programOf = ({ project }: ExampleProject): string =>
  join(project.folder, project.tool === "terraform" ? "main.ts" : "program.ts");
