import { type JsonObject, jsonBody } from "../../message.js";
import { authorization, type Context, type RequestContext, type Row, regional, tableOf } from "../model.js";
import { hasTags, requestTags, tagKeys } from "../tags.js";

/** The two ARNs of a log group: its name alone is for tags, with `:*` it is for everything else. */
const bare = (name: unknown, { at }: RequestContext) => regional("logs", `log-group:${name}`, at);
const group = (name: unknown, asked: RequestContext) => `${bare(name, asked)}:*`;
const stream = ({ logGroupName, logStreamName }: JsonObject, asked: RequestContext) =>
  `${bare(logGroupName, asked)}:log-stream:${logStreamName}`;

const onGroup =
  (action: string): Row<JsonObject> =>
  (input, asked) => [authorization(action, group(input.logGroupName, asked))];
const onStream =
  (action: string): Row<JsonObject> =>
  (input, asked) => [authorization(action, stream(input, asked))];
const onTagged =
  (action: string, more: (input: JsonObject) => Context = () => ({})): Row<JsonObject> =>
  (input) => [authorization(action, String(input.resourceArn).replace(/:\*$/, ""), more(input))];

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 * The two ARNs, and listing groups on `log-group:*`:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
export const logs = tableOf(jsonBody, {
  CreateLogGroup: (input, asked) => {
    const tags = requestTags(input.tags);
    const resource = bare(input.logGroupName, asked);
    return [
      // Denials name the one as well as the other: a policy has to hold for both.
      authorization("logs:CreateLogGroup", resource, tags),
      authorization("logs:CreateLogGroup", group(input.logGroupName, asked), tags),
      ...(hasTags(tags) ? [authorization("logs:TagResource", resource, tags)] : []),
    ];
  },
  DescribeLogGroups: (_, asked) => [authorization("logs:DescribeLogGroups", bare("*", asked))],
  DeleteLogGroup: onGroup("logs:DeleteLogGroup"),
  PutRetentionPolicy: onGroup("logs:PutRetentionPolicy"),
  DeleteRetentionPolicy: onGroup("logs:DeleteRetentionPolicy"),
  DescribeLogStreams: onGroup("logs:DescribeLogStreams"),
  FilterLogEvents: onGroup("logs:FilterLogEvents"),
  CreateLogStream: onStream("logs:CreateLogStream"),
  PutLogEvents: onStream("logs:PutLogEvents"),
  GetLogEvents: onStream("logs:GetLogEvents"),
  ListTagsForResource: onTagged("logs:ListTagsForResource"),
  TagResource: onTagged("logs:TagResource", ({ tags }) => requestTags(tags)),
  UntagResource: onTagged("logs:UntagResource", (input) => tagKeys(input.tagKeys)),
});
