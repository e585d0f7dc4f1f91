import { dynamodb, secretsManager, sqs, ssm } from "@amplify-roles/core";
import { describe, expect, test } from "vitest";
import { key } from "./fixtures/arns.js";
import { Unresolved } from "./support/placeholders.js";
import { statementsOf } from "./support/plans.js";

const here = { partition: "aws", region: "eu-west-1", account: "123456789012" };

describe("the key of a resource in several regions", () => {
  const viaService = (grant: unknown) =>
    statementsOf([grant], here).find(({ Resource }) => Resource === key)?.Condition ?? {};

  test.each([
    ["sqs", sqs.send({ name: "q", region: "eu-*" }, { kmsKey: key })],
    ["sqs", sqs.send({ name: "q", region: "*" }, { kmsKey: key })],
    ["sqs", sqs.send("arn:aws:sqs:eu-*:123456789012:q", { kmsKey: key })],
    ["dynamodb", dynamodb.read({ name: "t", region: "*" }, { kmsKey: key })],
    ["secretsmanager", secretsManager.read({ name: "s", region: "eu-*" }, { kmsKey: key })],
    ["ssm", ssm.read({ name: "/p", region: "*" }, { kmsKey: key })],
  ])("is used through %s in the key's region", (service, grant) => {
    expect(viaService(grant).StringEquals).toEqual({ "kms:ViaService": `${service}.eu-west-1.amazonaws.com` });
  });

  test("whose region is known only after deploy is used through a pattern", () => {
    const unresolved = new Unresolved(key) as unknown as string;
    expect(viaService(sqs.send({ name: "q", region: "eu-*" }, { kmsKey: unresolved }))).toEqual({
      StringLike: { "kms:ViaService": "sqs.eu-*.amazonaws.com" },
    });
    expect(viaService(ssm.read({ name: "/p", region: "eu-*" }, { kmsKey: unresolved })).StringLike).toEqual({
      "kms:EncryptionContext:PARAMETER_ARN": "arn:aws:ssm:eu-*:123456789012:parameter/p",
      "kms:ViaService": "ssm.eu-*.amazonaws.com",
    });
  });
});
