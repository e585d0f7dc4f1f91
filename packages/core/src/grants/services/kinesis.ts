import { resourceType } from "../../aws/resource-type.js";
import { type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { customerKey } from "./kms.js";

/** A data stream by its name; `*` and `?` match many. */
export interface KinesisStreamName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface KinesisOptions<Text = string> {
  /** ARN of the customer-managed key that encrypts the stream. */
  readonly kmsKey?: Text;
}

export interface KinesisGrants<Text = string> {
  /** PutRecord, PutRecords. */
  put(stream: OneOrMore<Text | KinesisStreamName<Text>>, options?: KinesisOptions<Text>): Grant<Text>;
}

const stream = resourceType({
  service: "kinesis",
  name: "data stream",
  prefix: "stream/",
  resource: /^stream\/[\w.*?-]+$/,
  example: "stream/clicks",
  // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html: 128
  characters: 135,
  scope: "regional",
  named: [{ keys: { name: /^[\w.*?-]{1,128}$/ }, resource: ({ name }) => `stream/${name}` }],
});

export const kinesisDefinition: GrantDefinition<{ kmsKey?: string }> = {
  name: "kinesis",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html",
  resourceType: stream,
  options: { kmsKey: customerKey },
  access: {
    put: {
      key: "write",
      permissions: [{ actions: ["kinesis:PutRecord", "kinesis:PutRecords"], resources: onResource }],
    },
  },
  // https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
  key: { via: "kinesis", read: [], write: ["kms:GenerateDataKey"] },
};
