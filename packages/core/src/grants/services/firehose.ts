import { resourceType } from "../../aws/resource-type.js";
import { type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";

/** A Firehose stream by its name; `*` and `?` match many. */
export interface FirehoseStreamName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface FirehoseGrants<Text = string> {
  /** PutRecord, PutRecordBatch. A customer-managed key is used by Firehose itself, by its own grant. */
  put(stream: OneOrMore<Text | FirehoseStreamName<Text>>): Grant<Text>;
}

const stream = resourceType({
  service: "firehose",
  name: "Firehose stream",
  prefix: "deliverystream/",
  resource: /^deliverystream\/[\w.*?-]+$/,
  example: "deliverystream/clicks",
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html: 64
  characters: 79,
  scope: "regional",
  named: [{ keys: { name: /^[\w.*?-]{1,64}$/ }, resource: ({ name }) => `deliverystream/${name}` }],
});

export const firehoseDefinition: GrantDefinition = {
  name: "firehose",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html",
  resourceType: stream,
  options: {},
  access: {
    put: {
      permissions: [{ actions: ["firehose:PutRecord", "firehose:PutRecordBatch"], resources: onResource }],
    },
  },
};
