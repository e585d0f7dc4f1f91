import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/** The packages as they are built: `npm test` builds first. */
const packages = fileURLToPath(new URL("../../packages/", import.meta.url));

/** The files that a program loads from the packages: `core/index`, `core/plan`. */
function filesLoadedBy(program: string): readonly string[] {
  const script = `${program}; console.log(JSON.stringify(Object.keys(require.cache)))`;
  const output = execFileSync(process.execPath, ["-e", script], { cwd: `${packages}/cdktf`, encoding: "utf8" });
  return (JSON.parse(output) as string[])
    .filter((file) => file.startsWith(packages))
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
const adapter = [...core, "core/adapter", "core/plan"];
const rules = ["core/policy-rules", "service-reference/index"];

describe("a program loads only what it uses:", () => {
  test.each([
    ["the grant functions", `${CORE} ${grant}`, core],
    ["a plan", `${ADAPTER} planAmplifySsrApp("web", ${app(grant)})`, adapter],
    [
      "a plan with a statement, which the rules check",
      `${ADAPTER} planAmplifySsrApp("web", ${app(grant, statement)})`,
      [...adapter, ...rules, "service-reference/data/index", "service-reference/data/sqs"],
    ],
    ["explain, which plans", `${CORE} explain(${app(grant)})`, [...core, "core/plan"]],
    ["lint", 'require("@amplify-roles/core/lint")', ["core/common", "core/lint", ...rules]],
  ])("%s", (_, program, expected) => {
    expect(filesLoadedBy(program)).toEqual([...expected].sort());
  });
});
