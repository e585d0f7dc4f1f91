import { ssm, thisApp } from "@amplify-roles/core";
import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { accessKeyId, app, arnOf, branch, computeRole, secretKey, serviceRole, variables } from "../bad-input/rows.js";
import { role } from "../fixtures/arns.js";
import { Unresolved } from "../support/placeholders.js";
import { error, type Messages, planned, warning } from "./row.js";

export const apps: Messages = {
  CODECOMMIT_PULL_MISSING: [
    warning(
      planned(app({ repository: new Unresolved(1) })),
      "The repository is known only after deploy, and there is no token for it. If it is a CodeCommit repository, builds cannot clone it: the service role does not allow codecommit:GitPull.",
      'Write serviceRole: { grants: [allow({ actions: ["codecommit:GitPull"], resources: [repository.arn] })] }.',
      {},
    ),
  ],
  NOT_AN_APP_ID: [
    error(
      planned(app({ importId: arnOf("amplify", "apps/d123") })),
      '"arn:aws:amplify:eu-west-1:123456789012:apps/d123" is not the id of an Amplify app.',
      'Write the id only: "d123456789abcd". It is the last part of the app\'s ARN.',
      { found: "arn:aws:amplify:eu-west-1:123456789012:apps/d123" },
    ),
  ],
  THIS_APP_UNKNOWN: [
    error(
      planned(app({ environmentVariables: { APP: thisApp.id } })),
      "thisApp is known only in grants and policy documents of a role. Here the app does not exist yet.",
      "Remove it. Other resources can use web.app.id, after the app.",
      {},
    ),
    error(
      planned(serviceRole({ grants: [ssm.amplifySecrets()] })),
      "`thisApp` needs an app, but this role belongs to none.",
      'Add "appId" to the role, or specify the role in an AmplifySsrApp.',
      {},
    ),
  ],
  COMPUTE_ROLE_WITHOUT_SERVER: [
    error(
      planned(app({ platform: "WEB", computeRole: {} })),
      'An app on platform "WEB" runs no server code, so nothing can use a compute role.',
      'Write platform: "WEB_COMPUTE", or remove the compute role.',
      { platform: "WEB" },
    ),
  ],
  BRANCH_NAME_COLLISION: [
    error(
      planned(app({ branches: { "feature/login": {}, "feature-login": {} } })),
      'The names of resources of this branch and of "feature/login" would both contain "feature-login".',
      'Give one of the two branches another "id".',
      { id: "feature-login", other: "feature/login" },
    ),
  ],
  INVALID_BRANCH_NAME: [
    error(
      planned(app({ branches: { ветка: {} } })),
      '"ветка" is not a valid branch name.',
      'Write the name of the Git branch, 1 to 255 characters. If it has no Latin letters or digits, add an "id".',
      { found: "ветка", most: 255 },
    ),
    error(
      planned(computeRole({ appId: "d1", branchName: "" })),
      '"" is not a valid branch name.',
      'Write the name of the Git branch, 1 to 255 characters. If it has no Latin letters or digits, add an "id".',
      { found: "", most: 255 },
    ),
  ],
  UNSUPPORTED_BY_CLOUD_CONTROL: [
    error(
      planned(branch({ computeRole: role, ttl: "5" })),
      'AWS::Amplify::Branch does not support "ttl". A branch with its own compute role, or with managedBy: "cloudControl", is created as AWS::Amplify::Branch.',
      'Remove "ttl", or give the compute role to the app.',
      { argument: "ttl" },
    ),
    error(
      planned(branch({ computeRole: role, stage: "NONE" })),
      'AWS::Amplify::Branch does not support the stage "NONE".',
      'Remove "stage".',
      { argument: "stage" },
    ),
  ],
  REQUIRES_CLOUD_CONTROL: [
    error(
      planned(branch({ buildSpec: "version: 1" })),
      'aws_amplify_branch does not support "buildSpec".',
      'Write managedBy: "cloudControl" (which replaces an existing branch), or set "buildSpec" on the app.',
      { argument: "buildSpec" },
    ),
    error(
      planned(branch({ managedBy: "amplify", computeRole: role })),
      "aws_amplify_branch does not support a compute role.",
      'Remove "managedBy", or write managedBy: "cloudControl".',
      { argument: "computeRole" },
    ),
  ],
  BRANCH_NOT_IMPORTABLE: [
    error(
      planned(app({ importId: "d1", branches: { main: { computeRole: role } } })),
      "This branch is managed through Cloud Control, like every branch with its own compute role, and Cloud Control cannot import an existing branch.",
      'If the branch does not exist yet, write import: false. If it exists, remove "computeRole" here, and attach an AmplifyComputeRole with its attachCommand.',
      {},
    ),
  ],
  IMPORT_REPLACES_APP: [
    error(
      planned(app({ importId: "d1", serviceRole: false })),
      "An imported app cannot lose its service role: the provider cannot clear the role, so it replaces the app.",
      'Remove "serviceRole" for a new role, or write the ARN of the role that the app has.',
      {},
    ),
  ],
  IMPORT_WITHOUT_APP: [
    error(
      planned(branch({ import: true })),
      "A branch can be imported only together with its app.",
      'Add the app\'s "importId", or remove "import".',
      {},
    ),
  ],
  INVALID_BASIC_AUTH: [
    error(
      planned(app({ basicAuthCredentials: "user:password" })),
      "The credentials are not base64 of user:password.",
      'Encode them: Buffer.from("user:password").toString("base64").',
      {},
    ),
    error(
      planned(app({ enableBasicAuth: true, basicAuthCredentials: btoa("user:password\n") })),
      "The credentials contain a line break, which would be a part of the password. `echo` adds one.",
      'Encode them without it: Buffer.from("user:password").toString("base64").',
      {},
    ),
    error(
      planned(branch({ computeRole: role, basicAuthCredentials: Buffer.from("user:").toString("base64") })),
      "The user and the password must have 1 to 255 characters each.",
      "Write base64 of user:password, with 1 to 255 characters in each.",
      { least: 1, most: 255 },
    ),
  ],
  BASIC_AUTH_INCOMPLETE: [
    error(
      planned(branch({ computeRole: role, enableBasicAuth: true })),
      "AWS::Amplify::Branch requires the credentials to enable basic auth.",
      'Add "basicAuthCredentials", or remove "enableBasicAuth".',
      {},
    ),
    warning(
      planned(app({ enableBasicAuth: true })),
      '"enableBasicAuth" has no credentials.',
      'Add "basicAuthCredentials", or remove "enableBasicAuth".',
      {},
    ),
    warning(
      planned(app({ basicAuthCredentials: new Unresolved("dTpw") })),
      '"basicAuthCredentials" has no effect without "enableBasicAuth": everybody can open the site.',
      "Add enableBasicAuth: true, or false if that is meant.",
      {},
    ),
  ],
  UNSUPPORTED_BY_PROVIDER: [
    error(
      planned(() =>
        planAmplifySsrApp(
          "web",
          { name: "web", jobConfig: {} },
          { supportsArgument: (_, argument) => argument !== "jobConfig" },
        ),
      ),
      'The installed AWS provider does not support "jobConfig" on aws_amplify_app.',
      'Install version 6 of the AWS provider or later, or remove "jobConfig".',
      { argument: "jobConfig", type: "aws_amplify_app" },
    ),
  ],
  RESERVED_VARIABLE: [
    error(
      planned(variables({ AWS_REGION: "eu-west-1" })),
      'Amplify does not accept "AWS_REGION", because the name starts with "AWS".',
      "Use another name. At run time, AWS_REGION already contains the region.",
      { name: "AWS_REGION" },
    ),
    error(
      planned(variables(JSON.parse('{ "__proto__": "a" }'))),
      'A variable cannot have the name "__proto__", because JavaScript tools lose it.',
      "Use another name.",
      { name: "__proto__" },
    ),
  ],
  VARIABLE_TOO_LONG: [
    error(
      planned(variables({ LONG: "x".repeat(5_501) })),
      'The value of "LONG" must have at most 5,500 characters, got 5,501.',
      "Store the value in Parameter Store or Secrets Manager, and read it at run time.",
      { name: "LONG", length: 5501, most: 5500 },
    ),
  ],
  ACCESS_KEY_IN_VARIABLE: [
    error(
      planned(variables({ ID: accessKeyId })),
      'The value of "ID" looks like an access key. Everyone with access to the app can read it.',
      "Delete the key. Give the app a compute role with grants instead; the SDK finds the role's credentials by itself.",
      { name: "ID" },
    ),
    error(
      planned(variables({ MY_SECRET_ACCESS_KEY: secretKey })),
      'The value of "MY_SECRET_ACCESS_KEY" looks like an access key. Everyone with access to the app can read it.',
      "Delete the key. Give the app a compute role with grants instead; the SDK finds the role's credentials by itself.",
      { name: "MY_SECRET_ACCESS_KEY" },
    ),
  ],
};
