import {
  CloudWatchLogsClient,
  ListTagsForResourceCommand,
  paginateDescribeLogGroups,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Named } from "../snapshot.js";
import { all, byName, type Source } from "./clients.js";

export interface LogGroup {
  /** Undefined: events never expire. */
  readonly retentionInDays?: number | undefined;
  readonly logGroupClass?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export async function logGroupsOf({ client }: Source): Promise<Named<LogGroup>> {
  const logs = new CloudWatchLogsClient(client);
  const groups = await all(paginateDescribeLogGroups({ client: logs }, {}), ({ logGroups }) => logGroups);
  return byName(
    await Promise.all(
      groups.map(async ({ logGroupName = "", arn = "", retentionInDays, logGroupClass, kmsKeyId }) => {
        // The ARN that names the group itself; the one with `:*` is for its streams.
        const { tags = {} } = await logs.send(new ListTagsForResourceCommand({ resourceArn: arn.replace(/:\*$/, "") }));
        return [logGroupName, { retentionInDays, logGroupClass, kmsKeyId, tags }] as const;
      }),
    ),
  );
}
