import { grantsOf } from "@amplify-roles/core/adapter";
import {
  everywhere,
  granted,
  may,
  otherAccount,
  otherRegion,
  regional,
  type Table,
  type Thing,
  withSiblings,
} from "../support/model.js";
import { key, keyPool, keyUse, via } from "./kms.js";

const { sns } = grantsOf<string>();

const orders = regional("sns", "orders");
/** Its name starts with the other's whole name. */
const returned = regional("sns", "orders-returned");
const mails = regional("sns", "mails");

const publishes = (...on: readonly Thing[]) => may("sns", "Publish", on);

export const snsTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_sns.html",
    "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
  ],
  pools: [
    { service: "sns", things: [...everywhere("sns", "orders"), ...withSiblings([orders, returned, mails])] },
    keyPool([via("sns"), via("sns", otherRegion)]),
  ],
  cases: [
    ...[orders, returned, mails, regional("sns", "orders", otherAccount)].map((topic) =>
      granted(`publishes to ${topic.arn}`, sns.publish(topic.arn), [publishes(topic)]),
    ),
    granted("publishes to a topic by its name", sns.publish({ name: "orders" }), [publishes(orders)]),
    granted("publishes to topics by the start of their names", sns.publish({ name: "orders*" }), [
      publishes(...withSiblings([orders, returned])),
    ]),
    granted("publishes to an encrypted topic", sns.publish(orders.arn, { kmsKey: key.arn }), [
      publishes(orders),
      keyUse("Decrypt GenerateDataKey", "sns"),
    ]),
  ],
};
