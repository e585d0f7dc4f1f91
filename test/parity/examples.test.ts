import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { runExample as runCdktfExample } from "../support/cdktf/run-example.js";
import { camelCased, configurations } from "../support/examples.js";
import { deployedByPulumi } from "../support/pulumi/deployed.js";
import { runExample as runPulumiExample } from "../support/pulumi/run-example.js";
import { root } from "../support/repository.js";

const examples = join(root, "examples");

test("every example is there twice, and compared", () => {
  const folders = (tool: string) => readdirSync(join(examples, tool)).sort();
  expect(folders("pulumi")).toEqual(folders("cdktf"));
  expect(Object.keys(configurations).sort()).toEqual(folders("cdktf"));
});

test("every construct of the examples is among those that are compared", async () => {
  for (const [example, ways] of Object.entries(configurations)) {
    const { registrations } = await runPulumiExample(join(examples, "pulumi", example), {
      ...camelCased(Object.assign({}, ...ways.map(({ values }) => values))),
      ...Object.assign({}, ...ways.map(({ pulumiValues }) => pulumiValues)),
    });
    const components = registrations.filter(({ type }) => type.startsWith("amplify-roles:")).map(({ name }) => name);
    expect(ways.flatMap((way) => way.components).sort()).toEqual(components.sort());
  }
});

test("an imported app waits for the service role that is created next to it", async () => {
  const { registrations } = await runPulumiExample(join(examples, "pulumi/existing-app-logs"), { takeOver: "true" });
  const app = registrations.find(({ name }) => name === "shop-app");
  expect(app?.dependencies.filter((urn) => urn.endsWith("::service-role-role"))).toHaveLength(1);
});

describe.each(Object.entries(configurations))("%s", (example, configuration) => {
  test.each(configuration)(
    "deploys the same through both tools: $stack",
    async ({ stack, components, values, pulumiValues }) => {
      const stacks = await runCdktfExample(join(examples, "cdktf", example));
      const json = stacks[stack];
      if (json === undefined) throw new Error(`${example} has no stack ${stack}, only ${Object.keys(stacks)}`);
      const { registrations } = await runPulumiExample(join(examples, "pulumi", example), {
        ...camelCased(values),
        ...pulumiValues,
      });

      for (const name of components) {
        const terraform = deployedByTerraform(json, `${stack}/${name}`, {
          variables: values,
          stacks: Object.values(stacks),
        });
        expect(terraform.length).toBeGreaterThan(0);
        const pulumi = deployedByPulumi(registrations, name).map(({ arguments: { region, ...args }, ...others }) => ({
          ...others,
          arguments: args,
        }));
        expect(pulumi).toEqual(terraform);
      }
    },
  );
});
