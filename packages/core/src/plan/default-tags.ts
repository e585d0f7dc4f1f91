import { sortedByKey, sortedItems } from "./cloud-control-branch.js";

/**
 * The desired state of a branch with the tags that all resources have. Its own tags take precedence, as with the provider.
 *
 * @param defaults the default tags of the provider, which reach what it creates itself, but not what Cloud Control creates
 */
export function withDefaultTags(state: object, defaults: Readonly<Record<string, string>>): object {
  const { Tags = [], ...others } = state as {
    readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  };
  const tags = { ...defaults, ...Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) };
  return sortedByKey(Object.keys(tags).length === 0 ? others : { ...others, Tags: sortedItems(tags, "Key") });
}
