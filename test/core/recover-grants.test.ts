import { describe, expect, test } from "vitest";
import { recoverGrants } from "../../packages/core/src/doctor.js";
import { dynamodb, explain, type Statement, s3, sqs, ssm, xray } from "../../packages/core/src/index.js";
import { minimize } from "../../packages/core/src/policy/minimize.js";
import { grantFixtures } from "./fixtures/grants.js";

const statementsOf = (grants: readonly unknown[]) =>
  explain({ name: "role", grants }, { type: "AmplifyComputeRole" }).permissions.map(({ statement }) => statement);
const ORDERS = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";

describe("grants that statements say", () => {
  test.each([
    ["one", [dynamodb.read(ORDERS)], ["dynamodb.read"]],
    ["the wider of two", [dynamodb.readWrite(ORDERS), dynamodb.read(ORDERS)], ["dynamodb.readWrite"]],
    [
      "several",
      [dynamodb.read(ORDERS), sqs.send("arn:aws:sqs:eu-west-1:123456789012:jobs"), xray.write()],
      ["dynamodb.read", "sqs.send", "xray.write"],
    ],
    ["a prefix", [s3.read("arn:aws:s3:::images", { prefix: "a/" })], ["s3.read"]],
    ["a pattern", [ssm.read("arn:aws:ssm:eu-west-1:123456789012:parameter/web/*")], ["ssm.read"]],
  ])("%s", (_, grants, expected) => {
    const statements = statementsOf(grants);
    const recovered = recoverGrants(statements);
    expect(recovered?.map(({ grant: { grant, access } }) => `${grant}.${access}`).sort()).toEqual([...expected].sort());
    expect(minimize(statementsOf(recovered?.map(({ grant }) => grant) ?? []))).toEqual(minimize(statements));
  });

  test.each<[string, readonly Statement[]]>([
    ["an action less", [{ Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: ORDERS }]],
    [
      "an action more",
      [...statementsOf([dynamodb.read(ORDERS)]), { Effect: "Allow", Action: "dynamodb:DeleteTable", Resource: ORDERS }],
    ],
    ["a wildcard", [{ Effect: "Allow", Action: "dynamodb:*", Resource: ORDERS }]],
    [
      "a denial",
      [...statementsOf([dynamodb.read(ORDERS)]), { Effect: "Deny", Action: "dynamodb:Scan", Resource: ORDERS }],
    ],
    ["a name", statementsOf([dynamodb.read(ORDERS)]).map((one) => ({ ...one, Sid: "Orders" }))],
    ["all but an action", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }]],
    ["all but a resource", [{ Effect: "Allow", Action: "dynamodb:GetItem", NotResource: ORDERS }]],
    [
      "a condition",
      statementsOf([dynamodb.read(ORDERS)]).map((one) => ({
        ...one,
        Condition: { Bool: { "aws:SecureTransport": "true" } },
      })),
    ],
  ])("none, with %s", (_, statements) => {
    expect(recoverGrants(statements)).toBeUndefined();
  });
});

test("for every function without options, what it allows is recovered as the same permissions", () => {
  let found = 0;
  for (const { grant } of grantFixtures) {
    let statements: readonly Statement[];
    try {
      statements = statementsOf([grant]);
    } catch {
      continue;
    }
    const recovered = recoverGrants(statements);
    if (recovered === undefined) continue;
    found += 1;
    expect(minimize(statementsOf(recovered.map((one) => one.grant)))).toEqual(minimize(statements));
  }
  expect(found).toBeGreaterThan(30);
});
