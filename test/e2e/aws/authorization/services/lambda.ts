import type { AwsRequest } from "../../message.js";
import { authorization, type Deployment, type Row, regional, tableOf } from "../model.js";

interface Input {
  /** A name, `<account>:function:<name>` or an ARN, each with a version or an alias behind it or not. */
  readonly functionName: string;
  readonly qualifier: string | null;
}

const inputOf = ({ path, query }: AwsRequest): Input => ({
  functionName: decodeURIComponent(path.split("/")[3] ?? ""),
  qualifier: query.get("Qualifier"),
});

function functionArn({ functionName, qualifier }: Input, at: Deployment): string {
  const end = qualifier === null ? "" : `:${qualifier}`;
  if (functionName.startsWith("arn:")) return functionName + end;
  const [name, account = at.account] = functionName.split(":function:").reverse();
  return regional("lambda", `function:${name}${end}`, { ...at, account });
}

const onFunction =
  (action: string): Row<Input> =>
  (input, { at }) => [authorization(action, functionArn(input, at))];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const lambda = tableOf(inputOf, {
  Invoke: onFunction("lambda:InvokeFunction"),
  GetFunction: onFunction("lambda:GetFunction"),
  DeleteFunction: onFunction("lambda:DeleteFunction"),
});
