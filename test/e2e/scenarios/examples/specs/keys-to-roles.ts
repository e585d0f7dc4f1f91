import { madeInTheConsole } from "../../../aws/console-app.js";
import { REGION } from "../../../aws/environment.js";
import type { Scenario } from "../scenario.js";

const OUTPUTS = "// The branch first: once the app has a role, a branch without its own has that one.";
const stagingRole = (more: string) => `{
  name: "my-app-compute-staging",
  appId${more},
  branchName: "staging",
  grants: [dynamodb.read({ name: "staging-my-app-*" })],
}`;
/** A role for one more branch, and its command. */
const STAGING = {
  terraform: `const staging = new AmplifyComputeRole(this, "staging-role", ${stagingRole(": appId.stringValue")});
    new TerraformOutput(this, "attach_staging", { value: staging.attachCommand });
    `,
  pulumi: `const staging = new AmplifyComputeRole("staging-role", ${stagingRole("")});
export const attachStaging = staging.attachCommand;
`,
};

export const keysToRoles: Scenario = {
  example: "keys-to-roles",
  stack: "roles",
  before: async ({ gateway }) => {
    const id = await madeInTheConsole(gateway, "my-app", "acme");
    await gateway.hosting.createBranch(REGION, id, { branchName: "staging" });
    return { values: { app_id: id } };
  },
  unknown: {
    terraform: [
      "app-role-role-policy-dynamodb-attachment policy_arn",
      "app-role-role-policy-dynamodb-attachment role",
      "app-role-role-policy-lambda-attachment policy_arn",
      "app-role-role-policy-lambda-attachment role",
      "app-role-role-policy-s3-attachment policy_arn",
      "app-role-role-policy-s3-attachment role",
      "main-role-role-policy role",
    ],
    pulumi: [
      "app-role-role-policy-dynamodb-attachment policyArn",
      "app-role-role-policy-lambda-attachment policyArn",
      "app-role-role-policy-s3-attachment policyArn",
    ],
  },
  grant: {
    edits: [['dynamodb.readWrite({ name: "dev-my-app-*" })', 'dynamodb.read({ name: "dev-my-app-*" })']],
    updates: "aws_iam_policy",
    document: "policies.my-app-compute-dev-dynamodb.document",
  },
  attach: ["attach_main", "attach_app"],
  attached: ["my-app.branches.main.computeRoleArn", "my-app.settings.computeRoleArn"],
  changes: [
    {
      title: "a branch gains its own role",
      edits: {
        terraform: [[OUTPUTS, `${STAGING.terraform}${OUTPUTS}`]],
        pulumi: [[OUTPUTS, `${STAGING.pulumi}${OUTPUTS}`]],
      },
      planned: ["create aws_iam_role", "create aws_iam_role_policy"],
      components: ["main-role", "app-role", "staging-role"],
      attach: ["attach_staging"],
      changed: ["apps.my-app.branches.staging.computeRoleArn", "roles.my-app-compute-staging"],
    },
    {
      title: "the branch loses its own role",
      edits: { terraform: [[STAGING.terraform, ""]], pulumi: [[STAGING.pulumi, ""]] },
      planned: ["delete aws_iam_role", "delete aws_iam_role_policy"],
      components: ["main-role", "app-role"],
      detached: "staging",
      changed: ["apps.my-app.branches.staging.computeRoleArn", "roles.my-app-compute-staging"],
    },
    {
      title: "the role of the app gives way to another",
      edits: [['name: "my-app-compute-dev"', 'name: "my-app-compute-others"']],
      planned: [
        "replace aws_iam_policy",
        "replace aws_iam_policy",
        "replace aws_iam_policy",
        "replace aws_iam_role",
        "replace aws_iam_role_policy_attachment",
        "replace aws_iam_role_policy_attachment",
        "replace aws_iam_role_policy_attachment",
      ],
      attach: ["attach_app"],
      changed: [
        "apps.my-app.settings.computeRoleArn",
        "policies.my-app-compute-dev-dynamodb",
        "policies.my-app-compute-dev-lambda",
        "policies.my-app-compute-dev-s3",
        "policies.my-app-compute-others-dynamodb",
        "policies.my-app-compute-others-lambda",
        "policies.my-app-compute-others-s3",
        "roles.my-app-compute-dev",
        "roles.my-app-compute-others",
      ],
    },
  ],
};
