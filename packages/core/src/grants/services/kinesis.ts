import { onResource } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";
import { customerKey } from "./kms.js";

const stream = resource({
  service: "kinesis",
  name: "data stream",
  prefix: "stream/",
  resource: /^stream\/[\w.*?-]+$/,
  example: "stream/clicks",
  // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html: 128
  characters: 135,
  managedAs: ["aws_kinesis_stream", "aws:kinesis/stream:Stream"],
  arnAttributes: ["arn", "id"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The data stream's name. `*` and `?` match several. */
        name: /^[\w.*?-]{1,128}$/,
      },
      resource: ({ name }) => `stream/${name}`,
    }),
  ],
});

const { level, functions } = service("kinesis", {
  resourceType: stream,
  options: {
    /** ARN of the customer-managed key that encrypts the stream. */
    kmsKey: customerKey,
  },
  // https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
  key: { via: "kinesis", read: [], write: ["kms:GenerateDataKey"] },
});

/** Kinesis Data Streams. https://docs.aws.amazon.com/service-authorization/latest/reference/list_kinesis.html */
export const kinesis = functions({
  /** Puts records into a stream. */
  put: level({
    key: "write",
    permissions: [{ actions: ["kinesis:PutRecord", "kinesis:PutRecords"], resources: onResource }],
  }),
});

/** A data stream by its name. */
export type KinesisStreamName<Text = string> = NameOf<typeof stream, Text>;
/** The options of `kinesis.put(…)`, which docs/grants.md lists. */
export type KinesisOptions<Text = string> = OptionsOf<typeof kinesis, "put", Text>;
