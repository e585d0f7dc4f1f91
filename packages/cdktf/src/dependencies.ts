import { dependenciesOfRole, type SharedRole } from "@amplify-roles/core/adapter";
import { type TerraformResource, TerraformStack } from "cdktf";
import type { AmplifyRole } from "./amplify-role.js";
import { addressToken } from "./refer.js";
import { sharedRoles } from "./shared-role.js";

/** Replaces dependencies of a resource. Those that a program has added itself are kept. */
export function replaceDependencies(
  resource: TerraformResource,
  before: readonly string[],
  after: readonly string[],
): void {
  const others = (resource.dependsOn ?? []).filter((one) => !before.includes(one) && !after.includes(one));
  const all = [...others, ...after];
  if (all.length > 0 || resource.dependsOn !== undefined) resource.dependsOn = all;
}

/** Makes a resource wait for all of a role of its stack, also for the policies that the role gets later. */
export function waitForRole(shared: SharedRole<AmplifyRole>, resource: TerraformResource): void {
  const stack = TerraformStack.of(resource);
  let before: readonly string[] = [];
  const update = () => {
    const all = dependenciesOfRole<TerraformResource>(shared);
    const after = all.filter((one) => TerraformStack.of(one) === stack).map((one) => addressToken(one));
    replaceDependencies(resource, before, after);
    before = after;
  };
  update();
  sharedRoles.onChange(shared, update);
}
