import { jsonBody } from "../../message.js";
import { onNothing, tableOf } from "../model.js";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html */
export const cloudTrail = tableOf(jsonBody, { LookupEvents: () => [onNothing("cloudtrail:LookupEvents")] });
