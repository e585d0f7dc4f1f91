import type { PlannedResource, ResourceArguments } from "@amplify-roles/core/adapter";
import { type Check, named, text, unique, where } from "./accepts.js";
import { rejectedTags, tagValue } from "./iam-accepts.js";

/**
 * What Amplify, CloudWatch Logs and Cognito do not accept in a plan, written only from their API references:
 * https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html, API_CreateBranch;
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html;
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html,
 * API_SetPrincipalTagAttributeMap; https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amplify-branch.html
 */
export function rejectedByAmplify(resources: readonly PlannedResource[]): readonly string[] {
  return [
    ...resources.flatMap((resource) => named(resource.id, rejected(resource))),
    ...unique(
      "ids",
      resources.map(({ id }) => id),
    ),
    ...unique(
      "branches",
      resources.flatMap((resource) => branchNameOf(resource) ?? []),
    ),
  ];
}

function rejected(resource: PlannedResource): readonly string[] {
  switch (resource.type) {
    case "aws_amplify_app":
      return rejectedApp(resource.arguments);
    case "aws_amplify_branch":
      return rejectedBranch(resource.arguments);
    case "aws_cloudcontrolapi_resource":
      return rejectedState(resource.arguments.desiredState as unknown as State);
    case "aws_cloudwatch_log_group":
      return rejectedLogGroup(resource.arguments);
    case "aws_cognito_identity_pool_roles_attachment":
      return rejectedAttachment(resource.arguments);
    case "aws_cognito_identity_pool_provider_principal_tag":
      return rejectedPrincipalTags(resource.arguments);
    default:
      return [];
  }
}

const branchNameOf = (resource: PlannedResource): string | undefined =>
  resource.type === "aws_amplify_branch"
    ? resource.arguments.branchName
    : resource.type === "aws_cloudcontrolapi_resource"
      ? String(resource.arguments.desiredState.BranchName)
      : undefined;

const atMost = (what: string, most: number) => where(text(what, 0, most));
const between = (what: string, most: number) => where(text(what, 1, most));
/** Ids and ARNs that are known only after deploy appear as `<arn of role>`. */
const roleArn: Check = (value) =>
  /^<arn of [^>]+>$/.test(value)
    ? []
    : text("role ARN", 20, 1_000, /^arn:aws[a-z-]*:iam::\d{12}:role\/.*[\w+=,.@-]$/)(value);

function rejectedVariables(variables: Readonly<Record<string, string>> = {}): readonly string[] {
  return [
    ...Object.keys(variables).flatMap(text("variable's name", 1, 255, /^(?!AWS)/)),
    ...Object.values(variables).flatMap(text("variable", 0, 5_500)),
  ];
}

function rejectedAmplifyTags(tags: Readonly<Record<string, string>> = {}): readonly string[] {
  return [
    ...(Object.keys(tags).length > 50 ? [`${Object.keys(tags).length} tags`] : []),
    ...Object.keys(tags).flatMap(text("tag key", 1, 128, /^(?!aws:)[a-zA-Z+-=._:/]+$/)),
    ...Object.values(tags).flatMap(tagValue),
  ];
}

/** The arguments that an app and a branch share. */
const rejectedShared = (of: ResourceArguments["aws_amplify_branch"] | ResourceArguments["aws_amplify_app"]) => [
  ...atMost("description", 1_000)(of.description),
  ...atMost("credentials", 2_000)(of.basicAuthCredentials),
  ...rejectedVariables(of.environmentVariables),
  ...rejectedAmplifyTags(of.tags),
];

function rejectedApp(app: ResourceArguments["aws_amplify_app"]): readonly string[] {
  const automatic = app.autoBranchCreationConfig ?? {};
  return [
    ...rejectedShared(app),
    ...between("name", 255)(app.name),
    ...atMost("repository", 1_000)(app.repository),
    ...where(text("platform", 3, 11, /^(WEB|WEB_DYNAMIC|WEB_COMPUTE)$/))(app.platform),
    ...where(roleArn)(app.computeRoleArn),
    ...where(roleArn)(app.iamServiceRoleArn),
    ...atMost("OAuth token", 1_000)(app.oauthToken),
    ...between("access token", 255)(app.accessToken),
    ...between("build specification", 25_000)(app.buildSpec),
    ...atMost("custom headers", 25_000)(app.customHeaders),
    ...(app.customRules ?? []).flatMap(({ source, target, status, condition }) => [
      ...between("source", 2_048)(source),
      ...between("target", 2_048)(target),
      ...where(text("status", 3, 7))(status),
      ...atMost("condition", 2_048)(condition),
    ]),
    ...(app.autoBranchCreationPatterns ?? []).flatMap(text("pattern", 1, 2_048)),
    ...atMost("credentials", 2_000)(automatic.basicAuthCredentials),
    ...between("build specification", 25_000)(automatic.buildSpec),
    ...rejectedVariables(automatic.environmentVariables),
    ...atMost("framework", 255)(automatic.framework),
    ...atMost("pull request environment", 20)(automatic.pullRequestEnvironmentName),
  ];
}

