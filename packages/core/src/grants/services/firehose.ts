import { onResource } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { service } from "../service.js";

const stream = resource({
  service: "firehose",
  name: "Firehose stream",
  prefix: "deliverystream/",
  resource: /^deliverystream\/[\w.*?-]+$/,
  example: "deliverystream/clicks",
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html: 64
  characters: 79,
  managedAs: ["aws_kinesis_firehose_delivery_stream", "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
  arnAttributes: ["arn", "id"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The Firehose stream's name. `*` and `?` match several. */
        name: /^[\w.*?-]{1,64}$/,
      },
      resource: ({ name }) => `deliverystream/${name}`,
    }),
  ],
});

const { level, functions } = service("firehose", { resourceType: stream });

/** Firehose. https://docs.aws.amazon.com/service-authorization/latest/reference/list_firehose.html */
export const firehose = functions({
  /** Puts records into a stream. Firehose uses a customer-managed key itself, through its own grant on the key. */
  put: level({
    permissions: [{ actions: ["firehose:PutRecord", "firehose:PutRecordBatch"], resources: onResource }],
  }),
});

/** A Firehose stream by its name. */
export type FirehoseStreamName<Text = string> = NameOf<typeof stream, Text>;
