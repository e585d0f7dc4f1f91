import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { defaultProviderOf } from "./default-provider.js";

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
