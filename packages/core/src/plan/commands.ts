import type { Deployment } from "../aws/deployment.js";
import { toShellText, withoutLookups } from "../placeholders/placeholder.js";

/** An argument of a shell command, in quotes if it has special characters or is known only after deploy. */
const shellArgument = (value: string) =>
  value !== "" && /^[\w./:@=+,-]*$/.test(withoutLookups(value)) ? value : `'${toShellText(value)}'`;

/**
 * A string between double quotes in a shell command. The path of a role may have characters that are special there. What
 * is known only after deploy is between single quotes, for which the double quotes are interrupted.
 */
const withinQuotes = (text: string) =>
  text
    .split(/(\uE000unresolved:\d+[^\uE001]*\uE001)/)
    .map((part, index) => (index % 2 === 1 ? `"'${toShellText(part)}'"` : part.replace(/[\\$`"]/g, "\\$&")))
    .join("");

/** Attaches a service role to an app: https://docs.aws.amazon.com/cli/latest/reference/amplify/update-app.html */
export const attachServiceRoleCommand = (appId: string, roleArn: string, { region }: Deployment): string =>
  `aws amplify update-app --region ${shellArgument(region)} --app-id ${shellArgument(appId)} --iam-service-role-arn ${shellArgument(roleArn)}`;

/**
 * Attaches a compute role to an app or to one of its branches.
 * https://docs.aws.amazon.com/cli/latest/reference/amplify/update-branch.html
 */
export const attachComputeRoleCommand = (
  appId: string,
  branchName: string | undefined,
  roleArn: string,
  { region }: Deployment,
): string =>
  branchName === undefined
    ? `aws amplify update-app --region ${shellArgument(region)} --app-id ${shellArgument(appId)} --compute-role-arn ${shellArgument(roleArn)}`
    : `aws amplify update-branch --region ${shellArgument(region)} --app-id ${shellArgument(appId)} --branch-name ${shellArgument(branchName)} --compute-role-arn ${shellArgument(roleArn)}`;

/**
 * Shows when a role was assumed, and with which session name, within the last 1,000 events of that name. The quote after
 * the ARN excludes roles whose names only start with the same characters.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-cli.html
 */
export const lastAssumedCommand = (
  roleArn: string,
  { region }: Deployment,
  eventName: "AssumeRole" | "AssumeRoleWithWebIdentity" = "AssumeRole",
): string =>
  [
    `aws cloudtrail lookup-events --region ${shellArgument(region)}`,
    `--lookup-attributes AttributeKey=EventName,AttributeValue=${eventName} --max-items 1000`,
    `--query "Events[?contains(CloudTrailEvent, '${withinQuotes(roleArn)}\\"')].[EventTime,CloudTrailEvent]" --output text`,
  ].join(" ");
