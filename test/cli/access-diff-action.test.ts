import { execFile } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../support/repository.js";
import { testFolder } from "../support/test-folder.js";

const FOLDER = join(root, "actions/access-diff");
const run = promisify(execFile);

const { path: folder } = testFolder("action");

describe("action.yml", () => {
  const text = readFileSync(join(FOLDER, "action.yml"), "utf8");
  const action = parse(text);

  test("is a composite action whose steps run its own scripts with inputs in the environment", () => {
    expect(action.runs.using).toBe("composite");
    for (const step of action.runs.steps) {
      expect(step.shell).toBe("bash");
      // An expression in a script would run what somebody wrote into an input.
      expect(step.run).not.toContain("${{");
      const [, script] = /\$GITHUB_ACTION_PATH\/([\w-]+\.mjs)/.exec(step.run) ?? [];
      if (script !== undefined) expect(readFileSync(join(FOLDER, script), "utf8")).not.toBe("");
    }
  });

  test("describes its inputs and outputs, and uses no other input", () => {
    for (const part of [...Object.values(action.inputs), ...Object.values(action.outputs)])
      expect((part as { description?: string }).description).toMatch(/\.$|write$/);
    const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
  });
});

describe("the comment", () => {
  interface Comment {
    readonly id: number;
    body: string;
  }
  let server: Server;
  let comments: Comment[] = [];
  let calls: string[] = [];
  let refuses = false;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let sent = "";
      request.on("data", (chunk) => {
        sent += chunk;
      });
      request.on("end", () => {
        const url = new URL(request.url ?? "", "http://localhost");
        calls.push(`${request.method} ${url.pathname}`);
        const body = sent === "" ? "" : JSON.parse(sent).body;
        const answer = (status: number, data: unknown) => response.writeHead(status).end(JSON.stringify(data));
        if (request.headers.authorization !== "Bearer secret-token" || (refuses && request.method !== "GET"))
          return answer(403, { message: "Resource not accessible by integration" });
        if (request.method === "GET") {
          const page = Number(url.searchParams.get("page"));
          return answer(200, comments.slice((page - 1) * 100, page * 100));
        }
        if (request.method === "POST") comments.push({ id: comments.length, body });
        else (comments.find(({ id }) => url.pathname.endsWith(`/${id}`)) as Comment).body = body;
        return answer(200, {});
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    comments = Array.from({ length: 120 }, (_, id) => ({ id, body: "Looks good." }));
    calls = [];
    refuses = false;
  });

  async function comment(text: string, id = "default") {
    const file = join(folder, "access.md");
    writeFileSync(file, text);
    const { port } = server.address() as AddressInfo;
    const env = {
      PATH: process.env.PATH,
      TOKEN: "secret-token",
      ID: id,
      PULL_REQUEST: "7",
      MARKDOWN: file,
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_REPOSITORY: "acme/web",
    };
    return run(process.execPath, [join(FOLDER, "comment.mjs")], { env });
  }

  test("is written once, and updated if it says something else", async () => {
    await comment("one");
    await comment("one");
    await comment("two");
    await comment("other stack", "staging");
    expect(comments.slice(120).map(({ body }) => body)).toEqual([
      "<!-- amplify-roles access-diff default -->\ntwo",
      "<!-- amplify-roles access-diff staging -->\nother stack",
    ]);
    expect(calls.filter((call) => !call.startsWith("GET"))).toEqual([
      "POST /repos/acme/web/issues/7/comments",
      "PATCH /repos/acme/web/issues/comments/120",
      "POST /repos/acme/web/issues/7/comments",
    ]);
  });

  test("that GitHub refuses is a warning, which does not repeat the token", async () => {
    refuses = true;
    const { stdout } = await comment("one");
    expect(stdout).toMatch(
      /^::warning::The comment was not written\. GitHub answered 403 to POST .*pull-requests: write/,
    );
    expect(stdout).not.toContain("secret-token");
  });
});

describe.skipIf(process.platform === "win32")("the comparison", () => {
  async function compare(more: Readonly<Record<string, string>>) {
    const [output, summary] = [join(folder, "output"), join(folder, "summary")];
    for (const file of [output, summary]) writeFileSync(file, "");
    // npx finds the command of the project. Here that is this one.
    const npx = join(folder, "npx");
    writeFileSync(npx, `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${root}packages/cli/dist/main.cjs" "$@"\n`);
    chmodSync(npx, 0o755);
    const env = {
      PATH: [folder, process.env.PATH].join(delimiter),
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      BEFORE: "",
      AFTER: "",
      FAIL_ON: "",
      VERSION: "",
      ...more,
    };
    const result = await run(process.execPath, [join(FOLDER, "diff.mjs")], { env }).catch((error) => error);
    return { ...result, output: readFileSync(output, "utf8"), summary: readFileSync(summary, "utf8") };
  }
  const specification = (access: string) => {
    const grants = [{ grant: "s3", access, resources: ["arn:aws:s3:::web-images"], options: {} }];
    const file = join(folder, `${access}.json`);
    writeFileSync(
      file,
      JSON.stringify({ name: "web", branches: { main: { stage: "PRODUCTION", computeRole: { grants } } } }),
    );
    return file;
  };

  test("leaves the text, the picture and the numbers, also where the policy says no", async () => {
    const { output, summary } = await compare({
      BEFORE: specification("read"),
      AFTER: specification("readWrite"),
      FAIL_ON: "write:production",
    });
    expect(output).toMatch(/^changes=[1-9]\d*\nfailures=[1-9]\d*\nmarkdown=.*access\.md\nsvg=.*access\.svg\n$/);
    expect(summary).toContain("Not allowed by --fail-on write:production");
  });

  test.each([
    [{ BEFORE: "none.json", AFTER: "none.json" }, "::error::amplify-roles could not compare."],
    [{ BEFORE: "--help" }, '::error::Expected a file or folder, got "--help".'],
    [{ BEFORE: "a", VERSION: "1 && true" }, '::error::Expected a version such as 0.1.0, got "1 && true".'],
  ])("%j fails at once", async (env, message) => {
    const { code, stdout, output } = await compare(env);
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(stdout).toContain(message);
  });
});
