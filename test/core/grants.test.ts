import { grantsOf, listOf } from "@amplify-roles/core";
import { describe, expect, test } from "vitest";
import { grantFixtures } from "./fixtures/grants.js";
import { permissions } from "./support/permissions.js";
import { statementsOf } from "./support/plans.js";

describe("a grant allows exactly", () => {
  test.each(grantFixtures)("$what", ({ grant, allows, deployment }) => {
    expect(permissions(statementsOf([grant], deployment))).toEqual(permissions(allows));
  });
});

test("every function that makes grants has a fixture", () => {
  const functions = Object.entries(grantsOf()).flatMap(([service, levels]) =>
    typeof levels === "function"
      ? [`${service}.${service}`]
      : Object.keys(levels).map((level) => `${service}.${level}`),
  );
  const covered = new Set(grantFixtures.map(({ grant }) => `${grant.grant}.${grant.access}`));
  expect(functions.filter((name) => !covered.has(name))).toEqual([]);
});

test("no function gives a wildcard in an action, nor every resource", () => {
  const statements = grantFixtures
    .filter(({ grant }) => grant.grant !== "allow")
    .flatMap(({ grant, deployment }) => statementsOf([grant], deployment));
  expect(statements.flatMap(({ Action }) => listOf(Action)).filter((action) => /[*?]/.test(action))).toEqual([]);
  expect(statements.flatMap(({ Resource }) => listOf(Resource)).filter((resource) => resource === "*")).toEqual([]);
});

const { allow, dynamodb } = grantsOf<string>();

test("grants of one role are one policy, in which nothing is said twice", () => {
  const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
  const [read, write] = [dynamodb.read(table, { indexes: [] }), dynamodb.write(table)];
  expect(statementsOf([read, write, read])).toEqual(statementsOf([dynamodb.readWrite(table, { indexes: [] })]));
});

test("a statement with a Sid keeps it, and stays apart", () => {
  const queue = "arn:aws:sqs:eu-west-1:123456789012:orders";
  const send = { actions: ["sqs:SendMessage"], resources: [queue] };
  expect(statementsOf([allow({ ...send, sid: "Orders" }), allow(send)])).toEqual([
    { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue },
    { Sid: "Orders", Effect: "Allow", Action: "sqs:SendMessage", Resource: queue },
  ]);
});
