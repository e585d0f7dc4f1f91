import { config } from "@pulumi/aws";
import { type ComponentResource, output, type Resource } from "@pulumi/pulumi";
import { plainText } from "./plain-text.js";

/** The explicit provider of a resource. Undefined for the default one. */
export const providerOf = (resource: Resource, type: string): unknown =>
  (resource as unknown as { readonly __prov?: unknown }).__prov ?? resource.getProvider(type);

/** The explicit provider that a component gives its resources. Undefined for the default one. */
const providerIn = (component: ComponentResource | undefined): unknown => component?.getProvider("aws:iam/role:Role");

/** The region of a resource, if it is known and another than that of a component's resources. */
export async function otherRegion(
  resource: Resource,
  type: string,
  component: ComponentResource | undefined,
): Promise<string | undefined> {
  // Since version 7 of the SDK, a resource has a region of its own.
  const { region } = resource as unknown as { readonly region?: unknown };
  const own = region === undefined ? undefined : await plainText(output(region));
  const found = own ?? (await regionOfProvider(providerOf(resource, type)));
  const expected = await regionOfProvider(providerIn(component));
  return found === undefined || expected === undefined || found === expected ? undefined : found;
}

async function regionOfProvider(provider: unknown): Promise<string | undefined> {
  if (provider === undefined) return config.region;
  return plainText(output((provider as { readonly region?: unknown }).region));
}
