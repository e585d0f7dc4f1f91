import { resourceType } from "../../aws/resource-type.js";
import { type AccessLevel, combine, type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { customerKey } from "./kms.js";

/** A queue by its name; `*` and `?` match many. */
export interface SqsQueueName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface SqsOptions<Text = string> {
  /** ARN of the customer-managed key that encrypts the queue. */
  readonly kmsKey?: Text;
}

/** The ARN of a queue, or its name. */
type Queue<Text> = OneOrMore<Text | SqsQueueName<Text>>;

export interface SqsGrants<Text = string> {
  /** SendMessage, GetQueueAttributes, GetQueueUrl. */
  send(queue: Queue<Text>, options?: SqsOptions<Text>): Grant<Text>;
  /** ReceiveMessage, DeleteMessage, ChangeMessageVisibility, GetQueueAttributes, GetQueueUrl. */
  receive(queue: Queue<Text>, options?: SqsOptions<Text>): Grant<Text>;
  /** What `send` and `receive` give. */
  sendReceive(queue: Queue<Text>, options?: SqsOptions<Text>): Grant<Text>;
}

const queue = resourceType({
  service: "sqs",
  name: "queue",
  prefix: "",
  resource: /^[\w.*?-]+$/,
  example: "orders",
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
  characters: 80,
  scope: "regional",
  named: [{ keys: { name: /^[\w.*?-]{1,80}$/ }, resource: ({ name }) => `${name}` }],
});

type Options = { kmsKey?: string };

const send: AccessLevel<Options> = {
  key: "write",
  permissions: [{ actions: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"], resources: onResource }],
};
const receive: AccessLevel<Options> = {
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
};

export const sqsDefinition: GrantDefinition<Options> = {
  name: "sqs",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html",
  resourceType: queue,
  options: { kmsKey: customerKey },
  access: { send, receive, sendReceive: combine(send, receive) },
  // A producer decrypts the data key that it has been given: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  key: { via: "sqs", read: ["kms:Decrypt"], write: ["kms:Decrypt", "kms:GenerateDataKey"] },
};
