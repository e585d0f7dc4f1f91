import {
  type KnownResource,
  type KnownValue,
  type Lookup,
  nameArgumentOf,
  type TestedAccess,
} from "@amplify-roles/core/adapter";
import { type ComponentResource, Output, output, Resource } from "@pulumi/pulumi";
import { attributeOf } from "./origins.js";
import { outputParts } from "./output-parts.js";
import { plainText } from "./plain-text.js";
import { providerOf } from "./regions.js";
import { sharedRoles } from "./shared-role.js";

/**
 * The access of a component, for `expectAccess` of `@amplify-roles/core/testing`. Pulumi tells its values later: with
 * mocks those that the mocks give, and in a preview those that are known then.
 */
export const testedAccess = (
  component: ComponentResource,
  plan: Pick<TestedAccess, "label" | "access" | "deployment" | "branches">,
  unresolved: readonly unknown[],
  lookups: ReadonlyMap<Lookup, unknown>,
): TestedAccess => ({
  ...plan,
  unresolved,
  lookups,
  isAsynchronous: true,
  parts: outputParts,
  describe: (value) => knownValue(value, component),
});

/** What an Output is. */
async function knownValue(value: unknown, component: ComponentResource): Promise<KnownValue> {
  const shared = sharedRoles.of(value);
  const given = shared === undefined ? arnOf(value) : shared.role.role.arn;
  // A new Output would not be one of the resource's own.
  const found: Output<unknown> = Output.isInstance(given) ? given : output(given);
  const text = await plainText(found);
  const resource = await resourceOf(found, component);
  return { ...(text === undefined ? {} : { text }), ...(resource === undefined ? {} : { resource }) };
}

/** The ARN of a resource; any other value itself. */
const arnOf = (value: unknown): unknown => (Resource.isInstance(value) && "arn" in value ? value.arn : value);

/** The resource that has the Output as one of its own. */
async function resourceOf(value: Output<unknown>, component: ComponentResource): Promise<KnownResource | undefined> {
  const found = attributeOf(value);
  const urn = found === undefined ? undefined : await plainText(found.resource.urn);
  if (found === undefined || urn === undefined) return undefined;
  const { resource, attribute } = found;
  const outputs = resource as unknown as Readonly<Record<string, unknown>>;
  // urn:pulumi:<stack>::<project>::<types of parents and its own>::<name>
  const [, , types = "", ...name] = urn.split("::");
  const type = types.split("$").at(-1) ?? "";
  const nameArgument = nameArgumentOf(type);
  const given = nameArgument === undefined ? undefined : outputs[nameArgument];
  const known = given === undefined ? undefined : await plainText(output(given));
  const region = outputs.region === undefined ? undefined : await plainText(output(outputs.region));
  return {
    type,
    id: [types, ...name].join("::"),
    attribute,
    known: nameArgument === undefined || known === undefined ? {} : { [nameArgument]: known },
    isCreated: true,
    // A region of its own can be another than the provider's.
    isHere: providerOf(resource, type) === providerOf(component, type) && region === undefined,
  };
}
