import type { CodeExplanation } from "./code-explanation.js";

/** The codes of what is wrong with a live app. */
export const liveCodes = {
  NO_COMPUTE_ROLE: {
    cause:
      "Neither the branch nor the app has a compute role, so its server code has no credentials. Permissions of the service role do not count.",
    fix: "Attach a compute role to the app or the branch. It takes effect without a deployment. If the server code calls no AWS service, ignore this.",
  },
  NO_SERVICE_ROLE: {
    cause: "The app has no service role. Amplify writes the logs of server code as the service role.",
    fix: "Attach a service role that may write logs, and deploy the app once more.",
  },
  PERMISSIONS_ON_SERVICE_ROLE: {
    cause:
      "The service role allows what server code calls: tables, buckets, secrets, APIs. Server code runs as the compute role and never as the service role.",
    fix: "Move the permissions to the compute role. If a build needs them, because pages are prerendered, they can stay.",
  },
  ROLE_NOT_FOUND: {
    cause: "The app or a branch names a role that was deleted.",
    fix: "Create the role again with the same name and path, or attach another one.",
  },
  ROLE_JUST_CREATED: {
    cause: "The role is less than a minute old. IAM is eventually consistent, so assuming the role may still fail.",
    fix: "Wait a minute, and try again.",
  },
  ROLE_NOT_ASSUMED: {
    cause: "CloudTrail has no event of AssumeRole for the role within the time that was looked at.",
    fix: "Send a request to a server-rendered page, or start a build, and look again after some minutes. If CloudTrail still shows no event, the role is not in effect.",
  },
  LOGS_NOT_ALLOWED: {
    cause: "The service role lacks an action that writing logs takes, or has it on another resource.",
    fix: "Add the four log actions. `AmplifySsrApp` and `AmplifyServiceRole` create exactly them.",
  },
  LOG_GROUP_NOT_FOUND: {
    cause:
      "The app's log group does not exist. The service role was attached after the last deployment, or no request reached server code.",
    fix: "Deploy the app once more, and send a request to a server-rendered page.",
  },
  LOG_GROUP_NEVER_EXPIRES: {
    cause: "Amplify creates log groups without a retention, and CloudWatch bills what they keep.",
    fix: "Set a retention: `serviceRole: { logs: { retentionInDays: 30 } }`, or the command that the finding names.",
  },
  DEPRECATED_RUNTIME: {
    cause:
      "The build uses a version of Node.js that Amplify does not support any more. Server code runs on the version of the build.",
    fix: "Build with Node.js 22 or newer: in the live package updates, or with `nvm use 22` in the build spec.",
  },
  FRAMEWORK_MISSING: {
    cause:
      "A branch of an app with server code has no framework, although it was built. Amplify sets it at the first build, and some tools remove it.",
    fix: "Set the framework again and deploy. `AmplifySsrApp` leaves what Amplify set.",
  },
} as const satisfies Readonly<Record<string, CodeExplanation>>;
