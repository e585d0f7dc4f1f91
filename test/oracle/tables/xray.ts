import { grantsOf } from "@amplify-roles/core/adapter";
import { granted, may, noResource, type Table } from "../support/model.js";

const { xray } = grantsOf<string>();

export const xrayTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_xray.html",
    "https://docs.aws.amazon.com/xray/latest/devguide/security_iam_service-with-iam.html",
  ],
  pools: [{ service: "xray", things: [noResource] }],
  cases: [
    granted("writes traces", xray.write(), [
      may(
        "xray",
        "GetSamplingRules GetSamplingStatisticSummaries GetSamplingTargets PutTelemetryRecords PutTraceSegments",
        [noResource],
      ),
    ]),
  ],
};
