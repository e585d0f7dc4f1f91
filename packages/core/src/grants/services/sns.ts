import { target } from "../../arn/target.js";
import { type GrantDefinition, onResource } from "../definition.js";
import type { Grant, OneOrMore, Scope } from "../grant.js";
import { customerKey } from "./kms.js";

/** A topic by its name; `*` and `?` match many. */
export interface SnsTopicName<Text = string> extends Scope<Text> {
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

const topic = target({
  service: "sns",
  kind: "topic",
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
  target: topic,
  options: { kmsKey: customerKey },
  access: {
    publish: { key: "write", rights: [{ actions: ["sns:Publish"], on: onResource }] },
  },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  key: { via: "sns", read: [], write: ["kms:Decrypt", "kms:GenerateDataKey"] },
};
