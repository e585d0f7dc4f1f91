import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { forCdktn } from "../../scripts/cdktn-source.mjs";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { runExample } from "../support/cdktf/run-example.js";
import type { TerraformJson } from "../support/cdktf/synthesize.js";
import { configurations } from "../support/examples.js";
import { root } from "../support/repository.js";

// Whoever moves from CDKTF to CDK Terrain keeps the state: docs/cdktn.md says that nothing is replaced.

const examples = join(root, "examples");
const before = await runExample(join(examples, "cdktf/new-app"));
const after = await runExample(join(examples, "cdktn/new-app"));

const addressesOf = ({ resource }: TerraformJson) =>
  Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));

describe("the example for CDK Terrain", () => {
  test("has the stacks of the one for CDKTF, and their state in the same files", () => {
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const backend = (json?: TerraformJson) =>
      (json as { terraform?: { backend?: object } } | undefined)?.terraform?.backend;
    expect(backend(after.web)).toMatchObject({ local: { path: expect.stringMatching(/terraform\.web\.tfstate$/) } });
    const file = (json?: TerraformJson) => JSON.stringify(backend(json)).split("/").at(-1);
    expect(file(after.web)).toEqual(file(before.web));
  });

  test("has the same addresses, variables and outputs", () => {
    const [old, made] = [before.web, after.web];
    if (old === undefined || made === undefined) throw new Error("The example has no stack web");
    expect(addressesOf(made)).toEqual(addressesOf(old));
    expect(addressesOf(made).length).toBeGreaterThan(15);
    for (const part of ["variable", "output", "data"] as const)
      expect(Object.keys(made[part] ?? {})).toEqual(Object.keys(old[part] ?? {}));
  });

  test("deploys the same", () => {
    const values = configurations["new-app"]?.[0]?.values ?? {};
    const [old, made] = [before, after].map((stacks) =>
      deployedByTerraform(stacks.web as TerraformJson, "web/web", { variables: values }),
    );
    expect(made).toEqual(old);
  });
});

test("imports of both kinds are renamed, and nothing else", () => {
  const text = [
    'import { App } from "cdktf";',
    'import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";',
    'import { s3 } from "@amplify-roles/cdktf";',
    'const text = "cdktf"; // CDKTF and cdktf.json',
  ];
  expect(forCdktn(text.join("\n")).split("\n")).toEqual([
    'import { App } from "cdktn";',
    'import type { IamRole } from "@cdktn/provider-aws/lib/iam-role";',
    'import { s3 } from "@amplify-roles/cdktn";',
    text[3],
  ]);
});

test("the package's README has the program of the one for CDKTF", () => {
  const program = (name: string) =>
    /```ts\n(.*?)```/s.exec(readFileSync(join(root, "packages", name, "README.md"), "utf8"))?.[1] ?? "";
  expect(program("cdktf")).toContain("AmplifySsrApp");
  expect(program("cdktn")).toBe(forCdktn(program("cdktf")));
});
