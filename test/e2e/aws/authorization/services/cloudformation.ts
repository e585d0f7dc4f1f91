import { onNothing, tableOf } from "../model.js";
import { parameters } from "../query.js";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html */
export const cloudFormation = tableOf(parameters, {
  DescribeType: () => [onNothing("cloudformation:DescribeType")],
});
