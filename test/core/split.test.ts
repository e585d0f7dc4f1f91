import type { PolicyDocument, Statement } from "@amplify-roles/core";
import { policyDocument, sizeOf } from "@amplify-roles/core/adapter";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookupPlaceholder, unresolvedPlaceholder } from "../../packages/core/src/placeholders/placeholder.js";
import { toArray } from "../../packages/core/src/policy/document.js";
import { maxSizeOf } from "../../packages/core/src/policy/size.js";
import { splitByService } from "../../packages/core/src/policy/split.js";
import { permissions } from "./support/permissions.js";

const QUOTA = 700;
const fits = (document: PolicyDocument) => sizeOf(document) <= QUOTA;

const resource = fc
  .tuple(fc.constantFrom("dynamodb", "sqs", "sns"), fc.integer({ min: 0, max: 60 }))
  .map(([service, index]) => `arn:aws:${service}:eu-west-1:123456789012:orders-${index}`);
const statement: fc.Arbitrary<Statement> = fc.record(
  {
    Effect: fc.constant("Allow" as const),
    Action: fc.subarray(["dynamodb:GetItem", "sqs:SendMessage", "sns:Publish", "sqs:ReceiveMessage"], { minLength: 1 }),
    Resource: fc.uniqueArray(resource, { minLength: 1, maxLength: 4 }),
    Condition: fc.constant({ Bool: { "aws:SecureTransport": "true" } }),
  },
  { requiredKeys: ["Effect", "Action", "Resource"] },
);
const statements = fc.array(statement, { minLength: 1, maxLength: 40 });
const policies = (given: readonly Statement[]) =>
  new Map(splitByService(given, fits).map(({ name, document }) => [name, JSON.stringify(document)]));
const allowed = (given: readonly Statement[]) =>
  new Set(permissions(splitByService(given, fits).flatMap(({ document }) => document.Statement)));

