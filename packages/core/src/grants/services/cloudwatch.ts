import { nonEmptyArray } from "../../schema/schema.js";
import { textConditions } from "../conditions.js";
import { everywhere, type GrantDefinition } from "../definition.js";
import type { Grant } from "../grant.js";
import { narrowing } from "../narrowing.js";

export interface PutMetricsOptions<Text = string> {
  /** The namespaces that metrics may be put into; `*` and `?` match many: `MyApp/*`. */
  readonly namespaces: readonly Text[];
}

export interface CloudWatchGrants<Text = string> {
  /** PutMetricData. Metrics are no resource, so the namespaces are what narrows it. */
  putMetrics(options: PutMetricsOptions<Text>): Grant<Text>;
}

export const cloudWatchDefinition: GrantDefinition<{ namespaces: readonly string[] }> = {
  name: "cloudWatch",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html",
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
  options: { namespaces: { schema: nonEmptyArray(narrowing("namespace", "MyApp/*"), "namespace"), maxLength: 255 } },
  access: {
    putMetrics: {
      required: ["namespaces"],
      permissions: [
        {
          actions: ["cloudwatch:PutMetricData"],
          resources: everywhere,
          // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
          conditions: ({ options }) => textConditions({ "cloudwatch:namespace": options.namespaces }),
        },
      ],
    },
  },
};
