import * as cdktf from "@amplify-roles/cdktf";
import * as cdktn from "@amplify-roles/cdktn";
import * as pulumi from "@amplify-roles/pulumi";
import { output } from "@pulumi/pulumi";
import { type TerraformStack, TerraformVariable } from "cdktf";
import { TerraformVariable as CdktnVariable } from "cdktn";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { synthesize, type TerraformJson } from "../support/cdktf/synthesize.js";
import { synthesize as synthesizeWithCdktn } from "../support/cdktn/synthesize.js";
import type { DeployedResource } from "../support/deployed.js";
import { deployedByPulumi } from "../support/pulumi/deployed.js";
import { withMocks } from "../support/pulumi/mocks.js";
import { identityPools, type Kit, settings, specifications } from "./specifications.js";

type Make = (kit: Kit) => object;
/** A construct or a component that each package has. */
type Name = "AmplifySsrApp" | "AmplifySettings" | "AmplifyIdentityPoolRole";

interface Synthesis {
  readonly json: TerraformJson;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A specification as Terraform's configuration, its unresolved values as variables. */
function synthesized(tool: "cdktf" | "cdktn", construct: Name, specification: Make): Synthesis {
  const variables: Record<string, unknown> = {};
  const build = (Variable: typeof TerraformVariable, made: typeof cdktf) => (stack: TerraformStack) => {
    const unresolved = (value: string) => {
      const name = `unresolved${Object.keys(variables).length}`;
      variables[name] = value;
      return new Variable(stack, name, { type: "string" }).stringValue;
    };
    new made[construct](stack, "web", specification({ unresolved, grants: made }) as never);
  };
  const json =
    tool === "cdktf"
      ? synthesize(build(TerraformVariable, cdktf))
      : synthesizeWithCdktn(build(CdktnVariable as never, cdktn as never) as never);
  return { json, variables };
}

const deployed = ({ json, variables }: Synthesis) => deployedByTerraform(json, "stack/web", { variables });

/** The addresses of a configuration's resources: what Terraform's state calls them. */
const addresses = ({ json }: Synthesis) =>
  Object.entries(json.resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));

/** The resources of a specification in Terraform. CDKTF and CDK Terrain give them the same addresses. */
function throughTerraform(construct: Name, specification: Make): readonly DeployedResource[] {
  const [archived, current] = (["cdktf", "cdktn"] as const).map((tool) => synthesized(tool, construct, specification));
  if (archived === undefined || current === undefined) throw new Error("There is no configuration to compare");
  expect(addresses(current)).toEqual(addresses(archived));
  const resources = deployed(archived);
  expect(deployed(current).map(withoutRegion)).toEqual(resources);
  return resources;
}

/** The resources of a specification in Pulumi, its unresolved values as Outputs. */
async function throughPulumi(
  component: Name,
  specification: Make,
  tool = pulumi,
): Promise<readonly DeployedResource[]> {
  const { resources } = await withMocks(
    { state: (registration) => (registration.type.startsWith("aws:cloudcontrol/") ? { id: "branch" } : undefined) },
    () => new tool[component]("web", specification({ unresolved: output, grants: pulumi }) as never),
  );
  return deployedByPulumi(resources, "web").map(withoutRegion);
}

/** CDKTF's bindings installed here are of AWS provider 5, whose resources have no region of their own. */
const withoutRegion = (resource: DeployedResource): DeployedResource => {
  const { region, ...others } = resource.arguments;
  return { ...resource, arguments: others };
};

describe("all tools deploy the same", () => {
  test("for generated specifications, whatever of them is known only after deploy", async () => {
    const seen = { branches: 0, cloudControl: 0, managed: 0, identityPools: 0, unresolved: 0 };
    const counted = (value: string) => {
      seen.unresolved += 1;
      return value;
    };
    await fc.assert(
      fc.asyncProperty(specifications, async (specification) => {
        const terraform = throughTerraform("AmplifySsrApp", specification);
        expect(await throughPulumi("AmplifySsrApp", specification)).toEqual(terraform);
        seen.branches += terraform.filter(({ id }) => id.startsWith("branch-")).length;
        seen.cloudControl += terraform.filter(({ kind }) => kind === "aws_cloudcontrolapi_resource").length;
        seen.managed += terraform.filter(({ kind }) => kind === "aws_iam_policy").length;
        seen.identityPools += terraform.filter(({ id }) => id === "identity-pool-attachment").length;
        specification({ unresolved: counted, grants: cdktf });
      }),
      { numRuns: 60 },
    );
    // The generator reaches what it is there for.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  test("for settings alone", async () => {
    const seen = { parameters: 0, secrets: 0, values: 0, policies: 0 };
    await fc.assert(
      fc.asyncProperty(settings, async (specification) => {
        const terraform = throughTerraform("AmplifySettings", specification);
        expect(await throughPulumi("AmplifySettings", specification)).toEqual(terraform);
        seen.parameters += terraform.filter(({ id }) => id.startsWith("parameter-")).length;
        seen.secrets += terraform.filter(({ kind }) => kind === "aws_secretsmanager_secret").length;
        seen.values += terraform.filter(({ kind }) => kind === "aws_secretsmanager_secret_version").length;
        seen.policies += terraform.filter(({ kind }) => kind === "aws_iam_role_policy").length;
      }),
      { numRuns: 60 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  test("for grants on the app itself, and for what builds need", async () => {
    const specification: Make = ({ grants }) => {
      const { allow, ssm, thisApp } = grants as typeof cdktf;
      const start = allow({ actions: ["amplify:StartJob"], resources: [`${thisApp.arn}/branches/main/jobs/*`] });
      return {
        name: "web",
        account: "123456789012",
        region: "eu-west-1",
        repository: "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/site",
        serviceRole: { build: "amplify-gen2", grants: [ssm.amplifySecrets()] },
        computeRole: { grants: [start] },
        branches: { main: {}, dev: { computeRole: { grants: [start] } } },
      };
    };
    const terraform = throughTerraform("AmplifySsrApp", specification);
    expect(await throughPulumi("AmplifySsrApp", specification)).toEqual(terraform);
    const policyOf = (id: string) => JSON.stringify(terraform.find((one) => one.id === id)?.arguments);
    for (const id of ["compute-role-policy", "branch-dev-compute-role-policy"])
      expect(policyOf(id)).toMatch(/:amplify:eu-west-1:123456789012:apps\/[^"]+\/branches\/main\/jobs\/\*/);
    expect(policyOf("service-role-policy")).toMatch(/:codecommit:eu-west-1:123456789012:site"/);
    expect(policyOf("service-role-policy")).toMatch(/parameter\/amplify\/shared\/[^"]+"/);
  });

  test("for the roles of an identity pool alone", async () => {
    const seen = { attached: 0, authenticated: 0, unauthenticated: 0, tagged: 0 };
    await fc.assert(
      fc.asyncProperty(identityPools, async (specification) => {
        const terraform = throughTerraform("AmplifyIdentityPoolRole", specification);
        expect(await throughPulumi("AmplifyIdentityPoolRole", specification)).toEqual(terraform);
        const ids = terraform.map(({ id }) => id);
        seen.attached += Number(ids.includes("attachment"));
        seen.authenticated += Number(ids.includes("authenticated"));
        seen.unauthenticated += Number(ids.includes("unauthenticated"));
        seen.tagged += Number(ids.some((id) => id.startsWith("principal-tag-")));
      }),
      { numRuns: 40 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
    expect(seen.attached).toBe(40);
  });
});