describe("splitting into policies", () => {
  test("does not change what is allowed, and every policy fits", () =>
    fc.assert(
      fc.property(statements, (given) => {
        expect(allowed(given)).toEqual(new Set(permissions(given)));
        for (const { document } of splitByService(given, fits)) expect(sizeOf(document)).toBeLessThanOrEqual(QUOTA);
      }),
    ));

  test("does not depend on the order of the statements", () =>
    fc.assert(
      fc.property(
        statements.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray([...given], { minLength: given.length })),
        ),
        ([given, other]) => {
          expect(policies(other)).toEqual(policies(given));
        },
      ),
    ));

  test("has the actions of one service in each policy", () =>
    fc.assert(
      fc.property(statements, (given) => {
        for (const { name, document } of splitByService(given, fits)) {
          const services = document.Statement.flatMap(({ Action }) => toArray(Action)).map((one) => one.split(":")[0]);
          expect(new Set(services)).toEqual(new Set([name.split("-")[0]]));
        }
      }),
    ));

  test("a grant that is added or removed changes its own policy, or splits it or joins its shards", () => {
    const counts = { one: 0, split: 0 };
    fc.assert(
      fc.property(statements, resource, (given, on) => {
        const added = { Effect: "Allow", Action: `${on.split(":")[2]}:GetItem`, Resource: on } as const;
        const [before, after] = [policies(given), policies([...given, added])];
        const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
          (name) => before.get(name) !== after.get(name),
        );
        const [service] = on.split(":").slice(2);
        expect(changed.filter((name) => name.split("-")[0] !== service)).toEqual([]);
        // If a policy has to be split, all of it can be in the shard with the other name.
        expect(changed.length).toBeLessThanOrEqual(after.size > before.size ? after.size - before.size + 2 : 1);
        if (changed.length > 1) counts.split += 1;
        else counts.one += 1;
      }),
      { numRuns: 300 },
    );
    expect(Math.min(counts.one, counts.split)).toBeGreaterThan(0);
  });

  test("a policy that is split keeps its name", () => {
    const on = (index: number): Statement => ({
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: `arn:aws:sqs:eu-west-1:123456789012:orders-${index}`,
    });
    const many = Array.from({ length: 30 }, (_, index) => on(index));
    const names = splitByService(many, fits).map(({ name }) => name);
    expect(names).toContain("sqs");
    expect(names.length).toBeGreaterThan(2);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^sqs(-[01]*1)?$/.test(name))).toEqual([]);
  });

  test("what a policy loses when it is split is in earlier policies that it names", () => {
    const counts = { split: 0 };
    fc.assert(
      fc.property(statements, resource, (given, on) => {
        const added = { Effect: "Allow", Action: `${on.split(":")[2]}:GetItem`, Resource: on } as const;
        const before = new Map(
          splitByService(given, fits).map(({ name, document }) => [name, permissions(document.Statement)]),
        );
        const after = splitByService([...given, added], fits);
        const holds = new Map(after.map(({ name, document }) => [name, permissions(document.Statement)]));
        for (const [index, { name, shards }] of after.entries()) {
          expect(after.slice(0, index).map((earlier) => earlier.name)).toEqual(expect.arrayContaining([...shards]));
          const lost = (before.get(name) ?? []).filter((one) => !holds.get(name)?.includes(one));
          const others = shards.flatMap((shard) => holds.get(shard) ?? []);
          expect(lost.filter((one) => !others.includes(one))).toEqual([]);
          if (lost.length > 0) counts.split += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(counts.split).toBeGreaterThan(0);
  });

  test("the permissions on one resource under the same conditions stay in one policy", () =>
    fc.assert(
      fc.property(statements, (given) => {
        const homes = new Map<string, Set<string>>();
        for (const { name, document } of splitByService(given, fits)) {
          for (const { Resource, Condition } of document.Statement) {
            for (const one of toArray(Resource)) {
              const key = JSON.stringify([name.split("-")[0], one, Condition]);
              homes.set(key, (homes.get(key) ?? new Set()).add(name));
            }
          }
        }
        expect([...homes.values()].filter(({ size }) => size > 1)).toEqual([]);
      }),
    ));

  const metrics = (...namespaces: readonly string[]): Statement => ({
    Effect: "Allow",
    Action: "cloudwatch:PutMetricData",
    Resource: "*",
    Condition: { StringEquals: { "cloudwatch:namespace": namespaces } },
  });

  test("the permissions on one resource under different conditions can be in different policies", () => {
    const given = Array.from({ length: 60 }, (_, index) => metrics(`Shop/${index}`));
    const split = splitByService(given, fits);
    expect(split.length).toBeGreaterThan(2);
    expect(split.filter(({ document }) => !fits(document))).toEqual([]);
    expect(allowed(given)).toEqual(new Set(permissions(given)));
  });

  test("depends on what conditions mean, not on how they are written", () => {
    const others = Array.from({ length: 20 }, (_, index) => metrics(`Shop/${index}`));
    const [a, b] = [metrics("A", "B"), metrics("B", "A")];
    expect(policies([...others, b])).toEqual(policies([...others, a]));
  });

  test("an exception is split by its resources, and said once in each policy", () => {
    const Resource = Array.from({ length: 40 }, (_, index) => `arn:aws:s3:::shop-${index}/*`);
    const not: Statement = { Effect: "Deny", NotAction: ["s3:PutObject", "s3:GetObject"], Resource };
    const split = splitByService([not], fits);
    expect(split.map(({ name }) => name)).toContain("custom");
    expect(split.filter(({ document }) => !fits(document))).toEqual([]);
    expect(split.map(({ document }) => document.Statement.length)).toEqual(split.map(() => 1));
    const parts = split.flatMap(({ document }) => document.Statement);
    expect(parts.flatMap((one) => toArray(one.Resource)).sort()).toEqual([...Resource].sort());
    for (const part of parts)
      expect(part).toMatchObject({ Effect: "Deny", NotAction: ["s3:GetObject", "s3:PutObject"] });
  });

  test("does not split NotResource, whatever its order", () => {
    const but = (index: number, ...NotResource: readonly string[]): Statement => ({
      Effect: "Deny",
      Action: "s3:GetObject",
      NotResource: NotResource.map((name) => `arn:aws:s3:::${name}-${index}/*`),
    });
    const indexes = Array.from({ length: 20 }, (_, index) => index);
    const given = indexes.map((index) => but(index, "a", "b"));
    const parts = splitByService(given, fits).flatMap(({ document }) => document.Statement);
    expect(new Set(parts.map((one) => JSON.stringify(one)))).toEqual(new Set(given.map((one) => JSON.stringify(one))));
    expect(policies(indexes.map((index) => but(index, "b", "a")))).toEqual(policies(given));
  });

  test("ignores the case of a service", () => {
    const on = (Action: string, Resource: string): Statement => ({ Effect: "Allow", Action, Resource });
    const given = [on("sqs:SendMessage", "a"), on("SQS:SendMessage", "b")];
    expect(splitByService(given, fits)).toEqual([{ name: "sqs", document: policyDocument(given), shards: [] }]);
  });

  test("returns what cannot be split as it is", () => {
    const heavy: Statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:".padEnd(2 * QUOTA, "x") };
    const named: Statement = {
      ...heavy,
      Sid: "Named",
      Resource: Array.from({ length: 40 }, (_, index) => `a-${index}`),
    };
    expect(splitByService([heavy], fits)).toEqual([{ name: "sqs", document: policyDocument([heavy]), shards: [] }]);
    expect(splitByService([named], fits)).toEqual([{ name: "sqs", document: policyDocument([named]), shards: [] }]);
  });

  test("does not split statements that are not sets of actions on resources", () => {
    const both: Statement = { Sid: "Both", Effect: "Allow", Action: ["sqs:SendMessage", "sns:Publish"], Resource: "a" };
    const not: Statement = { Effect: "Deny", NotAction: "s3:GetObject", Resource: "b" };
    expect(splitByService([both, not], fits)).toEqual([
      { name: "custom", document: policyDocument([both, not]), shards: [] },
    ]);
  });

  test("splits unresolved resources, whatever their placeholders", () => {
    const unresolved = (index: number): Statement => ({
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: `${unresolvedPlaceholder(index)}${"x".repeat(100)}`,
    });
    const split = (indexes: readonly number[]) =>
      splitByService(indexes.map(unresolved), fits).map(({ name, document }) => [name, sizeOf(document)]);
    const indexes = Array.from({ length: 20 }, (_, index) => index);
    expect(split(indexes).length).toBeGreaterThan(2);
    expect(split(indexes.map((index) => index + 100))).toEqual(split(indexes));
  });
});

describe("the size of a policy", () => {
  const policy = (Resource: string): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource }],
  });
  const known = sizeOf(policy(""));

  test("does not count white space", () => expect(sizeOf(policy("a b c"))).toBe(known + 3));

  test("is least with empty unresolved values, and most with the longest ones", () => {
    const given = policy(`arn:aws:s3:::${unresolvedPlaceholder(3)}/${unresolvedPlaceholder(3)}`);
    expect(sizeOf(given)).toBe(known + "arn:aws:s3:::/".length);
    expect(maxSizeOf(given, new Map([[unresolvedPlaceholder(3), 63]]))).toBe(sizeOf(given) + 2 * 63);
  });

  test.each([
    ["account", 12],
    ["partition", "aws-us-gov".length],
    ["region", "ap-southeast-2xx".length],
  ] as const)("counts the %s of a deployment at its maximum length", (lookup, length) => {
    expect(maxSizeOf(policy(lookupPlaceholder(lookup)), new Map())).toBe(known + length);
  });
});
