import { resourceType } from "../../aws/resource-type.js";
import { type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { customerKey } from "./kms.js";

/** A topic by its name; `*` and `?` match many. */
export interface SnsTopicName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface SnsOptions<Text = string> {
  /** ARN of the customer-managed key that encrypts the topic. */
  readonly kmsKey?: Text;
}

export interface SnsGrants<Text = string> {
  /** Publish, which `PublishBatch` is authorised as too. */
  publish(topic: OneOrMore<Text | SnsTopicName<Text>>, options?: SnsOptions<Text>): Grant<Text>;
}

const topic = resourceType({
  service: "sns",
  name: "topic",
  prefix: "",
  resource: /^[\w.*?-]+$/,
  example: "orders",
  // https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
  characters: 256,
  scope: "regional",
  named: [{ keys: { name: /^[\w.*?-]{1,256}$/ }, resource: ({ name }) => `${name}` }],
});

export const snsDefinition: GrantDefinition<{ kmsKey?: string }> = {
  name: "sns",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html",
  resourceType: topic,
  options: { kmsKey: customerKey },
  access: {
    publish: { key: "write", permissions: [{ actions: ["sns:Publish"], resources: onResource }] },
  },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  key: { via: "sns", read: [], write: ["kms:Decrypt", "kms:GenerateDataKey"] },
};
