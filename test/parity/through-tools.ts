import * as cdktf from "@amplify-roles/cdktf";
import * as cdktn from "@amplify-roles/cdktn";
import * as pulumi from "@amplify-roles/pulumi";
import { output } from "@pulumi/pulumi";
import { type TerraformStack, TerraformVariable } from "cdktf";
import { TerraformVariable as CdktnVariable } from "cdktn";
import { expect } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { synthesize, type TerraformJson } from "../support/cdktf/synthesize.js";
import { synthesize as synthesizeWithCdktn } from "../support/cdktn/synthesize.js";
import type { DeployedResource } from "../support/deployed.js";
import { deployedByPulumi } from "../support/pulumi/deployed.js";
import { withMocks } from "../support/pulumi/mocks.js";
import type { Kit } from "./specifications.js";

export type Make = (kit: Kit) => object;
/** A construct or a component that each package has. */
type Name = "AmplifySsrApp" | "AmplifySettings" | "AmplifyIdentityPoolRole";
/** Makes a construct or component of a specification, and may call its methods. */
type Build = (make: new (...args: never[]) => object, ...args: readonly unknown[]) => unknown;

interface Synthesis {
  readonly json: TerraformJson;
  readonly variables: Readonly<Record<string, unknown>>;
}

const components: Pick<typeof pulumi, Name> = pulumi;
const construct: Build = (make, ...args) => new make(...(args as never[]));

/** A specification as Terraform's configuration, its unresolved values as variables. */
function synthesized(tool: "cdktf" | "cdktn", name: Name, specification: Make, build: Build): Synthesis {
  const variables: Record<string, unknown> = {};
  const fill = (Variable: typeof TerraformVariable, made: typeof cdktf) => (stack: TerraformStack) => {
    const unresolved = (value: string) => {
      const id = `unresolved${Object.keys(variables).length}`;
      variables[id] = value;
      return new Variable(stack, id, { type: "string" }).stringValue;
    };
    build(made[name], stack, "web", specification({ unresolved, grants: made }));
  };
  const json =
    tool === "cdktf"
      ? synthesize(fill(TerraformVariable, cdktf))
      : synthesizeWithCdktn(fill(CdktnVariable as never, cdktn as never) as never);
  return { json, variables };
}

const deployed = ({ json, variables }: Synthesis) => deployedByTerraform(json, "stack/web", { variables });

/** The addresses of a configuration's resources: what Terraform's state calls them. */
const addresses = ({ json }: Synthesis) =>
  Object.entries(json.resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));

/** The resources of a specification in Terraform. CDKTF and CDK Terrain give them the same addresses. */
export function throughTerraform(
  name: Name,
  specification: Make,
  build: Build = construct,
): readonly DeployedResource[] {
  const archived = synthesized("cdktf", name, specification, build);
  const current = synthesized("cdktn", name, specification, build);
  expect(addresses(current)).toEqual(addresses(archived));
  const resources = deployed(archived);
  expect(deployed(current).map(withoutRegion)).toEqual(resources);
  return resources;
}

/** The resources of a specification in Pulumi, its unresolved values as Outputs. */
export async function throughPulumi(
  name: Name,
  specification: Make,
  build: Build = construct,
): Promise<readonly DeployedResource[]> {
  const { resources } = await withMocks(
    { state: (registration) => (registration.type.startsWith("aws:cloudcontrol/") ? { id: "branch" } : undefined) },
    () => build(components[name], "web", specification({ unresolved: output, grants: pulumi })),
  );
  return deployedByPulumi(resources, "web").map(withoutRegion);
}

/** CDKTF's bindings installed here are of AWS provider 5, whose resources have no region of their own. */
const withoutRegion = (resource: DeployedResource): DeployedResource => {
  const { region, ...others } = resource.arguments;
  return { ...resource, arguments: others };
};
