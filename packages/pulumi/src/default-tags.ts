import { getDefaultTags } from "@pulumi/aws";
import { type ComponentResource, Config, type Output, output } from "@pulumi/pulumi";

/** An item of CloudFormation's array of tags. */
interface Tag {
  readonly Key: string;
  readonly Value: string;
}

type Tags = Readonly<Record<string, string>>;

/**
 * The default tags of the provider that the children of a component have. They reach what the provider itself creates,
 * but not what Cloud Control creates. Undefined if there are none.
 * https://www.pulumi.com/registry/packages/aws/api-docs/provider/#defaulttags_nodejs
 */
export function defaultTagsOf(parent: ComponentResource): Output<Tags> | undefined {
  if (parent.getProvider("aws:cloudcontrol/resource:Resource") !== undefined)
    return output(getDefaultTags({}, { parent }).then(({ tags }) => tags ?? {}));
  const tags = new Config("aws").getObject<{ readonly tags?: Tags }>("defaultTags")?.tags;
  return tags === undefined || Object.keys(tags).length === 0 ? undefined : output(tags);
}

/** A desired state with the tags that all resources have. The branch's own take precedence, as with the provider. */
export function withDefaultTags(state: unknown, defaults: Output<Tags>): Output<unknown> {
  const { Tags = [], ...others } = state as { readonly Tags?: readonly Tag[] };
  return output([others, Tags, defaults] as const).apply(([known, own, shared]) => {
    const all: Record<string, string> = { ...shared };
    for (const { Key, Value } of own) all[Key] = Value;
    const keys = Object.keys(all).sort();
    const state: Record<string, unknown> = { ...known };
    if (keys.length > 0) state.Tags = keys.map((Key) => ({ Key, Value: all[Key] }));
    return Object.fromEntries(Object.entries(state).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
