import { isUnresolved, originOf } from "../../placeholders/placeholder.js";
import type { Request } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { service } from "../service.js";

const lambdaFunction = resource({
  service: "lambda",
  name: "function",
  prefix: "function:",
  resource: /^function:[\w*?-]+(:[\w$*?-]+)?$/,
  example: "function:my-function",
  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html: a name of 64, an alias of 128
  characters: 202,
  managedAs: ["aws_lambda_function", "aws_lambda_alias", "aws:lambda/function:Function", "aws:lambda/alias:Alias"],
  arnAttributes: ["arn", "qualifiedArn"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The function's name. `*` and `?` match several. */
        name: /^[\w*?-]{1,140}$/,
      },
      resource: ({ name }) => `function:${name}`,
    }),
  ],
});

const { level, functions } = service("lambda", { resourceType: lambdaFunction });

/** Of an unresolved ARN, the resource of the program says whether it names a version or an alias. */
const isQualifiedOrigin = (arn: string) => {
  const origin = originOf(arn)?.origin;
  return origin?.attribute === "qualifiedArn" || (origin !== undefined && /alias/i.test(origin.type));
};
/** `arn:aws:lambda:<region>:<account>:function:<name>` has six colons; a seventh precedes a version or an alias. */
const isQualified = (arn: string) => (isUnresolved(arn) ? isQualifiedOrigin(arn) : arn.split(":").length > 7);
const onFunction = ({ resource: { arn } }: Request) => (isQualified(arn) ? [arn] : [arn, `${arn}:*`]);

/** Lambda. https://docs.aws.amazon.com/service-authorization/latest/reference/list_lambda.html */
export const lambda = functions({
  /** Invokes a function, its versions and its aliases. If the ARN names a version or an alias, only that one. */
  invoke: level({ permissions: [{ actions: ["lambda:InvokeFunction"], resources: onFunction }] }),
  /**
   * Calls a function URL whose auth type is AWS_IAM. The function cannot be invoked in another way.
   * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
   */
  invokeUrl: level({
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
  }),
});

/** A function by its name. */
export type LambdaFunctionName<Text = string> = NameOf<typeof lambdaFunction, Text>;
