import { type ComponentResourceOptions, Resource } from "@pulumi/pulumi";

/** The resources of `dependsOn` that are known now. Pulumi handles an Output itself. */
export function dependencies(dependsOn: ComponentResourceOptions["dependsOn"]): readonly Resource[] {
  if (Array.isArray(dependsOn)) return dependsOn.filter((one) => Resource.isInstance(one));
  return Resource.isInstance(dependsOn) ? [dependsOn] : [];
}
