import { everywhere } from "../definition.js";
import { service } from "../service.js";

const { level, functions } = service("xray", {});

/** X-Ray. https://docs.aws.amazon.com/service-authorization/latest/reference/list_xray.html */
export const xray = functions({
  /** Sends traces and telemetry, and reads the sampling rules. AWS authorizes this on no resource. */
  write: level({
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
  }),
});
