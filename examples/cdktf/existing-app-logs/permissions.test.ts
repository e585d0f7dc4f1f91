import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import { logs, shop } from "./main";

test("the service role writes the app's logs, and nothing else", async () => {
  const { serviceRole } = logs;
  await expectAccess(serviceRole).toAllow("logs:PutLogEvents", `${serviceRole.logGroup?.arn}:log-stream:server`);
  await expectAccess(serviceRole).not.toAllow(["logs:DeleteLogGroup", "logs:GetLogEvents"]);
  await expectAccess(serviceRole).toAllowNothingElse([
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:DescribeLogGroups",
    "logs:PutLogEvents",
  ]);
});

test("the server code has no role", async () => {
  await expectAccess(shop, { branch: "main" }).toAllowNothingElse([]);
});
