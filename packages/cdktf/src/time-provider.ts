import { TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** The provider hashicorp/time. It has no arguments. */
class TimeProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: "time",
      terraformGeneratorMetadata: { providerName: "time", providerVersionConstraint: "~> 0.12" },
      terraformProviderSource: "hashicorp/time",
    });
  }
}

/** The stacks that have the provider. Finding it visits the whole stack. */
const provided = new WeakSet<TerraformStack>();

/** Adds the provider to a construct's stack, unless the program has one. Called at synthesis, when all are known. */
export function ensureTimeProvider(construct: Construct): void {
  const stack = TerraformStack.of(construct);
  if (provided.has(stack)) return;
  provided.add(stack);
  if (stack.allProviders().every(({ terraformResourceType }) => terraformResourceType !== "time"))
    new TimeProvider(construct, "time");
}
