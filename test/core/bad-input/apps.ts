import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { role } from "../fixtures/arns.js";
import {
  accessKeyId,
  app,
  arnOf,
  branch,
  computeRole,
  type Row,
  secretKey,
  temporaryKeyId,
  variables,
} from "./rows.js";

export const apps: readonly Row[] = [
  ["an app's ARN to import", app({ importId: arnOf("amplify", "apps/d123") }), ["NOT_AN_APP_ID importId"]],
  ["a name to import", app({ importId: "web" }), ["NOT_AN_APP_ID importId"]],
  [
    "a compute role for static files",
    app({ platform: "WEB", computeRole: {} }),
    ["COMPUTE_ROLE_WITHOUT_SERVER computeRole"],
  ],
  [
    "a branch's compute role for static files",
    app({ platform: "WEB", branches: { main: { computeRole: role } } }),
    ["COMPUTE_ROLE_WITHOUT_SERVER branches.main.computeRole"],
  ],
  [
    "branches that come to one name",
    app({ branches: { "feature/login": {}, "feature-login": {} } }),
    ['BRANCH_NAME_COLLISION branches["feature-login"]'],
  ],
  [
    "branches that differ in capitals only",
    app({ branches: { main: {}, Main: {} } }),
    ["BRANCH_NAME_COLLISION branches.Main"],
  ],
  [
    "a branch that is called as another's role",
    app({ branches: { main: { computeRole: {} }, "main-compute-role": {} } }),
    ['BRANCH_NAME_COLLISION branches["main-compute-role"]'],
  ],
  ["a branch of which no name is left", app({ branches: { ветка: {} } }), ['INVALID_BRANCH_NAME branches["ветка"]']],
  [
    "a branch whose name is too long",
    app({ branches: { ["x".repeat(256)]: {} } }),
    [`INVALID_BRANCH_NAME branches.${"x".repeat(256)}`],
  ],
  ["a branch without a name", app({ branches: { "": { id: "main" } } }), ['INVALID_BRANCH_NAME branches[""]']],
  [
    "a standalone role's branch without name",
    computeRole({ appId: "d1", branchName: "" }),
    ["INVALID_BRANCH_NAME branchName"],
  ],
  [
    "what Cloud Control has no place for",
    branch({
      computeRole: role,
      ttl: "5",
      displayName: "x",
      enableNotification: true,
      backendEnvironmentArn: "x",
      stage: "NONE",
    }),
    ["backendEnvironmentArn", "displayName", "enableNotification", "stage", "ttl"].map(
      (argument) => `UNSUPPORTED_BY_CLOUD_CONTROL branches.main.${argument}`,
    ),
  ],
  [
    "what Cloud Control only has a place for",
    branch({ buildSpec: "version: 1" }),
    ["REQUIRES_CLOUD_CONTROL branches.main.buildSpec"],
  ],
  [
    "a role on what has none",
    branch({ managedBy: "amplify", computeRole: role }),
    ["REQUIRES_CLOUD_CONTROL branches.main.managedBy"],
  ],
  [
    "a branch with its own role to import",
    app({ importId: "d1", branches: { main: { computeRole: role } } }),
    ["BRANCH_NOT_IMPORTABLE branches.main"],
  ],
  [
    "an app to import, without the service role that it may have",
    app({ importId: "d1", serviceRole: false }),
    ["IMPORT_REPLACES_APP serviceRole"],
  ],
  ["a branch to import without its app", branch({ import: true }), ["IMPORT_WITHOUT_APP branches.main.import"]],
  [
    "credentials as they are",
    app({ basicAuthCredentials: "user:password" }),
    ["INVALID_BASIC_AUTH basicAuthCredentials"],
  ],
  [
    "credentials without a user",
    app({ basicAuthCredentials: Buffer.from(":x").toString("base64") }),
    ["INVALID_BASIC_AUTH basicAuthCredentials"],
  ],
  [
    "basic auth without credentials",
    branch({ computeRole: role, enableBasicAuth: true }),
    ["BASIC_AUTH_INCOMPLETE branches.main.enableBasicAuth"],
  ],
  [
    "an argument that the installed provider does not know",
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
  ["a reserved name", variables({ AWS_REGION: "eu-west-1" }), ["RESERVED_VARIABLE environmentVariables.AWS_REGION"]],
  [
    "a value of 5,501 characters",
    variables({ LONG: "x".repeat(5_501) }),
    ["VARIABLE_TOO_LONG environmentVariables.LONG"],
  ],
  ["an access key's id", variables({ ID: accessKeyId }), ["ACCESS_KEY_IN_VARIABLE environmentVariables.ID"]],
  [
    "a temporary key's id within a text",
    variables({ ID: `id=${temporaryKeyId};` }),
    ["ACCESS_KEY_IN_VARIABLE environmentVariables.ID"],
  ],
  [
    "a secret key",
    variables({ MY_SECRET_ACCESS_KEY: secretKey }),
    ["ACCESS_KEY_IN_VARIABLE environmentVariables.MY_SECRET_ACCESS_KEY"],
  ],
  [
    "a branch's",
    branch({ environmentVariables: { AWS_X: "1" } }),
    ["RESERVED_VARIABLE branches.main.environmentVariables.AWS_X"],
  ],
  [
    "those of branches that come by themselves",
    app({ autoBranchCreationConfig: { environmentVariables: { AWS_X: "1" } } }),
    ["RESERVED_VARIABLE autoBranchCreationConfig.environmentVariables.AWS_X"],
  ],
];
