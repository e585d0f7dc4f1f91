import { onResource } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";
import { customerKey } from "./kms.js";

const topic = resource({
  service: "sns",
  name: "topic",
  prefix: "",
  resource: /^[\w.*?-]+$/,
  example: "orders",
  // https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
  characters: 256,
  managedAs: ["aws_sns_topic", "aws:sns/topic:Topic"],
  arnAttributes: ["arn", "id"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The topic's name. `*` and `?` match several. */
        name: /^[\w.*?-]{1,256}$/,
      },
      resource: ({ name }) => `${name}`,
    }),
  ],
});

const { level, functions } = service("sns", {
  resourceType: topic,
  options: {
    /** ARN of the customer-managed key that encrypts the topic. */
    kmsKey: customerKey,
  },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  key: { via: "sns", read: [], write: ["kms:Decrypt", "kms:GenerateDataKey"] },
});

/** SNS. https://docs.aws.amazon.com/service-authorization/latest/reference/list_sns.html */
export const sns = functions({
  /** Publishes to a topic, one message or a batch. */
  publish: level({ key: "write", permissions: [{ actions: ["sns:Publish"], resources: onResource }] }),
});

/** A topic by its name. */
export type SnsTopicName<Text = string> = NameOf<typeof topic, Text>;
/** The options of `sns.publish(…)`, which docs/grants.md lists. */
export type SnsOptions<Text = string> = OptionsOf<typeof sns, "publish", Text>;
