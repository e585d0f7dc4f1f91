import type { Scenario } from "../scenario.js";
import { gainsItsOwnRole, givesWayToAnother, losesItsOwnRole, WITHOUT_PROTECTION } from "./own-roles.js";

const OWN_ROLE = '"feature/login": { computeRole: { grants: [dynamodb.read(table)] } },';
/** A branch that stays with Cloud Control can change in place. */
const NO_ROLE = '"feature/login": { managedBy: "cloudControl" },';

export const newApp: Scenario = {
  example: "new-app",
  stack: "web",
  usesCli: true,
  unknown: {
    terraform: [
      "images-private bucket",
      "secret kms_key_id",
      "secret-value secret_id",
      "web-app compute_role_arn",
      "web-branch-feature-login desired_state",
      "web-branch-feature-login-compute-role-policy policy",
      "web-branch-feature-login-compute-role-policy role",
      "web-branch-main app_id",
      "web-compute-role-attached-AmazonS3ReadOnlyAccess role",
      "web-compute-role-policy policy",
      "web-compute-role-policy role",
      "web-service-role-log-group name",
      "web-service-role-policy policy",
      "web-service-role-policy role",
    ],
    pulumi: [
      "images-private bucket",
      "secret kmsKeyId",
      "secret-value secretId",
      "web-app computeRoleArn",
      "web-branch-feature-login desiredState",
      "web-branch-feature-login-compute-role-policy policy.Statement.0.Resource",
      "web-branch-feature-login-compute-role-policy policy.Statement.1.Resource",
      "web-branch-main appId",
      "web-compute-role-policy policy.Statement.0.Resource",
      "web-compute-role-policy policy.Statement.2.Resource.1",
      "web-compute-role-policy policy.Statement.3.Resource",
      "web-compute-role-policy policy.Statement.5.Resource",
      "web-compute-role-policy policy.Statement.6.Resource",
      "web-compute-role-policy policy.Statement.7.Resource",
      "web-compute-role-policy policy.Statement.8.Resource",
      "web-service-role-log-group name",
      "web-service-role-policy policy.Statement.0.Resource.0",
      "web-service-role-policy policy.Statement.0.Resource.1",
      "web-service-role-policy policy.Statement.1.Resource",
    ],
  },
  shown: {
    terraform: [
      /access_token +=? ?\(sensitive value\)/,
      /iam_service_role_arn += "arn:aws:iam::123456789012:role\/web-amplify-service"/,
    ],
    pulumi: [
      /accessToken *: \[secret\]/,
      /iamServiceRoleArn *: "arn:aws:iam::123456789012:role\/web-amplify-service"/,
      /"dynamodb:BatchGetItem"/,
    ],
  },
  grant: {
    edits: [['ssm.read({ path: "/web/prod" })', 'ssm.read({ path: "/web/next" })']],
    updates: "aws_iam_role_policy",
    document: "roles.web-amplify-compute.inlinePolicies.permissions",
  },
  kept: ["key Secrets of the app web", "secret web/prod"],
  changes: [
    losesItsOwnRole({ app: "web", branch: "feature/login" }, [[OWN_ROLE, NO_ROLE]]),
    gainsItsOwnRole({ app: "web", branch: "feature/login" }, [[NO_ROLE, OWN_ROLE]]),
    givesWayToAnother("web"),
  ],
  adopting: {
    app: "web",
    edits: (importId) => [
      ['name: "web",', `name: "web", importId: "${importId}", ${WITHOUT_PROTECTION}`],
      ['main: { stage: "PRODUCTION" }', 'main: { stage: "PRODUCTION", framework: "Next.js - SSR" }'],
      ["logs: { retentionInDays: 30 }", "logs: { retentionInDays: 30, skipDestroy: true }"],
      ['"feature/login": {', '"feature/login": { import: false,'],
    ],
    planned: ["import aws_amplify_app", "import aws_amplify_branch", "update aws_amplify_app"],
  },
};
