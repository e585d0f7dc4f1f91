import * as cdktf from "@amplify-roles/cdktf";
import * as pulumi from "@amplify-roles/pulumi";
import { output } from "@pulumi/pulumi";
import { TerraformVariable } from "cdktf";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { synthesize } from "../support/cdktf/synthesize.js";
import type { DeployedResource } from "../support/deployed.js";
import { deployedByPulumi } from "../support/pulumi/deployed.js";
import { withMocks } from "../support/pulumi/mocks.js";
import type { Kit } from "./specifications.js";

export type Make = (kit: Kit) => object;
/** Makes a construct or component of a specification, and may call its methods. */
type Build = (make: new (...args: never[]) => object, ...args: readonly unknown[]) => unknown;

type CdktfConstruct = typeof cdktf.AmplifySsrApp | typeof cdktf.AmplifySettings | typeof cdktf.AmplifyIdentityPoolRole;
type PulumiComponent =
  | typeof pulumi.AmplifySsrApp
  | typeof pulumi.AmplifySettings
  | typeof pulumi.AmplifyIdentityPoolRole;

const construct: Build = (make, ...args) => new make(...(args as never[]));

/** The resources of a specification in Terraform, its unresolved values as variables. */
export function throughCdktf(
  of: CdktfConstruct,
  specification: Make,
  build: Build = construct,
): readonly DeployedResource[] {
  const variables: Record<string, unknown> = {};
  const json = synthesize((stack) => {
    const unresolved = (value: string) => {
      const name = `unresolved${Object.keys(variables).length}`;
      variables[name] = value;
      return new TerraformVariable(stack, name, { type: "string" }).stringValue;
    };
    build(of, stack, "web", specification({ unresolved, grants: cdktf }));
  });
  return deployedByTerraform(json, "stack/web", { variables });
}

/** The resources of a specification in Pulumi, its unresolved values as Outputs. */
export async function throughPulumi(
  of: PulumiComponent,
  specification: Make,
  build: Build = construct,
): Promise<readonly DeployedResource[]> {
  const { resources } = await withMocks(
    { state: (registration) => (registration.type.startsWith("aws:cloudcontrol/") ? { id: "branch" } : undefined) },
    () => build(of, "web", specification({ unresolved: output, grants: pulumi })),
  );
  return deployedByPulumi(resources, "web").map(withoutRegion);
}

/** The bindings installed here are of AWS provider 5, whose resources have no region of their own. */
const withoutRegion = (resource: DeployedResource): DeployedResource => {
  const { region, ...others } = resource.arguments;
  return { ...resource, arguments: others };
};