const rejectedBranch = (branch: ResourceArguments["aws_amplify_branch"]): readonly string[] => [
  ...rejectedShared(branch),
  ...between("branch name", 255)(branch.branchName),
  ...atMost("framework", 255)(branch.framework),
  ...atMost("display name", 255)(branch.displayName),
  ...where(text("ttl", 0, 32, /^\d*$/))(branch.ttl),
  ...atMost("pull request environment", 20)(branch.pullRequestEnvironmentName),
  ...atMost("backend environment", 1_000)(branch.backendEnvironmentArn),
];

interface State {
  readonly BranchName: string;
  readonly BasicAuthConfig?: { readonly Username: string; readonly Password: string };
  readonly BuildSpec?: string;
  readonly ComputeRoleArn?: string;
  readonly Description?: string;
  readonly EnvironmentVariables?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Framework?: string;
  readonly PullRequestEnvironmentName?: string;
  readonly Stage?: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const rejectedState = (state: State): readonly string[] => [
  ...between("branch name", 255)(state.BranchName),
  ...between("user", 255)(state.BasicAuthConfig?.Username),
  ...between("password", 255)(state.BasicAuthConfig?.Password),
  ...between("build specification", 25_000)(state.BuildSpec),
  ...where(roleArn)(state.ComputeRoleArn),
  ...atMost("description", 1_000)(state.Description),
  ...rejectedVariables(Object.fromEntries((state.EnvironmentVariables ?? []).map(({ Name, Value }) => [Name, Value]))),
  ...atMost("framework", 255)(state.Framework),
  ...atMost("pull request environment", 20)(state.PullRequestEnvironmentName),
  ...where(text("stage", 4, 12, /^(BETA|DEVELOPMENT|EXPERIMENTAL|PRODUCTION|PULL_REQUEST)$/))(state.Stage),
  ...rejectedAmplifyTags(Object.fromEntries((state.Tags ?? []).map(({ Key, Value }) => [Key, Value]))),
];

const rejectedLogGroup = (group: ResourceArguments["aws_cloudwatch_log_group"]): readonly string[] => [
  ...text("log group", 1, 512, /^[.\-_/#A-Za-z0-9]+$/)(group.name.replace("<id of app>", "d123456789")),
  ...where(text("key", 1, 256, /^arn:aws[a-z-]*:kms:/))(group.kmsKeyId),
  ...rejectedTags(group.tags, false),
];

const provider = text("identity provider", 1, 128);
const poolId = text("identity pool", 1, 55, /^[\w-]+:[0-9a-f-]+$/);

function rejectedAttachment(attachment: ResourceArguments["aws_cognito_identity_pool_roles_attachment"]) {
  const mappings = attachment.roleMappings ?? [];
  return [
    ...poolId(attachment.identityPoolId),
    ...Object.values(attachment.roles).flatMap(roleArn),
    ...(Object.keys(attachment.roles).length > 0 ? [] : ["no role"]),
    ...(mappings.length > 10 ? [`${mappings.length} role mappings`] : []),
    ...unique(
      "identity providers",
      mappings.map(({ identityProvider }) => identityProvider),
    ),
    ...mappings.flatMap(({ identityProvider, type, ambiguousRoleResolution, mappingRules }) => [
      ...provider(identityProvider),
      ...text("ambiguous role resolution", 4, 17, /^(AuthenticatedRole|Deny)$/)(ambiguousRoleResolution),
      ...((type === "Rules") === (mappingRules !== undefined) ? [] : [`rules of type ${type}`]),
      ...(mappingRules === undefined || (mappingRules.length >= 1 && mappingRules.length <= 25) ? [] : ["rules"]),
      ...(mappingRules ?? []).flatMap((rule) => [
        ...text("claim", 1, 64, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u)(rule.claim),
        ...text("value", 1, 128)(rule.value),
        ...roleArn(rule.roleArn),
      ]),
    ]),
  ];
}

function rejectedPrincipalTags(of: ResourceArguments["aws_cognito_identity_pool_provider_principal_tag"]) {
  const tags = Object.entries(of.principalTags ?? {});
  return [
    ...poolId(of.identityPoolId),
    ...provider(of.identityProviderName),
    ...(tags.length > 50 ? [`${tags.length} principal tags`] : []),
    ...tags.flatMap(([key, value]) => [...text("tag key", 1, 128)(key), ...text("claim", 1, 256)(value)]),
  ];
}
