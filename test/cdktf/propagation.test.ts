import { AmplifyComputeRole, AmplifySsrApp, type AmplifySsrAppConfig, dynamodb } from "@amplify-roles/cdktf";
import * as terrain from "@amplify-roles/cdktn";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AwsProvider as TerrainAwsProvider } from "@cdktn/provider-aws/lib/provider";
import { TerraformProvider, TerraformStack, Testing } from "cdktf";
import { App as TerrainApp, TerraformStack as TerrainStack } from "cdktn";
import type { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { synthesize, synthesizeWith, type TerraformJson } from "../support/cdktf/synthesize.js";

// How a deploy waits without a `local-exec` provisioner: with `time_sleep` of hashicorp/time.

const given = { account: "123456789012", region: "eu-west-1" } as const;
const time_sleep = { roles: { propagationWait: "time_sleep" } } as const;

const withApp = (config: Partial<AmplifySsrAppConfig> = {}) =>
  synthesize((stack) => {
    new AmplifySsrApp(stack, "web", { ...given, name: "web", computeRole: {}, ...time_sleep, ...config });
  });

const namesOf = (json: TerraformJson, type: string) => Object.keys(json.resource[type] ?? {});
const requiredProviders = (json: TerraformJson) =>
  (json as unknown as { terraform: { required_providers: Readonly<Record<string, unknown>> } }).terraform
    .required_providers;
const providersOf = (json: TerraformJson) =>
  (json as unknown as { provider: Readonly<Record<string, readonly object[]>> }).provider;

/** The `time_sleep` resources that a resource depends on. */
const waitsOf = (json: TerraformJson, type: string, name: string) =>
  ((json.resource[type]?.[name]?.depends_on ?? []) as string[]).filter((one) => one.startsWith("time_sleep."));

class OtherTimeProvider extends TerraformProvider {
  constructor(
    scope: Construct,
    private readonly name?: string,
  ) {
    super(scope, name ?? "clock", {
      terraformResourceType: "time",
      terraformGeneratorMetadata: { providerName: "time", providerVersionConstraint: "0.14.2" },
      terraformProviderSource: "registry.terraform.io/hashicorp/time",
    });
  }

  override get alias(): string | undefined {
    return this.name;
  }
}

describe("time_sleep", () => {
  const json = withApp({ branches: { main: {}, next: { computeRole: {} } } });
  const [app = ""] = namesOf(json, "aws_amplify_app");

  test("replaces every provisioner, and waits for each compute role", () => {
    expect(JSON.stringify(json)).not.toContain("local-exec");
    const waits = Object.entries(json.resource.time_sleep ?? {}).map(([name, { "//": _, ...block }]) => [name, block]);
    const roles = namesOf(json, "aws_iam_role").filter((name) => name.includes("compute-role"));
    expect(waits).toEqual(
      roles.map((role) => [
        expect.stringMatching(/^web_(branch-next-)?compute-role-propagation_/),
        {
          create_duration: "10s",
          triggers: { arn: `\${aws_iam_role.${role}.arn}`, unique_id: `\${aws_iam_role.${role}.unique_id}` },
        },
      ]),
    );
    expect(roles).toHaveLength(2);
  });

  test("is what the app and the branch with the role depend on, and nothing else", () => {
    // CDKTF sorts by name.
    const [ofBranch = "", ofApp = ""] = namesOf(json, "time_sleep");
    expect(waitsOf(json, "aws_amplify_app", app)).toEqual([`time_sleep.${ofApp}`]);
    const [next = ""] = namesOf(json, "aws_cloudcontrolapi_resource");
    expect(waitsOf(json, "aws_cloudcontrolapi_resource", next)).toEqual([`time_sleep.${ofBranch}`]);
    const waiting = Object.entries(json.resource).flatMap(([type, named]) =>
      Object.keys(named).filter((name) => waitsOf(json, type, name).length > 0),
    );
    expect(waiting).toHaveLength(2);
  });

  test("does not change what the app refers to, so that another way to wait updates nothing in AWS", () => {
    const before = withApp({ roles: {}, branches: { main: {}, next: { computeRole: {} } } });
    const argumentsOf = ({ resource }: TerraformJson) =>
      Object.entries(resource)
        .filter(([type]) => type !== "time_sleep")
        .map(([type, named]) => [
          type,
          Object.entries(named).map(([name, { depends_on: _, provisioner: __, ...block }]) => [name, block]),
        ]);
    expect(argumentsOf(json)).toEqual(argumentsOf(before));
  });

  test("requires hashicorp/time", () => {
    expect(requiredProviders(json)).toMatchObject({ time: { source: "hashicorp/time", version: "~> 0.12" } });
    expect(providersOf(json).time).toEqual([{}]);
  });

  test.each([
    ["by default", { roles: {} }],
    ["without a wait", { roles: { propagationWait: "time_sleep", propagationSeconds: 0 } }],
    ["for an existing role", { computeRole: "arn:aws:iam::123456789012:role/mine" }],
  ] as const)("is not needed %s", (_, config) => {
    const without = withApp(config);
    expect(without.resource).not.toHaveProperty("time_sleep");
    expect(requiredProviders(without)).not.toHaveProperty("time");
  });

  test.each([
    ["without an alias", undefined, [{}]],
    ["with an alias", "clock", [{ alias: "clock" }]],
  ])("leaves the program's own provider as it is: %s", (_, alias, providers) => {
    const json = synthesize((stack) => {
      new AmplifySsrApp(stack, "web", { ...given, name: "web", computeRole: {}, ...time_sleep });
      new OtherTimeProvider(stack, alias);
    });
    expect(requiredProviders(json).time).toEqual({ source: "registry.terraform.io/hashicorp/time", version: "0.14.2" });
    expect(providersOf(json).time).toEqual(providers);
  });

  test("is written once for two apps of one stack", () => {
    const json = synthesize((stack) => {
      for (const name of ["shop", "blog"])
        new AmplifySsrApp(stack, name, { ...given, name, computeRole: {}, ...time_sleep });
    });
    expect(namesOf(json, "time_sleep")).toHaveLength(2);
    expect(providersOf(json).time).toEqual([{}]);
  });

  test("stays a dependency after a grant", () => {
    const json = synthesize((stack) => {
      const names = { name: "web", serviceRole: false } as const;
      const web = new AmplifySsrApp(stack, "web", { ...given, ...names, computeRole: {}, ...time_sleep });
      web.computeRole?.grant(dynamodb.read({ name: "orders" }));
    });
    const [app = ""] = namesOf(json, "aws_amplify_app");
    expect(waitsOf(json, "aws_amplify_app", app)).toHaveLength(1);
    expect(json.resource.aws_amplify_app?.[app]?.depends_on).toHaveLength(2);
  });

  test("is written in HCL, too", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    new AmplifySsrApp(stack, "web", { ...given, name: "web", computeRole: {}, ...time_sleep });
    const hcl = Testing.synthHcl(stack).replace(/_[0-9A-F]{8}/g, "");
    expect(hcl).toMatch(/time = \{\nversion = "~> 0\.12"\nsource = "hashicorp\/time"/);
    expect(hcl).toMatch(
      /resource "time_sleep" "web_compute-role-propagation" \{\ncreate_duration = "10s"\ntriggers = \{\narn = "\$\{aws_iam_role\.web_compute-role\.arn\}"\nunique_id = "\$\{aws_iam_role\.web_compute-role\.unique_id\}"/,
    );
  });
});

describe("time_sleep of a role that several apps share", () => {
  const shared = (stack: TerraformStack) =>
    new AmplifyComputeRole(stack, "server", {
      ...given,
      name: "server",
      propagationSeconds: 7,
      propagationWait: "time_sleep",
    });

  test("is one for all of them", () => {
    const json = synthesize((stack) => {
      const computeRole = shared(stack);
      new AmplifySsrApp(stack, "shop", { ...given, name: "shop", serviceRole: false, computeRole });
      const branches = { main: { computeRole } };
      new AmplifySsrApp(stack, "blog", { ...given, name: "blog", serviceRole: false, branches });
    });
    const [wait = "", ...more] = namesOf(json, "time_sleep");
    expect(more).toEqual([]);
    expect(json.resource.time_sleep?.[wait]?.create_duration).toBe("7s");
    const [blog = "", shop = ""] = namesOf(json, "aws_amplify_app");
    const [main = ""] = namesOf(json, "aws_cloudcontrolapi_resource");
    expect(waitsOf(json, "aws_amplify_app", shop)).toEqual([`time_sleep.${wait}`]);
    expect(waitsOf(json, "aws_amplify_app", blog)).toEqual([]);
    expect(waitsOf(json, "aws_cloudcontrolapi_resource", main)).toEqual([`time_sleep.${wait}`]);
  });

  test("is in the role's stack, which another stack is deployed after", () => {
    const json = synthesize((stack) => {
      const roles = new TerraformStack(stack.node.root as Construct, "roles");
      new AwsProvider(roles, "aws", { region: "eu-west-1" });
      new AmplifySsrApp(stack, "shop", { ...given, name: "shop", serviceRole: false, computeRole: shared(roles) });
    });
    expect(json.resource).not.toHaveProperty("time_sleep");
    expect(requiredProviders(json)).not.toHaveProperty("time");
    expect(JSON.stringify(json)).not.toContain("time_sleep");
  });

  test("is not needed without an app", () => {
    const json = synthesize((stack) => {
      shared(stack);
    });
    expect(json.resource).not.toHaveProperty("time_sleep");
  });
});

test("CDK Terrain writes the same waits", () => {
  const json = withApp();
  const { AmplifySsrApp: TerrainSsrApp } = terrain;
  const again = synthesizeWith(
    { App: TerrainApp, TerraformStack: TerrainStack, AwsProvider: TerrainAwsProvider },
    (stack: TerrainStack) => {
      new TerrainSsrApp(stack, "web", { ...given, name: "web", computeRole: {}, ...time_sleep });
    },
  );
  expect(again.resource.time_sleep).toEqual(json.resource.time_sleep);
  expect(requiredProviders(again).time).toEqual(requiredProviders(json).time);
});
