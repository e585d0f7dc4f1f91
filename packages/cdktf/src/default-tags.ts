import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * The default tags of the provider that a resource has: the given one, or the stack's without an alias. They reach what
 * the provider itself creates, but not what Cloud Control creates.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block
 */
export function defaultTagsOf(scope: Construct, provider: TerraformProvider | undefined): unknown {
  const used = provider ?? defaultProviderOf(TerraformStack.of(scope));
  const given = used instanceof AwsProvider ? used.defaultTagsInput : undefined;
  return Array.isArray(given) ? given[0]?.tags : undefined;
}

/** The AWS providers without an alias that were found. A stack has one at most, and finding it visits the whole stack. */
const found = new WeakMap<TerraformStack, TerraformProvider>();

/** The stack's AWS provider without an alias. */
export function defaultProviderOf(stack: TerraformStack): TerraformProvider | undefined {
  const known = found.get(stack);
  if (known !== undefined) return known;
  const provider = stack.allProviders().find((one) => one.terraformResourceType === "aws" && one.alias === undefined);
  if (provider !== undefined) found.set(stack, provider);
  return provider;
}
