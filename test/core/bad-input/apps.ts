import { dynamodb, thisApp } from "@amplify-roles/core";
import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { role } from "../fixtures/arns.js";
import { resourceOf, SharedRole, Unresolved } from "../support/placeholders.js";
import {
  accessKeyId,
  app,
  arnOf,
  branch,
  computeRole,
  many,
  type Row,
  secretKey,
  temporaryKeyId,
  variables,
} from "./rows.js";

export const apps: readonly Row[] = [
  [
    "a repository that may be CodeCommit's",
    app({ repository: new Unresolved(1) }),
    ["CODECOMMIT_PULL_MISSING repository"],
  ],
  [
    "the resource of a repository",
    app({ repository: resourceOf("aws_codecommit_repository") }),
    ["RESOURCE_AS_TEXT repository"],
  ],
  ["an app ARN as importId", app({ importId: arnOf("amplify", "apps/d123") }), ["NOT_AN_APP_ID importId"]],
  ["an app name as importId", app({ importId: "web" }), ["NOT_AN_APP_ID importId"]],
  [
    "a compute role on the platform WEB",
    app({ platform: "WEB", computeRole: {} }),
    ["COMPUTE_ROLE_WITHOUT_SERVER computeRole"],
  ],
  [
    "a branch's compute role on the platform WEB",
    app({ platform: "WEB", branches: { main: { computeRole: role } } }),
    ["COMPUTE_ROLE_WITHOUT_SERVER branches.main.computeRole"],
  ],
  [
    "branches that get the same name",
    app({ branches: { "feature/login": {}, "feature-login": {} } }),
    ['BRANCH_NAME_COLLISION branches["feature-login"]'],
  ],
  [
    "branches that differ only in case",
    app({ branches: { main: {}, Main: {} } }),
    ["BRANCH_NAME_COLLISION branches.Main"],
  ],
  [
    "a branch named like another branch's role",
    app({ branches: { main: { computeRole: {} }, "main-compute-role": {} } }),
    ['BRANCH_NAME_COLLISION branches["main-compute-role"]'],
  ],
  [
    "a branch name without Latin letters or digits",
    app({ branches: { ветка: {} } }),
    ['INVALID_BRANCH_NAME branches["ветка"]'],
  ],
  [
    "a branch name that is too long",
    app({ branches: { ["x".repeat(256)]: {} } }),
    [`INVALID_BRANCH_NAME branches.${"x".repeat(256)}`],
  ],
  ["an empty branch name", app({ branches: { "": { id: "main" } } }), ['INVALID_BRANCH_NAME branches[""]']],
  [
    "an empty branch name of a standalone role",
    computeRole({ appId: "d1", branchName: "" }),
    ["INVALID_BRANCH_NAME branchName"],
  ],
  [
    "arguments that Cloud Control does not support",
    branch({
      computeRole: role,
      ttl: "5",
      displayName: "x",
      enableNotification: true,
      backendEnvironmentArn: "x",
      stage: "NONE",
    }),
    ["ttl", "displayName", "enableNotification", "backendEnvironmentArn", "stage"].map(
      (argument) => `UNSUPPORTED_BY_CLOUD_CONTROL branches.main.${argument}`,
    ),
  ],
  [
    "an argument that only Cloud Control supports",
    branch({ buildSpec: "version: 1" }),
    ["REQUIRES_CLOUD_CONTROL branches.main.buildSpec"],
  ],
  [
    "a compute role on a branch that is not managed through Cloud Control",
    branch({ managedBy: "amplify", computeRole: role }),
    ["REQUIRES_CLOUD_CONTROL branches.main.managedBy"],
  ],
  [
    "importing a branch with its own role",
    app({ importId: "d1", branches: { main: { computeRole: role } } }),
    ["BRANCH_NOT_IMPORTABLE branches.main"],
  ],
  [
    "importing an app without a service role",
    app({ importId: "d1", serviceRole: false }),
    ["IMPORT_REPLACES_APP serviceRole"],
  ],
  ["importing a branch without its app", branch({ import: true }), ["IMPORT_WITHOUT_APP branches.main.import"]],
  [
    "an import without what the app has",
    app({ importId: "d1", branches: { main: {} } }),
    ["IMPORT_KEEPS importId", "IMPORT_KEEPS branches.main", "IMPORT_KEEPS computeRole", "IMPORT_REMOVES serviceRole"],
  ],
  [
    "an import with collections and new roles",
    app({
      importId: "d1",
      serviceRole: { grants: [dynamodb.read({ name: "orders" })] },
      computeRole: { grants: [dynamodb.read({ name: "orders" })] },
      customRules: [],
      branches: { main: { tags: { team: "web" } } },
    }),
    [
      "IMPORT_KEEPS importId",
      "IMPORT_REMOVES computeRole",
      "IMPORT_REMOVES customRules",
      "IMPORT_KEEPS branches.main",
      "IMPORT_REMOVES branches.main.tags",
    ],
  ],
  [
    "a log group of an imported app that may exist",
    app({
      importId: "d1",
      computeRole: role,
      serviceRole: { grants: [dynamodb.read({ name: "orders" })], logs: { retentionInDays: 1 } },
    }),
    ["IMPORT_KEEPS importId", "LOG_GROUP_MAY_EXIST serviceRole.logs"],
  ],
  [
    "previews with an app's role that may write",
    app({
      computeRole: { grants: [dynamodb.write({ name: "orders" })] },
      branches: { main: { enablePullRequestPreview: true } },
    }),
    ["PREVIEWS_MAY_WRITE computeRole"],
  ],
  [
    "auto-created branches with an app's role that has a managed policy",
    app({ computeRole: { managedPolicies: ["AmazonDynamoDBFullAccess"] }, enableAutoBranchCreation: true }),
    ["PREVIEWS_MAY_WRITE computeRole"],
  ],
  [
    "previews with an app's role that only reads",
    app({
      computeRole: { grants: [dynamodb.read({ name: "orders" })], managedPolicies: ["AmazonS3ReadOnlyAccess"] },
      branches: { main: { enablePullRequestPreview: true } },
    }),
    [],
  ],
  [
    "previews with a role of their own, whatever it may do",
    app({
      previews: { computeRole: { grants: [dynamodb.write({ name: "preview-orders" })] } },
      branches: { main: { computeRole: role, enablePullRequestPreview: true } },
    }),
    [],
  ],
  [
    "previews of an app whose branches alone have roles",
    branch({ computeRole: role, enablePullRequestPreview: true }),
    ["PREVIEWS_WITHOUT_ROLE previews"],
  ],
  [
    "auto-created previews of an app whose branches alone have roles",
    app({ autoBranchCreationConfig: { enablePullRequestPreview: true }, branches: { main: { computeRole: role } } }),
    ["PREVIEWS_WITHOUT_ROLE previews"],
  ],
  [
    "previews that shall have no role",
    app({
      previews: { computeRole: false },
      branches: { main: { computeRole: role, enablePullRequestPreview: true } },
    }),
    [],
  ],
  [
    "previews of a repository that may be public",
    app({ repository: "https://github.com/acme/web", branches: { main: { enablePullRequestPreview: true } } }),
    ["PREVIEWS_OF_PUBLIC_REPOSITORY previews"],
  ],
  [
    "previews of a private repository",
    app({
      repository: "https://github.com/acme/web",
      previews: { publicRepository: false },
      branches: { main: { enablePullRequestPreview: true } },
    }),
    [],
  ],
  [
    "a branch that runs as previews do",
    app({ previews: { computeRole: role }, branches: { main: {} } }),
    ["BRANCH_RUNS_AS_PREVIEWS branches.main"],
  ],
  [
    "a compute role of the app and one of previews",
    app({ computeRole: {}, previews: { computeRole: {} } }),
    ["CONFLICTING_ARGUMENTS previews.computeRole"],
  ],
  [
    "a compute role of auto-created branches",
    app({ autoBranchCreationConfig: { computeRole: {} } }),
    ["UNKNOWN_PROPERTY autoBranchCreationConfig.computeRole"],
  ],
  [
    "a service role as a compute role",
    app({ computeRole: new SharedRole("service") }),
    ["ROLE_TYPE_MISMATCH computeRole"],
  ],
  [
    "the app's id in its own variables",
    app({ environmentVariables: { APP: thisApp.id } }),
    ["THIS_APP_UNKNOWN environmentVariables.APP"],
  ],
  ["a compute role that allows nothing", app({ computeRole: {} }), ["ROLE_WITHOUT_PERMISSIONS computeRole"]],
  [
    "a branch's compute role that allows nothing",
    branch({ computeRole: { name: "web-main" } }),
    ["ROLE_WITHOUT_PERMISSIONS branches.main.computeRole"],
  ],
  ["a standalone compute role that allows nothing", computeRole({ appId: "d1" }), ["ROLE_WITHOUT_PERMISSIONS "]],
  [
    "a compute role whose permissions are a managed policy",
    app({ computeRole: { managedPolicies: ["AmazonS3ReadOnlyAccess"] } }),
    [],
  ],
  ["a service role that allows nothing", app({ serviceRole: { logs: false } }), []],
  ["a compute role as a compute role", app({ computeRole: new SharedRole("compute") }), []],
  [
    "notifications without a topic",
    branch({ enableNotification: true }),
    ["NOTIFICATION_WITHOUT_TOPIC branches.main.enableNotification"],
  ],
  ["no notifications", branch({ enableNotification: false }), []],
  ["notifications with a rule", branch({ enableNotification: true, notificationRule: true }), []],
  [
    "notifications that are said to have no rule",
    branch({ enableNotification: true, notificationRule: false }),
    ["NOTIFICATION_WITHOUT_TOPIC branches.main.enableNotification"],
  ],
  [
    "a password that is written in the program",
    branch({ enableBasicAuth: true, basicAuthCredentials: btoa("user:password") }),
    ["LITERAL_SECRET branches.main.basicAuthCredentials"],
  ],
  [
    "an app root without a build specification for it",
    app({ environmentVariables: { AMPLIFY_MONOREPO_APP_ROOT: "apps/web" }, buildSpec: "version: 1\nfrontend: {}" }),
    ["APP_ROOT_NOT_IN_BUILD_SPEC environmentVariables.AMPLIFY_MONOREPO_APP_ROOT"],
  ],
  [
    "an app root of a branch that its build specification does not have",
    app({
      environmentVariables: { AMPLIFY_MONOREPO_APP_ROOT: "apps/web" },
      branches: { main: { managedBy: "cloudControl", buildSpec: "applications:\n  - appRoot: apps/admin\n" } },
    }),
    ["APP_ROOT_NOT_IN_BUILD_SPEC branches.main.buildSpec"],
  ],
  [
    "another app root of a branch",
    app({
      buildSpec: '{"applications":[{"appRoot":"apps/web"}]}',
      environmentVariables: { AMPLIFY_MONOREPO_APP_ROOT: "apps/web" },
      branches: { main: {}, next: { environmentVariables: { AMPLIFY_MONOREPO_APP_ROOT: "apps/next" } } },
    }),
    ["APP_ROOT_NOT_IN_BUILD_SPEC branches.next.environmentVariables.AMPLIFY_MONOREPO_APP_ROOT"],
  ],
  [
    "an app root that is written differently",
    app({
      environmentVariables: { AMPLIFY_MONOREPO_APP_ROOT: "apps/web/" },
      buildSpec: "version: 1\napplications:\n  - frontend: {}\n    appRoot: './apps/web' # the shop\n",
    }),
    [],
  ],
  [
    "51 branches",
    app({ branches: Object.fromEntries(many(51, (index) => [`b${index}`, {}]) as [string, object][]) }),
    ["TOO_MANY branches"],
  ],
  [
    "basic auth credentials that are not encoded",
    app({ basicAuthCredentials: "user:password" }),
    ["INVALID_BASIC_AUTH basicAuthCredentials"],
  ],
  [
    "basic auth credentials with a line break",
    app({ enableBasicAuth: true, basicAuthCredentials: btoa("user:password\n") }),
    ["INVALID_BASIC_AUTH basicAuthCredentials"],
  ],
  [
    "a framework that is written differently",
    app({ autoBranchCreationConfig: { framework: "next.js SSR" }, branches: { main: { framework: "Next.js-SSR" } } }),
    ["INVALID_VALUE autoBranchCreationConfig.framework", "INVALID_VALUE branches.main.framework"],
  ],
  ["frameworks", app({ branches: { main: { framework: "Next.js - SSR" }, dev: { framework: "Nuxt" } } }), []],
  [
    "basic auth credentials without a user",
    app({ basicAuthCredentials: Buffer.from(":x").toString("base64") }),
    ["INVALID_BASIC_AUTH basicAuthCredentials"],
  ],
  [
    "basic auth without credentials",
    branch({ computeRole: role, enableBasicAuth: true }),
    ["BASIC_AUTH_INCOMPLETE branches.main.enableBasicAuth"],
  ],
  [
    "credentials that protect nothing",
    app({
      basicAuthCredentials: new Unresolved("dTpw"),
      autoBranchCreationConfig: { basicAuthCredentials: new Unresolved("dTpw") },
      branches: { main: { managedBy: "cloudControl", basicAuthCredentials: new Unresolved("dTpw") } },
    }),
    ["", "autoBranchCreationConfig.", "branches.main."].map(
      (path) => `BASIC_AUTH_INCOMPLETE ${path}basicAuthCredentials`,
    ),
  ],
  [
    "credentials for later",
    app({ basicAuthCredentials: new Unresolved("dTpw"), enableBasicAuth: false, branches: { main: {} } }),
    [],
  ],
  [
    "basic auth without credentials on what the provider manages",
    app({
      enableBasicAuth: true,
      autoBranchCreationConfig: { enableBasicAuth: true },
      branches: { main: { enableBasicAuth: new Unresolved(true) }, dev: { enableBasicAuth: false } },
    }),
    ["", "autoBranchCreationConfig.", "branches.main."].map((path) => `BASIC_AUTH_INCOMPLETE ${path}enableBasicAuth`),
  ],
  [
    "basic auth of a branch whose app has the credentials",
    app({
      enableBasicAuth: true,
      basicAuthCredentials: new Unresolved("dTpw"),
      branches: { main: { enableBasicAuth: true } },
    }),
    [],
  ],
  [
    "an argument that the installed provider does not support",
    () =>
      planAmplifySsrApp(
        "web",
        { name: "web", jobConfig: {} },
        { supportsArgument: (_, argument) => argument !== "jobConfig" },
      ),
    ["UNSUPPORTED_BY_PROVIDER jobConfig"],
  ],
];

