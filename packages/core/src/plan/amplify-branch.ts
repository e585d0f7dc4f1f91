import type { Report } from "../findings/finding.js";
import { referencePlaceholder } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import type { AmplifyBranchArguments } from "../specification/branch-arguments.js";
import type { ParsedBoolean } from "../specification/parsed.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { keptArguments, protection } from "./kept-arguments.js";
import type { ProviderSupport, ResourceRegion } from "./provider.js";
import type { PlannedResource } from "./resources.js";

const requiresCloudControl = (argument: string): Report => ({
  code: "REQUIRES_CLOUD_CONTROL",
  message: `aws_amplify_branch does not support "${argument}".`,
  fix: `Write managedBy: "cloudControl" (which replaces an existing branch), or set "${argument}" on the app.`,
  parameters: { argument },
});

const notificationWithoutTopic = (): Report => ({
  code: "NOTIFICATION_WITHOUT_TOPIC",
  severity: "warning",
  message:
    '"enableNotification" sends nothing by itself. An EventBridge rule has to send the events of builds to an SNS topic.',
  fix: 'Create a rule for { "source": ["aws.amplify"], "detail": { "appId": [ … ], "branchName": [ … ] } } with the topic as its target: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_branch#notifications. Then write notificationRule: true.',
});

/** What a branch's resource is planned from. */
export interface BranchRequest {
  readonly id: string;
  /** Where the branch is specified. */
  readonly context: Context;
  /** The id of the app's resource. */
  readonly app: string;
  readonly branchName: string;
  readonly arguments: AmplifyBranchArguments<string, ParsedBoolean>;
  readonly buildSpec?: string | undefined;
  /** Whether an EventBridge rule sends the branch's events to a topic. Undefined if nobody says so. */
  readonly notificationRule?: boolean | undefined;
  /** The ARN of the compute role that the branch uses. */
  readonly computeRoleArn?: string | undefined;
  /** `<app id>/<branch name>` of a branch that is imported. */
  readonly importId?: string | undefined;
  /** Whether a plan that would destroy an imported branch is an error. */
  readonly preventDestroy: boolean;
  readonly tool: ProviderSupport;
  readonly dependsOn: readonly string[];
  readonly resourceRegion: ResourceRegion;
}

/** Plans a branch as `aws_amplify_branch`. */
export function planAmplifyBranch(request: BranchRequest): PlannedResource<"aws_amplify_branch"> {
  const { id, context, app, branchName, buildSpec, importId, dependsOn, resourceRegion, tool } = request;
  if (buildSpec !== undefined) context.property("buildSpec").report(requiresCloudControl("buildSpec"));
  const { enableNotification } = request.arguments;
  if (enableNotification !== undefined && enableNotification !== false && request.notificationRule !== true)
    context.property("enableNotification").report(notificationWithoutTopic());
  return {
    type: "aws_amplify_branch",
    id,
    dependsOn,
    ...omitUndefined({ importId }),
    ...protection(keptArguments("aws_amplify_branch", request.arguments, importId !== undefined, tool), {
      isProtected: request.preventDestroy && importId !== undefined,
    }),
    arguments: { ...resourceRegion, appId: referencePlaceholder(app, "id"), branchName, ...request.arguments },
  };
}
