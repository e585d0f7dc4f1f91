import { shellQuoted } from "../util/shell-quoted.js";
import type { AppSnapshot } from "./snapshot.js";

/** `aws amplify update-app` for the app: https://docs.aws.amazon.com/cli/latest/reference/amplify/update-app.html */
export const updateApp = ({ app, deployment }: AppSnapshot, rest: string): string =>
  `aws amplify update-app --region ${deployment.region} --app-id ${app.id} ${rest}`;

/** https://docs.aws.amazon.com/cli/latest/reference/amplify/update-branch.html */
export const updateBranch = ({ app, deployment }: AppSnapshot, branch: string, rest: string): string =>
  `aws amplify update-branch --region ${deployment.region} --app-id ${app.id} --branch-name ${shellQuoted(branch)} ${rest}`;

/** A command of the AWS CLI about a role. */
export const ofRole = (command: string, role: string, rest = ""): string =>
  `aws iam ${command} --role-name ${shellQuoted(role)}${rest === "" ? "" : ` ${rest}`}`;

/** The ARN of a role that the reader has to fill in. */
export const SOME_ROLE = "'<ARN of the role>'";
