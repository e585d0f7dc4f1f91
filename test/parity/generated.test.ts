import * as cdktf from "@amplify-roles/cdktf";
import * as pulumi from "@amplify-roles/pulumi";
import { output } from "@pulumi/pulumi";
import { TerraformVariable } from "cdktf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { synthesize } from "../support/cdktf/synthesize.js";
import type { DeployedResource } from "../support/deployed.js";
import { deployedByPulumi } from "../support/pulumi/deployed.js";
import { withMocks } from "../support/pulumi/mocks.js";
import { identityPools, type Kit, specifications } from "./specifications.js";

type Make = (kit: Kit) => object;
type CdktfConstruct = typeof cdktf.AmplifySsrApp | typeof cdktf.AmplifyIdentityPoolRole;
type PulumiComponent = typeof pulumi.AmplifySsrApp | typeof pulumi.AmplifyIdentityPoolRole;

/** The resources of a specification in Terraform, its unresolved values as variables. */
function throughCdktf(construct: CdktfConstruct, specification: Make): readonly DeployedResource[] {
  const variables: Record<string, unknown> = {};
  const json = synthesize((stack) => {
    const unresolved = (value: string) => {
      const name = `unresolved${Object.keys(variables).length}`;
      variables[name] = value;
      return new TerraformVariable(stack, name, { type: "string" }).stringValue;
    };
    new construct(stack, "web", specification({ unresolved, grants: cdktf }) as never);
  });
  return deployedByTerraform(json, "stack/web", { variables });
}

/** The resources of a specification in Pulumi, its unresolved values as Outputs. */
async function throughPulumi(component: PulumiComponent, specification: Make): Promise<readonly DeployedResource[]> {
  const { resources } = await withMocks(
    { state: (registration) => (registration.type.startsWith("aws:cloudcontrol/") ? { id: "branch" } : undefined) },
    () => new component("web", specification({ unresolved: output, grants: pulumi }) as never),
  );
  return deployedByPulumi(resources, "web").map(withoutRegion);
}

/** The bindings installed here are of AWS provider 5, whose resources have no region of their own. */
const withoutRegion = (resource: DeployedResource): DeployedResource => {
  const { region, ...others } = resource.arguments;
  return { ...resource, arguments: others };
};

describe("both tools deploy the same", () => {
  test("for generated specifications, whatever of them is known only after deploy", async () => {
    const seen = { branches: 0, cloudControl: 0, managed: 0, identityPools: 0, unresolved: 0 };
    const counted = (value: string) => {
      seen.unresolved += 1;
      return value;
    };
    await fc.assert(
      fc.asyncProperty(specifications, async (specification) => {
        const terraform = throughCdktf(cdktf.AmplifySsrApp, specification);
        expect(await throughPulumi(pulumi.AmplifySsrApp, specification)).toEqual(terraform);
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
    const terraform = throughCdktf(cdktf.AmplifySsrApp, specification);
    expect(await throughPulumi(pulumi.AmplifySsrApp, specification)).toEqual(terraform);
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
        const terraform = throughCdktf(cdktf.AmplifyIdentityPoolRole, specification);
        expect(await throughPulumi(pulumi.AmplifyIdentityPoolRole, specification)).toEqual(terraform);
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
