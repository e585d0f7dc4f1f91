import type { PlannedResourceType } from "@amplify-roles/core/adapter";
import { canonical, type DeployedResource } from "../deployed.js";
import type { Registration } from "./registration.js";
import { RESOURCE_TYPES } from "./resource-types.js";
import { withoutSecrets } from "./wire.js";

/** What a program's registrations would ask AWS for, under the component of this name. */
export function deployedByPulumi(registrations: readonly Registration[], name: string): readonly DeployedResource[] {
  const component = registrations.find((one) => !one.custom && one.name === name);
  if (component === undefined) throw new Error(`No component "${name}" was registered`);
  const children = registrations.filter(({ parent }) => parent === component.urn);
  const idOf = (child: Registration) => child.name.slice(name.length + 1);
  const ids = new Map(children.map((child) => [child.urn, idOf(child)]));
  return canonical(
    children.map((child) => ({
      id: idOf(child),
      kind: kindOf(child),
      arguments: withoutSecrets(child.inputs) as Record<string, unknown>,
      dependsOn: child.dependencies.map((urn) => ids.get(urn) ?? "").filter((id) => id !== ""),
      ...(child.importId === undefined ? {} : { importId: child.importId }),
    })),
  );
}

function kindOf({ type }: Registration): PlannedResourceType {
  const kind = RESOURCE_TYPES[type];
  if (kind === undefined) throw new Error(`${type} is no kind of resource that the core plans`);
  return kind;
}
