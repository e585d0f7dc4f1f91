import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import * as pulumi from "@pulumi/pulumi";

pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({
    id: `${name}-id`,
    state: { ...inputs, arn: `arn:aws:iam::123456789012:role/${inputs.name ?? name}` },
  }),
  call: () => ({ accountId: "123456789012", partition: "aws", region: "eu-west-1" }),
});

// The mocks have to be set before the program runs.
const program = import("./program.js");

/** All that belongs to a stage, by the start of its name. */
const namedLike = (name: string) => [
  { actions: "dynamodb:*", resources: `arn:*:dynamodb:*:*:table/${name}-*` },
  { actions: "s3:*", resources: `arn:*:s3:::${name}-images` },
  { actions: "lambda:InvokeFunction", resources: `arn:*:lambda:*:*:function:${name}-thumbnails` },
];

test("whoever opens a pull request reaches nothing of production", async () => {
  const { everyOtherBranch } = await program;
  const others = expectAccess(everyOtherBranch);
  await others.not.toAllow("dynamodb:*", "arn:aws:dynamodb:*:*:table/my-app-*");
  await others.not.toAllow("s3:*", "arn:aws:s3:::my-app-images");
  await others.toAllowNothingElse(namedLike("dev-my-app"));
});

test("production reaches only what is its own", async () => {
  const { production } = await program;
  await expectAccess(production).not.toAllow("dynamodb:*", "arn:aws:dynamodb:*:*:table/dev-my-app-*");
  await expectAccess(production).toAllowNothingElse(namedLike("my-app"));
});
