import { onResource } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";
import { customerKey } from "./kms.js";

const queue = resource({
  service: "sqs",
  name: "queue",
  prefix: "",
  resource: /^[\w.*?-]+$/,
  example: "orders",
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
  characters: 80,
  managedAs: ["aws_sqs_queue", "aws:sqs/queue:Queue"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The queue's name. `*` and `?` match several. */
        name: /^[\w.*?-]{1,80}$/,
      },
      resource: ({ name }) => `${name}`,
    }),
  ],
});

const { level, combine, functions } = service("sqs", {
  resourceType: queue,
  options: {
    /** ARN of the customer-managed key that encrypts the queue. */
    kmsKey: customerKey,
  },
  // A producer decrypts the data key that it gets: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  key: { via: "sqs", read: ["kms:Decrypt"], write: ["kms:Decrypt", "kms:GenerateDataKey"] },
});

const send = level({
  key: "write",
  permissions: [{ actions: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"], resources: onResource }],
});
const receive = level({
  key: "read",
  permissions: [
    {
      actions: [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
      ],
      resources: onResource,
    },
  ],
});

/** SQS. https://docs.aws.amazon.com/service-authorization/latest/reference/list_sqs.html */
export const sqs = functions({
  /** Sends messages to a queue. */
  send,
  /** Receives messages from a queue, and deletes them or changes their visibility. */
  receive,
  /** What `send` and `receive` allow. */
  sendReceive: combine(send, receive),
});

/** A queue by its name. */
export type SqsQueueName<Text = string> = NameOf<typeof queue, Text>;
/** The options of `sqs.send(…)`, which docs/grants.md lists. */
export type SqsOptions<Text = string> = OptionsOf<typeof sqs, "send", Text>;
