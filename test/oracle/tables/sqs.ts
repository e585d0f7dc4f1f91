import { grantsOf } from "@amplify-roles/core/adapter";
import {
  china,
  everywhere,
  granted,
  may,
  otherRegion,
  regional,
  type Table,
  type Thing,
  withSiblings,
} from "../support/model.js";
import { key, keyPool, keyUse, otherKey, via } from "./kms.js";

const { sqs } = grantsOf<string>();

const SEND = "GetQueueAttributes GetQueueUrl SendMessage";
const RECEIVE = "ChangeMessageVisibility DeleteMessage GetQueueAttributes GetQueueUrl ReceiveMessage";
const BOTH = "ChangeMessageVisibility DeleteMessage GetQueueAttributes GetQueueUrl ReceiveMessage SendMessage";

export const orders = regional("sqs", "orders");
/** Their names start with the other's whole name. */
const dead = regional("sqs", "orders-dead");
const fifo = regional("sqs", "orders.fifo");
export const mails = regional("sqs", "mails");
const inChina = regional("sqs", "orders", china);

const of = (actions: string, ...on: readonly Thing[]) => may("sqs", actions, on);

export const sqsTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_sqs.html",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
  ],
  pools: [
    {
      service: "sqs",
      things: [
        ...everywhere("sqs", "orders"),
        ...withSiblings([orders, dead, fifo, mails]),
        ...withSiblings([inChina]),
        regional("sqs", "mails", china),
      ],
    },
    keyPool([via("sqs"), via("sqs", otherRegion)]),
  ],
  cases: [
    ...[orders, dead, fifo, mails].flatMap((queue) => [
      granted(`sends to ${queue.arn}`, sqs.send(queue.arn), [of(SEND, queue)]),
      granted(`receives from ${queue.arn}`, sqs.receive(queue.arn), [of(RECEIVE, queue)]),
      granted(`sends to and receives from ${queue.arn}`, sqs.sendReceive(queue.arn), [of(BOTH, queue)]),
    ]),
    granted("sends to a queue by its name", sqs.send({ name: "orders" }), [of(SEND, orders)]),
    granted("receives from queues by the start of their names", sqs.receive({ name: "orders*" }), [
      of(RECEIVE, ...withSiblings([orders, dead, fifo])),
    ]),
    granted("sends to an encrypted queue", sqs.send(orders.arn, { kmsKey: key.arn }), [
      of(SEND, orders),
      keyUse("Decrypt GenerateDataKey", "sqs"),
    ]),
    granted("receives from an encrypted queue", sqs.receive(orders.arn, { kmsKey: otherKey.arn }), [
      of(RECEIVE, orders),
      keyUse("Decrypt", "sqs", otherKey),
    ]),
    granted("sends to and receives from an encrypted queue", sqs.sendReceive(mails.arn, { kmsKey: key.arn }), [
      of(BOTH, mails),
      keyUse("Decrypt GenerateDataKey", "sqs"),
    ]),
    granted("sends to a queue in China", sqs.send({ name: "orders" }), [of(SEND, inChina)], china),
  ],
};
