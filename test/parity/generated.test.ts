import * as cdktf from "@amplify-roles/cdktf";
import * as pulumi from "@amplify-roles/pulumi";
import { output } from "@pulumi/pulumi";
import { TerraformVariable } from "cdktf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { synthesise } from "../support/cdktf/synthesise.js";
import type { DeployedResource } from "../support/deployed.js";
import { deployedByPulumi } from "../support/pulumi/deployed.js";
import { withMocks } from "../support/pulumi/mocks.js";
import { type Kit, specifications } from "./specifications.js";

/** The resources of a specification in Terraform, its late values as variables. */
function throughCdktf(specification: (kit: Kit) => object): readonly DeployedResource[] {
  const variables: Record<string, unknown> = {};
  const json = synthesise((stack) => {
    const late = (value: string) => {
      const name = `late${Object.keys(variables).length}`;
      variables[name] = value;
      return new TerraformVariable(stack, name, { type: "string" }).stringValue;
    };
    new cdktf.AmplifySsrApp(stack, "web", specification({ late, grants: cdktf }) as cdktf.AmplifySsrAppConfig);
  });
  return deployedByTerraform(json, "stack/web", { variables });
}

/** The resources of a specification in Pulumi, its late values as Outputs. */
async function throughPulumi(specification: (kit: Kit) => object): Promise<readonly DeployedResource[]> {
  const { resources } = await withMocks(
    { state: (registration) => (registration.type.startsWith("aws:cloudcontrol/") ? { id: "branch" } : undefined) },
    () => new pulumi.AmplifySsrApp("web", specification({ late: output, grants: pulumi }) as pulumi.AmplifySsrAppArgs),
  );
  return deployedByPulumi(resources, "web").map(withoutRegion);
}

/** The bindings installed here are of AWS provider 5, whose resources have no region of their own. */
const withoutRegion = (resource: DeployedResource): DeployedResource => {
  const { region, ...others } = resource.arguments;
  return { ...resource, arguments: others };
};

describe("both tools deploy the same", () => {
  test("for generated specifications, whatever of them is known later", async () => {
    const seen = { branches: 0, cloudControl: 0, managed: 0, late: 0 };
    const counted = (value: string) => {
      seen.late += 1;
      return value;
    };
    await fc.assert(
      fc.asyncProperty(specifications, async (specification) => {
        const terraform = throughCdktf(specification);
        expect(await throughPulumi(specification)).toEqual(terraform);
        seen.branches += terraform.filter(({ id }) => id.startsWith("branch-")).length;
        seen.cloudControl += terraform.filter(({ kind }) => kind === "aws_cloudcontrolapi_resource").length;
        seen.managed += terraform.filter(({ kind }) => kind === "aws_iam_policy").length;
        specification({ late: counted, grants: cdktf });
      }),
      { numRuns: 60 },
    );
    // The generator reaches what it is there for.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });
});
