import { everywhere, type GrantDefinition } from "../definition.js";
import type { Grant } from "../grant.js";

export interface XrayGrants<Text = string> {
  /**
   * PutTelemetryRecords, PutTraceSegments; GetSamplingRules, GetSamplingStatisticSummaries, GetSamplingTargets. None has
   * a resource.
   */
  write(): Grant<Text>;
}

export const xrayDefinition: GrantDefinition = {
  name: "xray",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html",
  options: {},
  access: {
    write: {
      permissions: [
        {
          actions: [
            "xray:GetSamplingRules",
            "xray:GetSamplingStatisticSummaries",
            "xray:GetSamplingTargets",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments",
          ],
          resources: everywhere,
        },
      ],
    },
  },
};
