import type { Deployment } from "../aws/deployment.js";
import { withoutLookups } from "../placeholders/placeholder.js";

/** A word of a shell's command, quoted unless all of it is harmless, as account, region and partition are. */
const shellWord = (word: string) =>
  /^[\w./:@=+,-]+$/.test(withoutLookups(word)) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** Text between double quotes of a shell's: a role's path may hold what means something there. */
const withinQuotes = (text: string) => text.replace(/[\\$`"]/g, "\\$&");

/** https://docs.aws.amazon.com/cli/latest/reference/amplify/update-app.html */
export const attachServiceRoleCommand = (appId: string, roleArn: string, { region }: Deployment): string =>
  `aws amplify update-app --region ${region} --app-id ${appId} --iam-service-role-arn ${shellWord(roleArn)}`;

/**
 * Attaches to the app, or to one of its branches.
 * https://docs.aws.amazon.com/cli/latest/reference/amplify/update-branch.html
 */
export const attachComputeRoleCommand = (
  appId: string,
  branchName: string | undefined,
  roleArn: string,
  { region }: Deployment,
): string =>
  branchName === undefined
    ? `aws amplify update-app --region ${region} --app-id ${appId} --compute-role-arn ${shellWord(roleArn)}`
    : `aws amplify update-branch --region ${region} --app-id ${appId} --branch-name ${shellWord(branchName)} --compute-role-arn ${shellWord(roleArn)}`;

/**
 * Shows when a role was assumed, and under which session name, among the last thousand roles that were assumed in that
 * way. The quote behind the ARN keeps out roles whose names go on.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-cli.html
 */
export const lastAssumedCommand = (
  roleArn: string,
  { region }: Deployment,
  eventName: "AssumeRole" | "AssumeRoleWithWebIdentity" = "AssumeRole",
): string =>
  [
    `aws cloudtrail lookup-events --region ${region}`,
    `--lookup-attributes AttributeKey=EventName,AttributeValue=${eventName} --max-items 1000`,
    `--query "Events[?contains(CloudTrailEvent, '${withinQuotes(roleArn)}\\"')].[EventTime,CloudTrailEvent]" --output text`,
  ].join(" ");
