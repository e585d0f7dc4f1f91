import { dynamodb, sqs } from "@amplify-roles/core";
import { app, branch } from "../bad-input/rows.js";
import { queue, role, table } from "../fixtures/arns.js";
import { SharedRole } from "../support/placeholders.js";
import { live, app as liveApp, branch as liveBranch, withPolicy } from "./live-app.js";
import { at, error, type Messages, planned, securityWarning, warning } from "./row.js";

/** Findings about branches, previews and imports. */
export const branches: Messages = {
  IMPORT_KEEPS: [
    warning(
      at(
        "importId",
        planned(app({ importId: "d1", computeRole: role, serviceRole: role, branches: { main: { import: false } } })),
      ),
      'What is left out stays as it is in AWS while "importId" is there: autoBranchCreationConfig, autoBranchCreationPatterns, basicAuthCredentials, buildSpec, cacheConfig, customHeaders, customRules, description, enableAutoBranchCreation, enableBasicAuth, enableBranchAutoBuild, enableBranchAutoDeletion, environmentVariables, jobConfig, platform, repository and tags.',
      'Write what the app has before you remove "importId". The deploy after that removes the rest; without its description, the provider replaces the app.',
      {
        kept: [
          "autoBranchCreationConfig",
          "autoBranchCreationPatterns",
          "basicAuthCredentials",
          "buildSpec",
          "cacheConfig",
          "customHeaders",
          "customRules",
          "description",
          "enableAutoBranchCreation",
          "enableBasicAuth",
          "enableBranchAutoBuild",
          "enableBranchAutoDeletion",
          "environmentVariables",
          "jobConfig",
          "platform",
          "repository",
          "tags",
        ],
      },
    ),
    warning(
      at(
        "branches.main",
        planned(
          app({ importId: "d1", computeRole: role, serviceRole: role, branches: { main: { framework: "Nuxt" } } }),
        ),
      ),
      'What is left out stays as it is in AWS while "importId" is there: backendEnvironmentArn, basicAuthCredentials, description, displayName, enableAutoBuild, enableBasicAuth, enableNotification, enablePerformanceMode, enablePullRequestPreview, enableSkewProtection, environmentVariables, pullRequestEnvironmentName, stage, tags and ttl.',
      'Write what the branch has before you remove "importId". The deploy after that removes the rest.',
      {
        kept: [
          "backendEnvironmentArn",
          "basicAuthCredentials",
          "description",
          "displayName",
          "enableAutoBuild",
          "enableBasicAuth",
          "enableNotification",
          "enablePerformanceMode",
          "enablePullRequestPreview",
          "enableSkewProtection",
          "environmentVariables",
          "pullRequestEnvironmentName",
          "stage",
          "tags",
          "ttl",
        ],
      },
    ),
    warning(
      at("computeRole", planned(app({ importId: "d1", serviceRole: role }))),
      'The app keeps the compute role that it may have in AWS, while "importId" is there. Its permissions are not known here.',
      'Write the ARN of the role, or an object for a new one. If you remove "importId" without it, server code loses the role.',
      { kept: ["computeRole"] },
    ),
  ],
  IMPORT_REMOVES: [
    warning(
      at(
        "environmentVariables",
        planned(app({ importId: "d1", serviceRole: role, computeRole: role, environmentVariables: { A: "b" } })),
      ),
      'The import removes what "environmentVariables" has in AWS and does not have here.',
      'Compare it with `aws amplify get-app` or `get-branch`. Leave "environmentVariables" out to keep it as it is.',
      { argument: "environmentVariables" },
    ),
    warning(
      at("serviceRole", planned(app({ importId: "d1", computeRole: role }))),
      "The import replaces the app's service role with a new one, which may only write SSR logs. Builds lose all other permissions.",
      'Write serviceRole: "<arn>" to keep the role, or add what builds need to its "grants" or "managedPolicies".',
      { argument: "serviceRole" },
    ),
    warning(
      at("computeRole", planned(app({ importId: "d1", serviceRole: role, computeRole: {} }))),
      "If the app has a compute role, the import replaces it with this new one.",
      "Run `aws amplify get-app` to see the current role. To keep it, write its ARN.",
      { argument: "computeRole" },
    ),
    warning(
      at("previews.computeRole", planned(app({ importId: "d1", serviceRole: role, previews: { computeRole: false } }))),
      "If the app has a compute role, the import removes it. Server code without another role then has no credentials.",
      "Run `aws amplify get-app` to see the current role. To keep it, write its ARN.",
      { argument: "computeRole" },
    ),
  ],
  LOG_GROUP_MAY_EXIST: [
    warning(
      at("serviceRole.logs", planned(app({ importId: "d1", serviceRole: { logs: { retentionInDays: 30 } } }))),
      'The imported app may have the log group "/aws/amplify/d1" already. Then the deploy cannot create it.',
      "Write import: true if `aws logs describe-log-groups --log-group-name-prefix /aws/amplify/d1` shows it, otherwise import: false.",
      { group: "/aws/amplify/d1" },
    ),
  ],
  PREVIEWS_MAY_WRITE: [
    warning(
      at(
        "computeRole",
        planned(
          app({
            computeRole: { grants: [dynamodb.write(table)] },
            branches: { main: { enablePullRequestPreview: true } },
          }),
        ),
      ),
      "Pull-request previews run as this role, which may change data: dynamodb:BatchWriteItem, dynamodb:DeleteItem, dynamodb:PutItem and 1 more. AWS recommends roles for branches instead (https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html).",
      'Give each branch its own "computeRole", and write what previews may do in previews: { computeRole: … }.',
      { actions: ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] },
    ),
    warning(
      at("computeRole", planned(app({ computeRole: { grants: [sqs.send(queue)] }, enableAutoBranchCreation: true }))),
      "Auto-created branches run as this role, which may change data: sqs:SendMessage. AWS recommends roles for branches instead (https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html).",
      'Give each branch its own "computeRole", and write what previews may do in previews: { computeRole: … }.',
      { actions: ["sqs:SendMessage"] },
    ),
    warning(
      at(
        "computeRole",
        planned(
          app({
            computeRole: role,
            enableAutoBranchCreation: true,
            branches: { main: { enablePullRequestPreview: true } },
          }),
        ),
      ),
      "Pull-request previews and auto-created branches run as this role, and what it may do is not known here. AWS recommends roles for branches instead (https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html).",
      'Give each branch its own "computeRole", and write what previews may do in previews: { computeRole: … }.',
      { actions: [] },
    ),
    securityWarning(
      live({
        branches: [liveBranch("main", { previews: true })],
        roles: [withPolicy("compute", ["dynamodb:PutItem"], table)],
      }),
      'The app\'s compute role "compute" may change data (dynamodb:PutItem), and it is also in effect on pull-request previews of "main". Whoever opens a pull request can run code as it.',
      "Give each branch a compute role of its own, and let the app's role only read. Or turn previews off.",
      { role: "compute", which: ['pull-request previews of "main"'], actions: ["dynamodb:PutItem"] },
    ),
    securityWarning(
      live({
        app: { ...liveApp, autoBranchCreation: true },
        roles: [
          withPolicy("compute", ["dynamodb:PutItem", "dynamodb:UpdateItem", "s3:PutObject", "sqs:SendMessage"], "*"),
        ],
      }),
      'The app\'s compute role "compute" may change data (dynamodb:PutItem, dynamodb:UpdateItem, s3:PutObject and 1 more), and it is also in effect on branches that Amplify creates by itself. Whoever opens a pull request can run code as it.',
      "Give each branch a compute role of its own, and let the app's role only read. Or turn previews off.",
      {
        role: "compute",
        which: ["branches that Amplify creates by itself"],
        actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "s3:PutObject", "sqs:SendMessage"],
      },
    ),
  ],
  PREVIEWS_WITHOUT_ROLE: [
    warning(
      at("previews", planned(branch({ computeRole: role, enablePullRequestPreview: true }))),
      "Pull-request previews run without a compute role: the branches have their own roles, and the app has none. Their calls to AWS fail with CredentialsProviderError.",
      "Write previews: { computeRole: { grants: [ … ] } }, or previews: { computeRole: false } if they call no AWS service.",
      {},
    ),
  ],
  PREVIEWS_OF_PUBLIC_REPOSITORY: [
    warning(
      at(
        "previews",
        planned(
          app({ repository: "https://github.com/acme/web", branches: { main: { enablePullRequestPreview: true } } }),
        ),
      ),
      "If the repository is public, anybody can open a pull request, and its build runs as the service role. AWS's pages differ: https://docs.aws.amazon.com/amplify/latest/userguide/pr-previews.html says that Amplify does not build previews of public repositories for SSR apps or with a service role, https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html says not to use the app's compute role with them.",
      "Turn previews off, or write previews: { publicRepository: false } if the repository is private.",
      { isPublic: "unknown" },
    ),
    warning(
      at(
        "previews",
        planned(
          app({
            serviceRole: false,
            computeRole: {},
            previews: { publicRepository: true },
            branches: { main: { enablePullRequestPreview: true } },
          }),
        ),
      ),
      "The repository is public: anybody can open a pull request, and its server code runs as the app's compute role. AWS's pages differ: https://docs.aws.amazon.com/amplify/latest/userguide/pr-previews.html says that Amplify does not build previews of public repositories for SSR apps or with a service role, https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html says not to use the app's compute role with them.",
      "Turn previews off.",
      { isPublic: true },
    ),
  ],
  BRANCH_RUNS_AS_PREVIEWS: [
    warning(
      at("branches.main", planned(app({ previews: { computeRole: {} }, branches: { main: {} } }))),
      "This branch has no compute role of its own, so its server code runs as the role of previews.",
      'Give the branch its own "computeRole".',
      {},
    ),
  ],
  ROLE_TYPE_MISMATCH: [
    error(
      at("computeRole", planned(app({ computeRole: new SharedRole("service") }))),
      "Expected the role of an AmplifyComputeRole, got an AmplifyServiceRole.",
      "Write an AmplifyComputeRole, or an object for a new role.",
      { found: "service", expected: "compute" },
    ),
  ],
  APP_ROOT_NOT_IN_BUILD_SPEC: [
    error(
      at(
        "environmentVariables.AMPLIFY_MONOREPO_APP_ROOT",
        planned(app({ environmentVariables: { AMPLIFY_MONOREPO_APP_ROOT: "apps/web" }, buildSpec: "version: 1" })),
      ),
      'AMPLIFY_MONOREPO_APP_ROOT is "apps/web", but the build specification has no "appRoot".',
      'Write "appRoot: apps/web" under "applications" in the build specification, or change AMPLIFY_MONOREPO_APP_ROOT.',
      { found: "apps/web", roots: [] },
    ),
    error(
      at(
        "environmentVariables.AMPLIFY_MONOREPO_APP_ROOT",
        planned(
          app({
            environmentVariables: { AMPLIFY_MONOREPO_APP_ROOT: "apps/web" },
            buildSpec: "applications: [{ appRoot: a }, { appRoot: b }]",
          }),
        ),
      ),
      'AMPLIFY_MONOREPO_APP_ROOT is "apps/web", but the build specification has only the app roots "a" and "b".',
      'Write "appRoot: apps/web" under "applications" in the build specification, or change AMPLIFY_MONOREPO_APP_ROOT.',
      { found: "apps/web", roots: ["a", "b"] },
    ),
  ],
  NOTIFICATION_WITHOUT_TOPIC: [
    warning(
      at("branches.main.enableNotification", planned(branch({ enableNotification: true }))),
      '"enableNotification" sends nothing by itself. An EventBridge rule has to send the events of builds to an SNS topic.',
      'Create a rule for { "source": ["aws.amplify"], "detail": { "appId": [ … ], "branchName": [ … ] } } with the topic as its target: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_branch#notifications. Then write notificationRule: true.',
      {},
    ),
  ],
};