export const environment: readonly Row[] = [
  [
    "a reserved variable name",
    variables({ AWS_REGION: "eu-west-1" }),
    ["RESERVED_VARIABLE environmentVariables.AWS_REGION"],
  ],
  [
    "a value of 5,501 characters",
    variables({ LONG: "x".repeat(5_501) }),
    ["VARIABLE_TOO_LONG environmentVariables.LONG"],
  ],
  ["an access key's id", variables({ ID: accessKeyId }), ["ACCESS_KEY_IN_VARIABLE environmentVariables.ID"]],
  [
    "a temporary key's id inside a string",
    variables({ ID: `id=${temporaryKeyId};` }),
    ["ACCESS_KEY_IN_VARIABLE environmentVariables.ID"],
  ],
  [
    "a secret key",
    variables({ MY_SECRET_ACCESS_KEY: secretKey }),
    ["ACCESS_KEY_IN_VARIABLE environmentVariables.MY_SECRET_ACCESS_KEY"],
  ],
  [
    "a variable that JavaScript tools lose",
    variables(JSON.parse('{ "A": "b", "__proto__": "v" }')),
    ["RESERVED_VARIABLE environmentVariables.__proto__"],
  ],
  [
    "a branch's variable with a reserved name",
    branch({ environmentVariables: { AWS_X: "1" } }),
    ["RESERVED_VARIABLE branches.main.environmentVariables.AWS_X"],
  ],
  [
    "a reserved name in the configuration of auto-created branches",
    app({ autoBranchCreationConfig: { environmentVariables: { AWS_X: "1" } } }),
    ["RESERVED_VARIABLE autoBranchCreationConfig.environmentVariables.AWS_X"],
  ],
];
