import { grantsOf } from "@amplify-roles/core/adapter";
import { granted, may, noResource, plainly, type Row, type Table, when } from "../support/model.js";

const { cloudWatch } = grantsOf<string>();

/** Metrics have no ARN. Their namespace is a condition key. */
const into = (namespace: string) => when({ "cloudwatch:namespace": namespace });
const shop = into("Shop");
const shopOrders = into("Shop/Orders");
const blog = into("Blog");
const ofAws = into("AWS/Lambda");

const puts = (...namespaces: readonly (typeof shop)[]): readonly Row[] => [
  may("cloudwatch", "PutMetricData", [noResource], namespaces),
];

export const cloudWatchTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudwatch.html",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html",
  ],
  pools: [
    {
      service: "cloudwatch",
      things: [noResource],
      circumstances: [plainly, shop, shopOrders, blog, ofAws],
      alwaysSent: ["cloudwatch:namespace"],
    },
  ],
  cases: [
    granted("puts metrics into one namespace", cloudWatch.putMetrics({ namespaces: ["Shop"] }), puts(shop)),
    granted(
      "puts metrics into two namespaces",
      cloudWatch.putMetrics({ namespaces: ["Shop/Orders", "Blog"] }),
      puts(shopOrders, blog),
    ),
    granted(
      "puts metrics into namespaces that start the same",
      cloudWatch.putMetrics({ namespaces: ["Shop*"] }),
      puts(shop, shopOrders),
    ),
  ],
};
