import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** An item of CloudFormation's array of tags. */
interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/**
 * The default tags of the provider that a resource has: the given one, or the stack's without an alias. They reach what
 * the provider itself creates, but not what Cloud Control creates.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block
 */
export function defaultTagsOf(scope: Construct, provider: TerraformProvider | undefined): unknown {
  const used = provider ?? providerOf(TerraformStack.of(scope));
  const given = used instanceof AwsProvider ? used.defaultTagsInput : undefined;
  return Array.isArray(given) ? given[0]?.tags : undefined;
}

/** The AWS providers without an alias that were found. A stack has one at most, and finding it visits the whole stack. */
const found = new WeakMap<TerraformStack, TerraformProvider>();

function providerOf(stack: TerraformStack): TerraformProvider | undefined {
  const known = found.get(stack);
  if (known !== undefined) return known;
  const provider = stack.allProviders().find((one) => one.terraformResourceType === "aws" && one.alias === undefined);
  if (provider !== undefined) found.set(stack, provider);
  return provider;
}

/** The tags of a branch with those that all resources have. Its own take precedence, as with the provider. */
export function withDefaultTags<State extends { readonly Tags?: readonly Tag[] }>(
  state: State,
  defaults: unknown,
): State {
  if (typeof defaults !== "object" || defaults === null) return state;
  const own = Object.fromEntries((state.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
  const all: Record<string, string> = { ...(defaults as Record<string, string>), ...own };
  const keys = Object.keys(all).sort();
  return keys.length === 0 ? state : { ...state, Tags: keys.map((Key) => ({ Key, Value: all[Key] ?? "" })) };
}
