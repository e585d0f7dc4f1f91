import { app, arn, branch, live, role, withPolicy } from "./live-app.js";
import { error, type Messages, suggestion, warning } from "./row.js";

const { computeRole: _, ...withoutComputeRole } = app;
const { serviceRole: __, ...withoutServiceRole } = app;
const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
const group = "/aws/amplify/d1";
const itemActions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan"];
const events = { observations: [], since: 0, more: false };

export const liveApps: Messages = {
  NO_COMPUTE_ROLE: [
    warning(
      live({ app: withoutComputeRole, branches: [branch("main"), branch("develop")] }),
      'No compute role is in effect on "main" and "develop". Server code there has no credentials: its calls to AWS fail with CredentialsProviderError.',
      "Create a role that amplify.amazonaws.com can assume, and attach it as the compute role. With these packages: computeRole: { grants: [ … ] }. If the server code calls no AWS service, ignore this.",
      { branches: ["main", "develop"] },
    ),
    warning(
      live({ app: withoutComputeRole, branches: ["a", "b", "c", "d", "e", "f"].map((name) => branch(name)) }),
      "No compute role is in effect on 6 branches. Server code there has no credentials: its calls to AWS fail with CredentialsProviderError.",
      "Create a role that amplify.amazonaws.com can assume, and attach it as the compute role. With these packages: computeRole: { grants: [ … ] }. If the server code calls no AWS service, ignore this.",
      { branches: ["a", "b", "c", "d", "e", "f"] },
    ),
  ],
  NO_SERVICE_ROLE: [
    warning(
      live({ app: withoutServiceRole }),
      "The app has no service role, so the logs of its server code are not written.",
      "Create a role that may write to the app's log group, and attach it as the service role. It takes effect at the next deployment.",
      {},
    ),
  ],
  PERMISSIONS_ON_SERVICE_ROLE: [
    warning(
      live({ roles: [withPolicy("service", ["dynamodb:GetItem"], table)] }),
      'The service role "service" allows dynamodb:GetItem. Server code never runs as the service role, only builds do.',
      "Move these permissions to the compute role. If a build needs them, because pages are prerendered, they can stay.",
      { role: "service", actions: ["dynamodb:GetItem"] },
    ),
    warning(
      live({ roles: [withPolicy("service", itemActions, table)] }),
      'The service role "service" allows dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query and 1 more. Server code never runs as the service role, only builds do.',
      "Move these permissions to the compute role. If a build needs them, because pages are prerendered, they can stay.",
      { role: "service", actions: itemActions },
    ),
  ],
  ROLE_NOT_FOUND: [
    error(
      live({ roles: [role("compute", { exists: false })] }),
      `The role "${arn("compute")}" does not exist. The app still names it, so nothing can assume it.`,
      "Create the role again, or attach another one.",
      { role: arn("compute") },
    ),
  ],
  ROLE_JUST_CREATED: [
    warning(
      live({ roles: [role("compute", { createdAt: 988 })] }),
      'The role "compute" was created 12 seconds ago. IAM may not let it be assumed everywhere yet.',
      "Wait a minute, and try again.",
      { role: "compute", seconds: 12 },
    ),
  ],
  ROLE_NOT_ASSUMED: [
    suggestion(
      live({ roles: [role("compute")], events }),
      'The role "compute" was not assumed recently: no request or build used it.',
      "Send a request to a server-rendered page, or start a build, and look again after some minutes.",
      { role: "compute" },
    ),
  ],
  LOGS_NOT_ALLOWED: [
    error(
      live({ roles: [withPolicy("service", ["logs:CreateLogGroup", "logs:CreateLogStream"], "*")] }),
      'The service role "service" may not write the app\'s logs: logs:PutLogEvents is not allowed on its log group.',
      "Add the four log actions to the service role, each on the resource that AWS authorizes it on. The command does it. It takes effect at the next deployment.",
      { role: "service", actions: ["logs:PutLogEvents"] },
    ),
    error(
      live({ roles: [withPolicy("service", ["logs:CreateLogGroup"], "*")] }),
      'The service role "service" may not write the app\'s logs: logs:CreateLogStream and logs:PutLogEvents are not allowed on its log group.',
      "Add the four log actions to the service role, each on the resource that AWS authorizes it on. The command does it. It takes effect at the next deployment.",
      { role: "service", actions: ["logs:CreateLogStream", "logs:PutLogEvents"] },
    ),
  ],
  LOG_GROUP_NOT_FOUND: [
    warning(
      live({ roles: [withPolicy("service", ["logs:*"], "*")], logs: { group, exists: false, observations: [] } }),
      'The log group "/aws/amplify/d1" does not exist, although the service role may create it. No log was written since the role was attached.',
      "Deploy the app once more, because a service role takes effect at the next deployment, and send a request to a server-rendered page.",
      { group },
    ),
  ],
  LOG_GROUP_NEVER_EXPIRES: [
    warning(
      live({ logs: { group, exists: true, observations: [] } }),
      'The log group "/aws/amplify/d1" never expires, so its events are kept and billed without a limit.',
      "Set a retention. With these packages: serviceRole: { logs: { retentionInDays: 30 } }.",
      { group },
    ),
  ],
  DEPRECATED_RUNTIME: [
    warning(
      live({ app: { ...app, buildSpec: "nvm use 18" } }),
      "The app is built with Node.js 18, so its server code runs on it. Amplify supports Node.js 20, 22 and 24.",
      "Build with Node.js 22 or newer: in the live package updates, or with nvm in the build spec.",
      { version: 18 },
    ),
  ],
  FRAMEWORK_MISSING: [
    warning(
      live({ branches: [branch("main", { framework: "" })] }),
      'The branch "main" has no framework, although it was built. Amplify may deploy it as static files.',
      "Set the framework that the branch uses, and deploy it again.",
      { branch: "main" },
    ),
  ],
};
