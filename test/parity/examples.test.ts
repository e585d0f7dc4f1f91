import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { runExample } from "../support/cdktf/run-example.js";
import { deployedByPulumi } from "../support/pulumi/deployed.js";
import type { Registration } from "../support/pulumi/registration.js";
import { runProgram, transcript } from "../support/pulumi/run-program.js";
import { root } from "../support/repository.js";
import { components, configurations } from "./examples.js";

const examples = join(root, "examples");

test("every example is there twice, and compared", () => {
  const folders = (tool: string) => readdirSync(join(examples, tool)).sort();
  expect(folders("pulumi")).toEqual(folders("cdktf"));
  expect(Object.keys(configurations).sort()).toEqual(folders("cdktf"));
});

/** Of a resource that is not the project's own, the same words that the Terraform side uses. */
const words = ({ type, name }: Registration) =>
  /^aws:(iam|amplify|cloudcontrol|cloudwatch)\//.test(type)
    ? type.startsWith("aws:cloudcontrol/")
      ? { id: name }
      : undefined
    : { id: `<id of ${name}>`, arn: `<arn of ${name}>`, name: `<name of ${name}>` };

describe.each(Object.entries(configurations))("%s", (example, configuration) => {
  test.each(configuration)("deploys the same through both tools: $stack", async ({ stack, values, pulumiValues }) => {
    const stacks = await runExample(join(examples, "cdktf", example));
    const json = stacks[stack];
    if (json === undefined) throw new Error(`${example} has no stack ${stack}, only ${Object.keys(stacks)}`);
    const run = await runProgram({
      program: join(examples, "pulumi", example),
      dryRun: false,
      config: { ...camelCased(values), ...pulumiValues },
      resourceOutputs: words,
    });
    expect(run.exitCode, transcript(run)).toBe(0);

    const found = components(run.registrations);
    expect(found.length).toBeGreaterThan(0);
    for (const name of found) {
      const terraform = deployedByTerraform(json, `${stack}/${name}`, values);
      expect(terraform.length).toBeGreaterThan(0);
      const pulumi = deployedByPulumi(run.registrations, name).map(({ arguments: { region, ...args }, ...others }) => ({
        ...others,
        arguments: args,
      }));
      expect(pulumi).toEqual(terraform);
    }
  });
});

const camelCased = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
