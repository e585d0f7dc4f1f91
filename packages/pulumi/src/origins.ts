import type { Part } from "@amplify-roles/core/adapter";
import { CustomResource, Output, Resource } from "@pulumi/pulumi";

/** What Pulumi keeps of a resource, whatever version of its SDK made it. */
interface Named {
  readonly __pulumiType?: unknown;
  readonly __name?: unknown;
}

/** An Output or a Promise, with the resource that it is an attribute of. Undefined for other values. */
export function partOfOutput(value: unknown): Exclude<Part, string> | undefined {
  if (!Output.isInstance(value)) return value instanceof Promise ? { unresolved: value } : undefined;
  const found = attributeOf(value);
  return found === undefined
    ? { unresolved: value }
    : { unresolved: value, origin: originOf(found.resource, found.attribute) };
}

/** The resource that has the Output as one of its own. Undefined if none has, such as for what `apply` returns. */
export function attributeOf(
  value: Output<unknown>,
): { readonly resource: CustomResource; readonly attribute: string } | undefined {
  const [resource, ...others] = resourcesOf(value);
  if (others.length > 0 || !CustomResource.isInstance(resource)) return undefined;
  const attribute = Object.entries(resource).find(([, output]) => output === value)?.[0];
  return attribute === undefined ? undefined : { resource, attribute };
}

/** A resource of the program in place of its ARN. Undefined for values that are no resources or have no ARN. */
export function partOfResource(value: unknown): Exclude<Part, string> | undefined {
  if (!Resource.isInstance(value)) return undefined;
  const { arn } = value as { readonly arn?: unknown };
  if (!Output.isInstance(arn)) return undefined;
  return { unresolved: arn, origin: { ...originOf(value, "arn"), whole: true } };
}

/** The resources that an Output depends on. Pulumi's types keep this to its own packages; an old SDK may lack it. */
function resourcesOf(value: object): readonly unknown[] {
  const { resources } = value as { readonly resources?: unknown };
  const found: unknown = typeof resources === "function" ? resources.call(value) : [];
  return found instanceof Set ? [...found] : [];
}

/** `aws:dynamodb/table:Table` */
export const typeOf = (resource: Resource): string => String((resource as Named).__pulumiType ?? "");

const originOf = (resource: Resource, attribute: string) => ({
  type: typeOf(resource),
  name: String((resource as Named).__name ?? ""),
  attribute,
});
