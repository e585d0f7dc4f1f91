import { nonEmptyArray } from "../../schema/schema.js";
import { stringConditions } from "../conditions.js";
import { everywhere, option, required } from "../definition.js";
import { narrowing } from "../narrowing.js";
import { type OptionsOf, service } from "../service.js";

const { level, functions } = service("cloudWatch", {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
  options: {
    /** The namespaces that metrics can be put into. `*` and `?` match several: `MyApp/*`. */
    namespaces: required(option(nonEmptyArray(narrowing("namespace", "MyApp/*"), "namespace"), 255)),
  },
});

/** CloudWatch. https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudwatch.html */
export const cloudWatch = functions({
  /** Puts metrics into namespaces. Metrics have no ARN, so the namespaces are what narrows the grant. */
  putMetrics: level({
    permissions: [
      {
        actions: ["cloudwatch:PutMetricData"],
        resources: everywhere,
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
        conditions: ({ options }) => stringConditions({ "cloudwatch:namespace": options.namespaces }),
      },
    ],
  }),
});

/** The options of `cloudWatch.putMetrics(…)`, which docs/grants.md lists. */
export type PutMetricsOptions<Text = string> = OptionsOf<typeof cloudWatch, "putMetrics", Text>;
