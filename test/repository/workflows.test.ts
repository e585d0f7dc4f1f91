import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../support/repository.js";
import { readPage } from "./support/pages.js";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly if?: string;
  readonly "runs-on": string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = ".github/workflows";
const workflows = readdirSync(join(root, folder)).map((file) => ({
  file,
  workflow: parse(readPage(join(folder, file))) as Workflow,
}));
const workflow = (name: string) => workflows.find(({ file }) => file === `${name}.yml`)?.workflow as Workflow;
const { scripts, engines } = JSON.parse(readPage("package.json"));

/** What a job runs, also in actions of this repository. */
const commandsOf = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ run, uses, with: given }) => [
    ...(run === undefined ? [] : [run]),
    ...(uses?.startsWith("./") ? commandsOf(parse(readPage(join(uses, "action.yml"))).runs.steps) : []),
    ...(uses?.startsWith("changesets/") ? [String(given?.version), String(given?.publish)] : []),
  ]);
const commands = (one: Workflow) => Object.values(one.jobs).flatMap(({ steps }) => commandsOf(steps));

it("are CI, the long runs, and what releases", () => {
  expect(workflows.map(({ file }) => file).sort()).toEqual(
    ["ci.yml", "nightly.yml", "release.yml", "service-reference.yml", "weekly.yml"].sort(),
  );
});

describe.each(workflows)("$file", ({ workflow: one }) => {
  it("runs scripts that exist", () => {
    const run = commands(one).flatMap((command) =>
      [...command.matchAll(/\bnpm (?:run )?([\w:-]+)/g)].map(([, name = ""]) => name),
    );
    expect(run.length).toBeGreaterThan(0);
    // npm's own commands are not scripts.
    expect(run.filter((name) => !["ci", "install"].includes(name) && scripts[name] === undefined)).toEqual([]);
  });

  it("gives no job more than it needs", () => {
    expect(Object.values(one.permissions).filter((access) => access !== "read")).toEqual([]);
    for (const job of Object.values(one.jobs)) {
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
    }
  });

  it("uses actions of this repository that exist, and versions of others", () => {
    const uses = Object.values(one.jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
    const local = uses.filter((name) => name.startsWith("./"));
    expect(local.filter((name) => !existsSync(join(root, name, "action.yml")))).toEqual([]);
    expect(uses.filter((name) => !name.startsWith("./") && !/^[\w.-]+\/[\w./-]+@v\d+$/.test(name))).toEqual([]);
  });

  it("never writes what anybody can set into a command", () => {
    for (const command of commands(one)) expect(command).not.toMatch(/\$\{\{/);
  });
});

describe("ci.yml", () => {
  const { jobs, on } = workflow("ci");

  it("runs on pushes to main and on pull requests, whoever opens them", () => {
    expect(Object.keys(on).sort()).toEqual(["pull_request", "push"]);
    expect(on).not.toHaveProperty("pull_request_target");
  });

  it("runs the README's two commands on every supported Node.js", () => {
    expect(jobs.test?.strategy?.matrix.node).toEqual([20, 22, 24]);
    expect(engines.node).toMatch(/^>=20\./);
    expect(commandsOf(jobs.test?.steps ?? [])).toEqual(["npm run demo", "npm test"]);
  });

  it("runs the unit tests on three systems", () => {
    expect(jobs.unit?.strategy?.matrix).toMatchObject({
      os: ["ubuntu-latest", "macos-latest", "windows-latest"],
      node: [20, 22, 24],
    });
    expect(commandsOf(jobs.unit?.steps ?? [])).toContain("npx --no-install vitest run");
  });

  it("runs the end-to-end tests and actionlint", () => {
    const run = commands(workflow("ci")).join("\n");
    expect(run).toContain("npm run test:e2e");
    expect(run).toContain("actionlint@v");
  });
});

it.each([
  ["nightly", "npm run test:nightly"],
  ["weekly", "npm run test:weekly"],
])("%s.yml runs on a schedule, and on demand", (name, command) => {
  expect(Object.keys(workflow(name).on).sort()).toEqual(["schedule", "workflow_dispatch"]);
  expect(commands(workflow(name)).join("\n")).toContain(command);
});

describe("release.yml", () => {
  const { jobs } = workflow("release");

  it("publishes with provenance and without a token", () => {
    expect(jobs.release?.permissions).toMatchObject({ "id-token": "write", contents: "write" });
    expect(readPage(`${folder}/release.yml`)).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/);
  });

  it("publishes nothing before a person turns it on, and nothing from forks", () => {
    expect(jobs.release?.if).toContain("github.repository == 'amplify-roles/amplify-roles'");
    expect(jobs.release?.if).toContain("vars.RELEASES == 'true'");
  });

  it("tests before it publishes, with the locked dependencies", () => {
    const run = commands(workflow("release"));
    expect(run).toEqual([
      "npm ci --prefix .github/release --ignore-scripts",
      "npm test",
      "npm run release:version",
      "npm run release:publish",
    ]);
    const lock = JSON.parse(readPage(".github/release/package-lock.json"));
    const { devDependencies } = JSON.parse(readPage(".github/release/package.json"));
    expect(lock.packages[""].devDependencies).toEqual(devDependencies);
    for (const range of Object.values(devDependencies)) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

it("service-reference.yml opens a pull request with a changeset for that package alone", () => {
  const run = commands(workflow("service-reference")).join("\n");
  expect(run).toContain(`echo '"@amplify-roles/service-reference": patch'`);
  expect(run).toContain("gh pr create");
  expect(run).not.toMatch(/release:publish|npm publish/);
});

describe("forms", () => {
  const forms = readdirSync(join(root, ".github/ISSUE_TEMPLATE")).filter((file) => file !== "config.yml");

  it.each(forms)("%s has a name, a description, and fields with unique ids", (file) => {
    const form = parse(readPage(`.github/ISSUE_TEMPLATE/${file}`));
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    const fields = form.body.filter(({ type }: { type: string }) => type !== "markdown");
    const ids = fields.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { type, attributes } of fields) {
      expect(["input", "textarea", "dropdown", "checkboxes"]).toContain(type);
      expect(attributes.label).toEqual(expect.any(String));
    }
  });
});
