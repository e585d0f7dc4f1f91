import type { CallQueue } from "../doctor/live/call-queue.js";
import { omitUndefined } from "../util.js";
import { ownTags } from "./tags.js";

/** A live log group as the `logs` of a service role have it: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html */
export interface AdoptedLogGroup {
  readonly import: true;
  /** Undefined if its events never expire. */
  readonly retentionInDays?: number;
  readonly kmsKeyId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What is known of an app's log group. */
export interface LiveLogGroup {
  readonly name: string;
  /** Undefined if the program cannot have it; then `why` says it. */
  readonly adopted?: AdoptedLogGroup;
  readonly why?: string;
}

/** The log group of an app. Undefined if it does not exist, or if it could not be read. */
export async function readLogGroup(queue: CallQueue, appId: string): Promise<LiveLogGroup | undefined> {
  const name = `/aws/amplify/${appId}`;
  const listed = await queue.try("describeLogGroups", { logGroupNamePrefix: name }, `the log group "${name}"`);
  const found = listed?.logGroups?.find(({ logGroupName }) => logGroupName === name);
  if (found === undefined) return undefined;
  if (found.logGroupClass !== undefined && found.logGroupClass !== "STANDARD")
    return { name, why: `amplify-roles does not support log groups of the class ${found.logGroupClass}` };
  // The ARN for tags has no `:*`: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html
  const resourceArn = found.logGroupArn ?? (found.arn ?? "").replace(/:\*$/, "");
  const tagged = await queue.try("listTagsForResource", { resourceArn }, `the tags of the log group "${name}"`);
  // An import without its tags would remove them.
  if (tagged === undefined) return { name, why: "its tags could not be read" };
  return {
    name,
    adopted: {
      import: true,
      ...omitUndefined({
        retentionInDays: found.retentionInDays,
        kmsKeyId: found.kmsKeyId,
        tags: ownTags(tagged.tags),
      }),
    },
  };
}
