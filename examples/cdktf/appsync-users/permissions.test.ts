import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import { tested } from "./main";

const { users, documents } = tested;

test("a user reaches the documents of the own tenant, and of no other", async () => {
  const signedIn = expectAccess(users, { role: "authenticated" });
  const report = `arn:aws:s3:::${documents}/acme/report.pdf`;
  await signedIn.toAllow("s3:GetObject", report, { "aws:PrincipalTag/tenant": "acme" });
  await signedIn.not.toAllow("s3:GetObject", report, { "aws:PrincipalTag/tenant": "other" });
  await signedIn.not.toAllow("s3:GetObject", report, { "aws:PrincipalTag/tenant": undefined });
});

test("guests only ask the API", async () => {
  const guests = expectAccess(users, { role: "unauthenticated" });
  await guests.not.toAllow("s3:*");
  await guests.toAllowNothingElse(["appsync:GraphQL"]);
});
