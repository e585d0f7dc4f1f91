import { resourceType } from "../../aws/resource-type.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import type { GrantDefinition, Request } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";

/** A function by its name; `*` and `?` match many. */
export interface LambdaFunctionName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

/** The ARN of a function, with or without a version or an alias, or its name. */
type LambdaFunction<Text> = OneOrMore<Text | LambdaFunctionName<Text>>;

export interface LambdaGrants<Text = string> {
  /** InvokeFunction on the function, its versions and aliases; on one of them where the ARN names it. */
  invoke(lambdaFunction: LambdaFunction<Text>): Grant<Text>;
  /**
   * Calls to the function's URL of auth type AWS_IAM: InvokeFunctionUrl, and InvokeFunction through the URL only.
   * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
   */
  invokeUrl(lambdaFunction: LambdaFunction<Text>): Grant<Text>;
}

const lambdaFunction = resourceType({
  service: "lambda",
  name: "function",
  prefix: "function:",
  resource: /^function:[\w*?-]+(:[\w$*?-]+)?$/,
  example: "function:my-function",
  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html: a name of 64, an alias of 128
  characters: 202,
  scope: "regional",
  named: [{ keys: { name: /^[\w*?-]{1,140}$/ }, resource: ({ name }) => `function:${name}` }],
});

/** `arn:aws:lambda:<region>:<account>:function:<name>` has six colons; a seventh names a version or an alias. */
const isQualified = (arn: string) => !isUnresolved(arn) && arn.split(":").length > 7;
const onFunction = ({ resource: { arn } }: Request<object>) => (isQualified(arn) ? [arn] : [arn, `${arn}:*`]);

export const lambdaDefinition: GrantDefinition = {
  name: "lambda",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html",
  resourceType: lambdaFunction,
  options: {},
  access: {
    invoke: { permissions: [{ actions: ["lambda:InvokeFunction"], resources: onFunction }] },
    invokeUrl: {
      permissions: [
        {
          actions: ["lambda:InvokeFunctionUrl"],
          resources: onFunction,
          conditions: () => ({ StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } }),
        },
        {
          actions: ["lambda:InvokeFunction"],
          resources: onFunction,
          conditions: () => ({ Bool: { "lambda:InvokedViaFunctionUrl": "true" } }),
        },
      ],
    },
  },
};
