import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import * as pulumi from "@pulumi/pulumi";

pulumi.runtime.setAllConfig({
  "project:userPoolId": "eu-west-1_AbCdEfGhI",
  "project:userPoolClientId": "1example23456789",
  "project:apiId": "abcdefghijklmnopqrstuvwxyz",
  "project:documentsBucket": "acme-documents",
});
pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({
    id: `${name}-id`,
    state: { ...inputs, arn: `arn:aws:iam::123456789012:role/${inputs.name ?? name}` },
  }),
  call: () => ({ accountId: "123456789012", partition: "aws", region: "eu-west-1" }),
});

// The mocks have to be set before the program runs.
const program = import("./program.js");

test("a user reaches the documents of the own tenant, and of no other", async () => {
  const { users, documents } = await program;
  const signedIn = expectAccess(users, { role: "authenticated" });
  const report = `arn:aws:s3:::${documents}/acme/report.pdf`;
  await signedIn.toAllow("s3:GetObject", report, { "aws:PrincipalTag/tenant": "acme" });
  await signedIn.not.toAllow("s3:GetObject", report, { "aws:PrincipalTag/tenant": "other" });
  await signedIn.not.toAllow("s3:GetObject", report, { "aws:PrincipalTag/tenant": undefined });
});

test("guests only ask the API", async () => {
  const { users } = await program;
  const guests = expectAccess(users, { role: "unauthenticated" });
  await guests.not.toAllow("s3:*");
  await guests.toAllowNothingElse(["appsync:GraphQL"]);
});
