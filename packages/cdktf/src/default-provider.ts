import type { TerraformProvider, TerraformStack } from "cdktf";

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
