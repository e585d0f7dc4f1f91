import type { App, BackendEnvironment, Branch, DomainAssociation, Webhook } from "@aws-sdk/client-amplify";
import { hasProvider6, type Tool } from "./tool.js";

/** What belongs to an app and is no part of it. Undefined if it could not be read. */
export interface Neighbors {
  readonly domains: readonly DomainAssociation[] | undefined;
  readonly webhooks: readonly Webhook[] | undefined;
  readonly backends: readonly BackendEnvironment[] | undefined;
}

/**
 * What adopt does with each member of an app: it is an argument of the program, AWS sets it, or adopt announces it. The
 * compiler asks for a row when the SDK gets a new member.
 */
export const APP_MEMBERS = {
  appId: "argument",
  appArn: "computed",
  name: "argument",
  tags: "argument",
  description: "argument",
  repository: "argument",
  platform: "argument",
  createTime: "computed",
  updateTime: "computed",
  computeRoleArn: "argument",
  iamServiceRoleArn: "argument",
  environmentVariables: "argument",
  defaultDomain: "computed",
  enableBranchAutoBuild: "argument",
  enableBranchAutoDeletion: "argument",
  enableBasicAuth: "argument",
  basicAuthCredentials: "argument",
  customRules: "argument",
  // The branch that a domain leads to, and how Amplify got at the repository.
  productionBranch: "computed",
  repositoryCloneMethod: "computed",
  buildSpec: "argument",
  customHeaders: "argument",
  enableAutoBranchCreation: "argument",
  autoBranchCreationPatterns: "argument",
  autoBranchCreationConfig: "argument",
  cacheConfig: "argument",
  webhookCreateTime: "computed",
  wafConfiguration: "announced",
  jobConfig: "argument",
} as const satisfies Record<keyof Required<App>, "argument" | "computed" | "announced">;

/** The same for a branch. */
export const BRANCH_MEMBERS = {
  branchArn: "computed",
  branchName: "argument",
  description: "argument",
  tags: "argument",
  stage: "argument",
  displayName: "argument",
  enableNotification: "argument",
  createTime: "computed",
  updateTime: "computed",
  environmentVariables: "argument",
  enableAutoBuild: "argument",
  enableSkewProtection: "argument",
  // Of domain associations, which are announced themselves.
  customDomains: "computed",
  framework: "argument",
  activeJobId: "computed",
  totalNumberOfJobs: "computed",
  enableBasicAuth: "argument",
  enablePerformanceMode: "argument",
  thumbnailUrl: "computed",
  basicAuthCredentials: "argument",
  buildSpec: "announced",
  ttl: "argument",
  associatedResources: "computed",
  enablePullRequestPreview: "argument",
  pullRequestEnvironmentName: "argument",
  // Of previews, which stay Amplify's own.
  destinationBranch: "computed",
  sourceBranch: "computed",
  backendEnvironmentArn: "argument",
  backend: "announced",
  computeRoleArn: "announced",
} as const satisfies Record<keyof Required<Branch>, "argument" | "computed" | "announced">;

/** What belongs to an app and stays outside of the program, in the order of the app, its branches and its neighbors. */
export function leftOut(
  app: App,
  branches: readonly Branch[],
  { domains = [], webhooks = [], backends = [] }: Partial<Neighbors>,
  tool: Tool,
): readonly string[] {
  const appId = app.appId ?? "";
  const job = app.jobConfig?.buildComputeType;
  const { webAclArn } = app.wafConfiguration ?? {};
  return [
    ...(job === undefined || job === "STANDARD_8GB" || hasProvider6(tool)
      ? []
      : [`The build instance ${job} of the app: add jobConfig, which needs version 6 of the AWS provider.`]),
    ...(webAclArn ? [`The web ACL ${webAclArn}: the provider's aws_wafv2_web_acl_association has it.`] : []),
    ...branches.flatMap(({ branchName, buildSpec, backend, enableSkewProtection }) => [
      ...(buildSpec ? [`The build spec of the branch ${branchName}: the provider's branch resource has none.`] : []),
      ...(enableSkewProtection === true && !hasProvider6(tool)
        ? [
            `The skew protection of the branch ${branchName}: add enableSkewProtection, which needs version 6 of the AWS provider.`,
          ]
        : []),
      ...(backend?.stackArn
        ? [`The backend of the branch ${branchName}, which is the stack ${backend.stackArn} of CloudFormation.`]
        : []),
    ]),
    ...domains.map((domain) => {
      const name = domain.domainName ?? "";
      return `The domain ${name}${subdomains(domain)}. docs/custom-domain.md has the program. The import's id is ${appId}/${name}.`;
    }),
    ...webhooks.map(
      ({ branchName, description }) =>
        `A webhook of the branch ${branchName}${description ? ` (${description})` : ""}: the provider's aws_amplify_webhook has it. The import's id is in aws amplify list-webhooks --app-id ${appId}.`,
    ),
    ...backends.map(
      ({ environmentName }) => `The backend environment ${environmentName}, which the Amplify CLI created.`,
    ),
  ];
}

/** ` (www → main, dev → develop)` */
function subdomains({ subDomains = [] }: DomainAssociation): string {
  const each = subDomains.map(
    ({ subDomainSetting: { prefix = "", branchName = "" } = { prefix: "", branchName: "" } }) =>
      `${prefix === "" ? "the domain itself" : prefix} → ${branchName}`,
  );
  return each.length === 0 ? "" : ` (${each.join(", ")})`;
}
