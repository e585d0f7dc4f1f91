import { formatArn } from "../aws/arn.js";
import type { Deployment } from "../aws/deployment.js";
import type { AppReference } from "../placeholders/this-app.js";
import { Context } from "../schema/context.js";
import { isRecord } from "../schema/schema.js";
import { appId } from "../specification/app-id.schema.js";
import type { PlannedResource } from "./resources.js";

/** An app by its id, which may be a placeholder. */
export function appReference(id: string, { partition, region, account }: Deployment): AppReference {
  return { id, arn: formatArn({ partition, service: "amplify", region, account, resource: `apps/${id}` }) };
}

/** The context of a role of its own with the app that it is for. Where the role is parsed, an invalid id is reported. */
export function withItsApp(specification: unknown, context: Context): Context {
  const id = isRecord(specification) ? appId(specification.appId, new Context()) : undefined;
  return id === undefined ? context : context.ofApp(appReference(id, context.deployment));
}

/** The resources of a role that refer to another resource, directly or through each other. */
export function referringTo(id: string, resources: readonly PlannedResource[]): readonly PlannedResource[] {
  const ids = new Set([id]);
  return resources.filter((resource) => {
    const text = JSON.stringify(resource.arguments);
    const refers = [...ids].some((other) => resource.dependsOn.includes(other) || text.includes(`:${other}\uE001`));
    if (refers) ids.add(resource.id);
    return refers;
  });
}
