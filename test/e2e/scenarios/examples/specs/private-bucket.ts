import type { Scenario } from "../scenario.js";
import { gainsItsOwnRole, givesWayToAnother, losesItsOwnRole, WITHOUT_PROTECTION } from "./own-roles.js";

const MAIN = 'main: { stage: "PRODUCTION", framework: "Next.js - SSR" }';
/** A branch that is with Cloud Control from the start can change in place. */
const NO_ROLE = 'preview: { managedBy: "cloudControl" },';
const OWN_ROLE = "preview: { computeRole: { grants: [s3.read(bucket)] } },";

export const privateBucket: Scenario = {
  example: "private-bucket",
  stack: "gallery",
  unknown: {
    terraform: [
      "gallery-app compute_role_arn",
      "gallery-app environment_variables",
      "gallery-branch-main app_id",
      "gallery-compute-role-policy policy",
      "gallery-compute-role-policy role",
      "gallery-service-role-log-group name",
      "gallery-service-role-policy policy",
      "gallery-service-role-policy role",
      "images-owner bucket",
      "images-private bucket",
    ],
    pulumi: [
      "gallery-app computeRoleArn",
      "gallery-app environmentVariables.IMAGES_BUCKET",
      "gallery-branch-main appId",
      "gallery-compute-role-policy policy.Statement.0.Resource",
      "gallery-compute-role-policy policy.Statement.1.Resource",
      "gallery-service-role-log-group name",
      "gallery-service-role-policy policy.Statement.0.Resource.0",
      "gallery-service-role-policy policy.Statement.0.Resource.1",
      "gallery-service-role-policy policy.Statement.1.Resource",
      "images-owner bucket",
      "images-private bucket",
    ],
  },
  grant: {
    edits: [["s3.read(bucket),", 's3.read(bucket, { prefix: "images/" }),']],
    updates: "aws_iam_role_policy",
    document: "roles.gallery-amplify-compute.inlinePolicies.permissions",
  },
  kept: ["secret gallery/prod/api"],
  changes: [
    {
      title: "a branch is added that has the app's role",
      edits: [[`branches: { ${MAIN} }`, `branches: { ${MAIN}, ${NO_ROLE} }`]],
      planned: ["create aws_cloudcontrolapi_resource"],
      changed: ["apps.gallery.branches.preview"],
    },
    gainsItsOwnRole({ app: "gallery", branch: "preview" }, [[NO_ROLE, OWN_ROLE]]),
    losesItsOwnRole({ app: "gallery", branch: "preview" }, [[OWN_ROLE, NO_ROLE]]),
    givesWayToAnother("gallery"),
  ],
  adopting: {
    app: "gallery",
    edits: (importId) => [
      ['name: "gallery",', `name: "gallery", importId: "${importId}", ${WITHOUT_PROTECTION}`],
      ["logs: { retentionInDays: 30 }", "logs: { retentionInDays: 30, skipDestroy: true }"],
    ],
    planned: ["import aws_amplify_app", "import aws_amplify_branch", "update aws_amplify_app"],
  },
};
