import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/** The packages as they are built: `npm test` builds first. */
const packages = fileURLToPath(new URL("../../packages/", import.meta.url));

/** Notes which files a program reads itself, as the service reference does. */
const NOTE_FILES =
  'const fs = require("node:fs"); const { readFileSync } = fs; const read = [];' +
  "fs.readFileSync = (file, ...rest) => { read.push(String(file)); return readFileSync(file, ...rest); };";

/** The files that a program loads from the packages: `core/index`, `core/plan`. */
function filesLoadedBy(program: string): readonly string[] {
  const script = `${NOTE_FILES} ${program}; console.log(JSON.stringify([...new Set([...Object.keys(require.cache), ...read])]))`;
  const output = execFileSync(process.execPath, ["-e", script], { cwd: `${packages}/cdktf`, encoding: "utf8" });
  return (JSON.parse(output) as string[])
    .filter((file) => file.startsWith(packages) && !file.startsWith(`${packages}cdktf/`))
    .map((file) =>
      file
        .slice(packages.length)
        .replace(/\.js(on)?$/, "")
        .replace(/\/dist\/(chunks\/)?/, "/"),
    )
    .sort();
}

const CORE = 'const { allow, dynamodb, explain } = require("@amplify-roles/core");';
const ADAPTER = `${CORE} const { planAmplifySsrApp } = require("@amplify-roles/core/adapter");`;
const grant = 'dynamodb.read("arn:aws:dynamodb:eu-west-1:123456789012:table/orders")';
const app = (...grants: readonly string[]) => `{ name: "web", computeRole: { grants: [${grants}] } }`;
const statement = 'allow({ actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:eu-west-1:123456789012:orders"] })';

const core = ["core/common", "core/grants", "core/index"];
const plan = ["core/parse", "core/plan"];
const adapter = [...core, "core/adapter"];
const rules = ["core/policy-rules", "service-reference/condition-keys", "service-reference/index"];

describe("a program loads only what it uses:", () => {
  test.each([
    ["the grant functions", `${CORE} ${grant}`, core],
    ["an adapter", 'require("@amplify-roles/core"); require("@amplify-roles/core/adapter");', adapter],
    ["the constructs", 'require("@amplify-roles/cdktf");', adapter],
    ["a plan", `${ADAPTER} planAmplifySsrApp("web", ${app(grant)})`, [...adapter, ...plan]],
    [
      "a plan with a statement, which the rules check",
      `${ADAPTER} planAmplifySsrApp("web", ${app(grant, statement)})`,
      [...adapter, ...plan, ...rules, "service-reference/data/index", "service-reference/data/sqs"],
    ],
    ["explain, which plans", `${CORE} explain(${app(grant)})`, [...core, ...plan]],
    ["lint", 'require("@amplify-roles/core/lint")', ["core/common", "core/lint", "core/parse", ...rules]],
  ])("%s", (_, program, expected) => {
    expect(filesLoadedBy(program)).toEqual([...expected].sort());
  });
});

test.each(["", "/adapter", "/doctor", "/lint", "/settings", "/testing"])(
  "a module can import what the entry core%s exports, before its chunks are loaded",
  (entry) => {
    const name = JSON.stringify(`@amplify-roles/core${entry}`);
    const script = `import(${name}).then((module) => {
      const required = require(${name});
      const wrong = Object.keys(required).filter((name) => required[name] === undefined || module[name] !== required[name]);
      console.log(JSON.stringify({ exports: Object.keys(required).length > 0, wrong }));
    })`;
    const output = execFileSync(process.execPath, ["-e", script], { cwd: `${packages}/cdktf`, encoding: "utf8" });
    expect(JSON.parse(output)).toEqual({ exports: true, wrong: [] });
  },
);
