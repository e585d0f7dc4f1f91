import { amplifyTrust } from "../plan/trust.js";
import type { PolicyDocument } from "../policy/document.js";
import { shellQuoted } from "../util/shell-quoted.js";
import type { AppSnapshot } from "./snapshot.js";

/** `aws amplify update-app` for the app: https://docs.aws.amazon.com/cli/latest/reference/amplify/update-app.html */
export const updateApp = ({ app, deployment }: AppSnapshot, rest: string): string =>
  `aws amplify update-app --region ${deployment.region} --app-id ${app.id} ${rest}`;

/** https://docs.aws.amazon.com/cli/latest/reference/amplify/update-branch.html */
export const updateBranch = ({ app, deployment }: AppSnapshot, branch: string, rest: string): string =>
  `aws amplify update-branch --region ${deployment.region} --app-id ${app.id} --branch-name ${shellQuoted(branch)} ${rest}`;

/** Deploys a branch once more: https://docs.aws.amazon.com/cli/latest/reference/amplify/start-job.html */
export const startJob = ({ app, deployment }: AppSnapshot, branch: string): string =>
  `aws amplify start-job --region ${deployment.region} --app-id ${app.id} --branch-name ${shellQuoted(branch)} --job-type RELEASE`;

/** A command of the AWS CLI about a role. */
export const ofRole = (command: string, role: string, rest = ""): string =>
  `aws iam ${command} --role-name ${shellQuoted(role)}${rest === "" ? "" : ` ${rest}`}`;

/** The ARN of a role that the reader has to fill in. */
export const SOME_ROLE = "'<ARN of the role>'";

/** Commands of which each needs the one before. */
export const inSequence = (...commands: readonly string[]): string => commands.join(" && ");

/** How a role is named that a command creates. */
export const newRoleName = ({ app }: AppSnapshot, type: "compute" | "service"): string => `amplify-${app.id}-${type}`;

export const newRoleArn = (snapshot: AppSnapshot, type: "compute" | "service"): string => {
  const { partition, account } = snapshot.deployment;
  return `arn:${partition}:iam::${account}:role/${newRoleName(snapshot, type)}`;
};

/** The trust policy that AWS recommends for a role of the app. */
export const trustOf = ({ deployment }: AppSnapshot, type: "compute" | "service"): PolicyDocument =>
  amplifyTrust(deployment, type === "service");

/** https://docs.aws.amazon.com/cli/latest/reference/iam/create-role.html */
export const createRole = (snapshot: AppSnapshot, type: "compute" | "service"): string =>
  ofRole(
    "create-role",
    newRoleName(snapshot, type),
    `--assume-role-policy-document ${shellQuoted(JSON.stringify(trustOf(snapshot, type)))}`,
  );

/** Amplify refuses a compute role that IAM has not propagated yet: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html */
export const PROPAGATION_WAIT = "sleep 15";
