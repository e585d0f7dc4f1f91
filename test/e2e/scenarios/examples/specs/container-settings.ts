import type { Scenario } from "../scenario.js";

const TIMEOUT = 'GUNICORN_TIMEOUT: { type: "parameter", value: "60" },';

export const containerSettings: Scenario = {
  example: "container-settings",
  stack: "papyrus",
  writesOnly: true,
  others: ["logGroups./ecs/papyrus", "roles.papyrus-execution", "roles.papyrus-task"],
  unknown: {
    terraform: [
      "images encryption_configuration.0.kms_key",
      "task container_definitions",
      "task execution_role_arn",
      "task task_role_arn",
      "web-app compute_role_arn",
      "web-branch-main app_id",
      "web-compute-role-policy role",
      "web-service-role-log-group name",
      "web-service-role-policy policy",
      "web-service-role-policy role",
    ],
    pulumi: [
      "task containerDefinitions",
      "task executionRoleArn",
      "task taskRoleArn",
      "web-app computeRoleArn",
      "web-branch-main appId",
      "web-service-role-log-group name",
      "web-service-role-policy policy.Statement.0.Resource.0",
      "web-service-role-policy policy.Statement.0.Resource.1",
      "web-service-role-policy policy.Statement.1.Resource",
    ],
  },
  grant: {
    edits: [['{ prefix: "scans/" }', '{ prefix: "pages/" }']],
    updates: "aws_iam_role_policy",
    document: "roles.papyrus-task.inlinePolicies.permissions",
  },
  changes: [
    {
      title: "a setting is added without a change of what may be read",
      edits: [[TIMEOUT, `${TIMEOUT} GUNICORN_THREADS: { type: "parameter", value: "4" },`]],
      planned: ["create aws_ssm_parameter", "update aws_ssm_parameter"],
      changed: ["parameters./papyrus/prd/GUNICORN_THREADS", "parameters./papyrus/prd/settings.json.value"],
    },
  ],
  kept: ["secret papyrus/prd/auth0", "secret papyrus/prd/db", "secret papyrus/prd/flask"],
};
