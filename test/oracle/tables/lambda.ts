import { grantsOf } from "@amplify-roles/core/adapter";
import {
  everywhere,
  granted,
  may,
  otherRegion,
  plainly,
  regional,
  type Scope,
  type Table,
  type Thing,
  when,
} from "../support/model.js";

const { lambda } = grantsOf<string>();

/** A function, two aliases and a version of it. Each has its own ARN in requests. */
const functionOf = (name: string, at?: Scope): readonly Thing[] =>
  ["", ":live", ":live2", ":7"].map((qualifier) => regional("lambda", `function:${name}${qualifier}`, at));
const resize = functionOf("resize");
const resizeLarge = functionOf("resize-large");
const resizeLarge2 = functionOf("resize-large2");
const report = functionOf("report");
const live = regional("lambda", "function:resize:live");
const abroad = functionOf("resize", otherRegion);

/** How the function is reached: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
const byUrl = when({ "lambda:InvokedViaFunctionUrl": "true" });
const notByUrl = when({ "lambda:InvokedViaFunctionUrl": "false" });
const iamUrl = when({ "lambda:FunctionUrlAuthType": "AWS_IAM" });
const publicUrl = when({ "lambda:FunctionUrlAuthType": "NONE" });

const invoked = (on: readonly Thing[]) => [may("lambda", "InvokeFunction", on)];
const invokedByUrl = (on: readonly Thing[]) => [
  may("lambda", "InvokeFunctionUrl", on, [iamUrl]),
  may("lambda", "InvokeFunction", on, [byUrl]),
];

export const lambdaTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_lambda.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  ],
  pools: [
    {
      service: "lambda",
      things: [
        ...everywhere("lambda", "function:resize"),
        ...resize,
        ...resizeLarge,
        ...resizeLarge2,
        ...report,
        ...functionOf("report2"),
      ],
      circumstances: [plainly, byUrl, notByUrl, iamUrl, publicUrl],
    },
  ],
  cases: [
    ...[resize, resizeLarge, report].flatMap((on) => {
      const arn = on[0]?.arn ?? "";
      return [
        granted(`invokes ${arn}`, lambda.invoke(arn), invoked(on)),
        granted(`invokes the URL of ${arn}`, lambda.invokeUrl(arn), invokedByUrl(on)),
      ];
    }),
    granted("invokes one alias", lambda.invoke(live.arn), invoked([live])),
    granted("invokes the URL of one alias", lambda.invokeUrl(live.arn), invokedByUrl([live])),
    granted("invokes a function by its name", lambda.invoke({ name: "resize" }), invoked(resize)),
    granted(
      "invokes functions by the start of their names",
      lambda.invoke({ name: "resize*" }),
      invoked([...resize, ...resizeLarge, ...resizeLarge2]),
    ),
    granted(
      "invokes another region's function",
      lambda.invoke({ name: "resize", region: otherRegion.region }),
      invoked(abroad),
    ),
    granted(
      "invokes two functions",
      lambda.invoke(["resize", "report"].map((name) => ({ name }))),
      invoked([...resize, ...report]),
    ),
  ],
};
