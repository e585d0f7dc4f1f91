import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { conditional, Fn, TerraformVariable } from "cdktf";
import { expect, test } from "vitest";
import { synthesize } from "../../support/cdktf/synthesize.js";
import { findingsIn } from "../support/lint-findings.js";

/** The configuration as CDKTF writes it, and what is wrong with it. */
const lint = async (build: Parameters<typeof synthesize>[0]) => {
  const text = JSON.stringify(synthesize(build), undefined, 2);
  return (await findingsIn("cdk.tf.json", text)).map((line) => line.replace(/^\d+:\d+ /, ""));
};

test("a data source with a principal and a condition", async () => {
  expect(
    await lint((stack) => {
      const queue = new SqsQueue(stack, "queue", {});
      const document = new DataAwsIamPolicyDocument(stack, "document", {
        statement: [
          {
            principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }],
            actions: ["sqs:SendMesage"],
            resources: [queue.arn],
            condition: [
              { test: "ArnEqual", variable: "aws:SourceArn", values: ["arn:aws:sns:eu-west-1:123456789012:a"] },
            ],
          },
          { effect: "Deny", actions: ["sqs:*"], resources: [queue.arn] },
        ],
      });
      new SqsQueuePolicy(stack, "policy", { queueUrl: queue.url, policy: document.json });
    }),
  ).toEqual([
    "error INVALID_ACTION data.aws_iam_policy_document.document.statement[0].actions[0]",
    "error INVALID_CONDITION_OPERATOR data.aws_iam_policy_document.document.statement[0].condition[0]",
    "error REQUIRED data.aws_iam_policy_document.document.statement[1].principals",
  ]);
});

test("Fn.jsonencode, a conditional, and JSON.stringify", async () => {
  const wrong = (action: string, resource: string) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
  });
  expect(
    await lint((stack) => {
      const queue = new SqsQueue(stack, "queue", {});
      const isOn = new TerraformVariable(stack, "on", { type: "bool" });
      new IamPolicy(stack, "a", { policy: Fn.jsonencode(wrong("sqs:SendMesage", queue.arn)) });
      new IamPolicy(stack, "b", { policy: JSON.stringify(wrong("sqs:SendMesage", queue.arn)) });
      const either = conditional(
        isOn.value,
        wrong("sqs:SendMessage", queue.arn),
        wrong("sqs:ReceiveMesage", queue.arn),
      );
      new IamPolicy(stack, "c", { policy: Fn.jsonencode(either) });
    }),
  ).toEqual([
    "error INVALID_ACTION resource.aws_iam_policy.a.policy.Statement[0].Action",
    "error INVALID_ACTION resource.aws_iam_policy.b.policy.Statement[0].Action",
    "error INVALID_ACTION resource.aws_iam_policy.c.policy.Statement[0].Action",
  ]);
});
