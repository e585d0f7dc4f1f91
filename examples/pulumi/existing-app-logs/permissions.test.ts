import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import * as pulumi from "@pulumi/pulumi";

pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => ({
    id: `${name}-id`,
    state: { ...inputs, arn: arnOf(type, inputs.name ?? name) },
  }),
  call: () => ({ accountId: "123456789012", partition: "aws", region: "eu-west-1" }),
});

/** The ARN that AWS would give a resource. */
function arnOf(type: string, name: string): string {
  if (type === "aws:cloudwatch/logGroup:LogGroup") return `arn:aws:logs:eu-west-1:123456789012:log-group:${name}`;
  return `arn:aws:iam::123456789012:role/${name}`;
}

// The mocks have to be set before the program runs.
const program = import("./program.js");

test("the service role writes the app's logs, and nothing else", async () => {
  const { serviceRole } = await program;
  await expectAccess(serviceRole).toAllow(
    "logs:PutLogEvents",
    pulumi.interpolate`${serviceRole.logGroup?.arn}:log-stream:server`,
  );
  await expectAccess(serviceRole).not.toAllow(["logs:DeleteLogGroup", "logs:GetLogEvents"]);
  await expectAccess(serviceRole).toAllowNothingElse([
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:DescribeLogGroups",
    "logs:PutLogEvents",
  ]);
});
