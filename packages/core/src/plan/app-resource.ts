import { referencePlaceholder } from "../placeholders/placeholder.js";
import { appArguments } from "../specification/app-arguments.schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { pick } from "../util/pick.js";
import type { AppRequest } from "./app-request.js";
import { keptArguments, protection } from "./kept-arguments.js";
import { appComputeRole } from "./previews.js";
import { checkArguments } from "./provider.js";
import type { PlannedResource } from "./resources.js";
import type { RolePlan } from "./role.js";

/** The id of the app's resource. */
export const APP = "app";

/** The roles of the app, as far as they are created. */
interface AppRoles {
  readonly service: RolePlan | undefined;
  readonly compute: RolePlan | undefined;
  /** What of the compute role refers to the app. */
  readonly computeAfterApp: readonly PlannedResource[];
}

/** Plans the app as `aws_amplify_app`. */
export function planAppResource(
  request: AppRequest,
  { service, compute, computeAfterApp }: AppRoles,
): PlannedResource<"aws_amplify_app"> {
  const { spec, context, tool, resourceRegion } = request;
  const given = pick(spec, Object.keys(appArguments) as (keyof typeof appArguments)[]);
  checkArguments(tool, "aws_amplify_app", given, context);
  const after = computeAfterApp.map(({ id }) => id);
  const permissionsBefore = permissionsOf(compute).filter((id) => !after.includes(id));
  const computeRoleArn = roleArnOf(compute, appComputeRole(request).given);
  // `false` is an app without a compute role, which an import has to remove.
  const kept = keptArguments(
    "aws_amplify_app",
    { ...given, computeRoleArn: computeRoleArn ?? spec.previews?.computeRole },
    spec.importId !== undefined,
    tool,
  );
  return {
    type: "aws_amplify_app",
    id: APP,
    // The service role's ARN is composed, so it is known at plan time, but it does not refer to the role's resource.
    dependsOn: [...(service === undefined ? [] : [service.planned.role]), ...permissionsBefore],
    ...omitUndefined({ importId: spec.importId }),
    ...protection(kept, { isProtected: preventsDestroy(request) }),
    arguments: {
      ...resourceRegion,
      ...given,
      name: spec.name ?? "",
      platform: spec.platform ?? "WEB_COMPUTE",
      ...omitUndefined({
        iamServiceRoleArn: service?.planned.arn ?? existingRoleArn(spec.serviceRole),
        computeRoleArn,
      }),
    },
  };
}

/** Whether a plan that would destroy the app, or what is imported with it, is an error: by default if it is imported. */
export const preventsDestroy = ({ spec }: AppRequest): boolean => spec.preventDestroy ?? spec.importId !== undefined;

/** The ids of what a role needs before it is used: its policies, attachments and log group. */
export const permissionsOf = (role: RolePlan | undefined): readonly string[] =>
  role === undefined ? [] : role.resources.map(({ id }) => id).filter((id) => id !== role.planned.role);

/** The ARN of a role: a reference to the one that is created, or the ARN of an existing one. */
export const roleArnOf = (role: RolePlan | undefined, given: unknown): string | undefined =>
  role === undefined ? existingRoleArn(given) : referencePlaceholder(role.planned.role, "arn");

/** The ARN of an existing role, where an object specifies a new one. */
export const existingRoleArn = (given: unknown): string | undefined => (typeof given === "string" ? given : undefined);
