import { getDefaultTags } from "@pulumi/aws";
import { type ComponentResource, Config, type Output, output } from "@pulumi/pulumi";

type Tags = Readonly<Record<string, string>>;

/**
 * The default tags of the provider that the children of a component have. They reach what the provider itself creates,
 * but not what Cloud Control creates. Undefined if the provider has no default tags.
 * https://www.pulumi.com/registry/packages/aws/api-docs/provider/#defaulttags_nodejs
 */
export function defaultTagsOf(parent: ComponentResource): Output<Tags> | undefined {
  if (parent.getProvider("aws:cloudcontrol/resource:Resource") !== undefined)
    return output(getDefaultTags({}, { parent }).then(({ tags }) => tags ?? {}));
  const tags = new Config("aws").getObject<{ readonly tags?: Tags }>("defaultTags")?.tags;
  return tags === undefined || Object.keys(tags).length === 0 ? undefined : output(tags);
}
