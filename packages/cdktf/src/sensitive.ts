import { DefaultTokenResolver, StringConcat, TerraformStack, TerraformVariable, Tokenization } from "cdktf";
import type { Construct } from "constructs";

/** Whether a value is that of a sensitive variable, or is composed of one. */
export function isSensitive(scope: Construct, value: unknown): boolean {
  if (typeof value !== "string") return false;
  const stack = TerraformStack.of(scope);
  const names = stack.node
    .findAll()
    .filter((construct) => construct instanceof TerraformVariable)
    .filter(({ sensitive }) => sensitive === true)
    .map(({ friendlyUniqueId }) => friendlyUniqueId);
  if (names.length === 0) return false;
  const resolver = new DefaultTokenResolver(new StringConcat());
  const used = String(Tokenization.resolve(value, { scope, resolver, preparing: true })).matchAll(/\bvar\.([\w-]+)/g);
  return [...used].some(([, name = ""]) => names.includes(name));
}
