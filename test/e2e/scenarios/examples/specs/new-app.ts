import type { Scenario } from "../scenario.js";
import { gainsItsOwnRole, givesWayToAnother, losesItsOwnRole, WITHOUT_PROTECTION } from "./own-roles.js";

const OWN_ROLE = '"feature/login": { computeRole: { grants: [dynamodb.read(table)] } },';
/** A branch that stays with Cloud Control can change in place. */
const NO_ROLE = '"feature/login": { managedBy: "cloudControl" },';
/** The branch that the console's app has. It is imported, so it stays with the provider, which sets no role. */
const IMPORTED = 'main: { stage: "PRODUCTION", framework: "Next.js - SSR" },';

export const newApp: Scenario = {
  example: "new-app",
  stack: "web",
  usesCli: true,
  unknown: {
    terraform: [
      "images-private bucket",
      "secret kms_key_id",
      "secret-value secret_id",
      "web-branch-feature-login desired_state",
      "web-branch-feature-login-compute-role-policy policy",
      "web-branch-feature-login-compute-role-policy role",
      "web-branch-main desired_state",
      "web-branch-main-compute-role-attached-AmazonS3ReadOnlyAccess role",
      "web-branch-main-compute-role-policy policy",
      "web-branch-main-compute-role-policy role",
      "web-service-role-log-group name",
      "web-service-role-policy policy",
      "web-service-role-policy role",
      "webhook app_id",
    ],
    pulumi: [
      "images-private bucket",
      "secret kmsKeyId",
      "secret-value secretId",
      "web-branch-feature-login desiredState",
      "web-branch-feature-login-compute-role-policy policy.Statement.0.Resource",
      "web-branch-feature-login-compute-role-policy policy.Statement.1.Resource",
      "web-branch-main desiredState",
      "web-branch-main-compute-role-policy policy.Statement.0.Resource",
      "web-branch-main-compute-role-policy policy.Statement.2.Resource.1",
      "web-branch-main-compute-role-policy policy.Statement.3.Resource",
      "web-branch-main-compute-role-policy policy.Statement.5.Resource",
      "web-branch-main-compute-role-policy policy.Statement.6.Resource",
      "web-branch-main-compute-role-policy policy.Statement.7.Resource",
      "web-branch-main-compute-role-policy policy.Statement.8.Resource",
      "web-service-role-log-group name",
      "web-service-role-policy policy.Statement.0.Resource.0",
      "web-service-role-policy policy.Statement.0.Resource.1",
      "web-service-role-policy policy.Statement.1.Resource",
      "webhook appId",
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
    document: "roles.web-amplify-compute-main.inlinePolicies.permissions",
  },
  kept: ["key Secrets of the app web", "secret web/prod"],
  changes: [
    {
      title: "a domain is added, whose DNS records can come later",
      edits: [["const domain = ", 'const domain = "example.com" || ']],
      planned: ["create aws_amplify_domain_association"],
      changed: ["domains.example.com"],
    },
    // The app has no role that could take its place.
    {
      ...losesItsOwnRole({ app: "web", branch: "feature/login" }, [[OWN_ROLE, NO_ROLE]]),
      detached: "feature/login",
    },
    gainsItsOwnRole({ app: "web", branch: "feature/login" }, [[NO_ROLE, OWN_ROLE]]),
    givesWayToAnother("web"),
  ],
  adopting: {
    app: "web",
    edits: (importId) => [
      ['name: "web",', `name: "web", importId: "${importId}", ${WITHOUT_PROTECTION}`],
      ["main: {", `${IMPORTED}\n next: { import: false,`],
      ["branches.main.computeRole", "branches.next.computeRole"],
      ["logs: { retentionInDays: 30 }", "logs: { retentionInDays: 30, skipDestroy: true }"],
      ['"feature/login": {', '"feature/login": { import: false,'],
    ],
    planned: [
      "create aws_amplify_webhook",
      "import aws_amplify_app",
      "import aws_amplify_branch",
      "update aws_amplify_app",
    ],
  },
};
