import type { Life } from "../life.js";

const MAIN = 'main: { stage: "PRODUCTION", framework: "Next.js - SSR" }';
/** A branch that is with Cloud Control from the start can change in place. */
const NO_ROLE = 'preview: { managedBy: "cloudControl" },';
const OWN_ROLE = "preview: { computeRole: { grants: [s3.read(bucket.arn)] } },";

export const privateBucket: Life = {
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
      "gallery-compute-role-policy policy.Statement.2.Resource",
      "gallery-service-role-log-group name",
      "gallery-service-role-policy policy.Statement.0.Resource.0",
      "gallery-service-role-policy policy.Statement.0.Resource.1",
      "gallery-service-role-policy policy.Statement.1.Resource",
      "images-owner bucket",
      "images-private bucket",
    ],
  },
  grant: {
    edits: [['ssm.read({ path: "/gallery/prod" })', 'ssm.read({ path: "/gallery/next" })']],
    updates: "aws_iam_role_policy",
    document: "roles.gallery-amplify-compute.inlinePolicies.permissions",
  },
  kept: ["secret gallery/prod"],
  changes: [
    {
      title: "a branch is added that has the app's role",
      edits: [[`branches: { ${MAIN} }`, `branches: { ${MAIN}, ${NO_ROLE} }`]],
      planned: ["create aws_cloudcontrolapi_resource"],
      changed: ["apps.gallery.branches.preview"],
    },
    {
      title: "the branch gains its own role, in place",
      edits: [[NO_ROLE, OWN_ROLE]],
      planned: ["create aws_iam_role", "create aws_iam_role_policy", "update aws_cloudcontrolapi_resource"],
      changed: ["apps.gallery.branches.preview.computeRoleArn", "roles.gallery-amplify-compute-preview"],
    },
    {
      title: "the branch loses its own role, in place",
      edits: [[OWN_ROLE, NO_ROLE]],
      planned: ["delete aws_iam_role", "delete aws_iam_role_policy", "update aws_cloudcontrolapi_resource"],
      changed: ["apps.gallery.branches.preview.computeRoleArn", "roles.gallery-amplify-compute-preview"],
    },
    {
      title: "its service role gives way to another of the same plan, in place",
      edits: [
        [
          "serviceRole: { logs: { retentionInDays: 30 } },",
          'serviceRole: { name: "gallery-builds", logs: { retentionInDays: 30 } },',
        ],
      ],
      planned: ["replace aws_iam_role", "replace aws_iam_role_policy", "update aws_amplify_app"],
      changed: ["apps.gallery.settings.iamServiceRoleArn", "roles.gallery-amplify-service", "roles.gallery-builds"],
    },
  ],
  adopting: {
    app: "gallery",
    edits: (importId) => [
      ['name: "gallery",', `name: "gallery", importId: "${importId}",`],
      ["logs: { retentionInDays: 30 }", "logs: { retentionInDays: 30, skipDestroy: true }"],
    ],
    planned: ["import aws_amplify_app", "import aws_amplify_branch", "update aws_amplify_app"],
  },
};
