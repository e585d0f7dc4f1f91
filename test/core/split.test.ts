import type { PolicyDocument, Statement } from "@amplify-roles/core";
import { policyDocument, sizeOf } from "@amplify-roles/core/adapter";
import { toArray } from "../../packages/core/src/policy/document.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookupPlaceholder, unresolvedPlaceholder } from "../../packages/core/src/placeholders/placeholder.js";
import { longestSizeOf } from "../../packages/core/src/policy/size.js";
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

describe("packing into policies", () => {
  test("keeps what is allowed, and gives none that does not fit", () =>
    fc.assert(
      fc.property(statements, (given) => {
        expect(allowed(given)).toEqual(new Set(permissions(given)));
        for (const { document } of splitByService(given, fits)) expect(sizeOf(document)).toBeLessThanOrEqual(QUOTA);
      }),
    ));

  test("does not go by the order of the statements", () =>
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

  test("holds each service's actions apart", () =>
    fc.assert(
      fc.property(statements, (given) => {
        for (const { name, document } of splitByService(given, fits)) {
          const services = document.Statement.flatMap(({ Action }) => toArray(Action)).map((one) => one.split(":")[0]);
          expect(new Set(services)).toEqual(new Set([name.split("-")[0]]));
        }
      }),
    ));

  test("a grant that is added or taken away changes its own policy, or halves it or puts its halves together", () => {
    const counts = { one: 0, halved: 0 };
    fc.assert(
      fc.property(statements, resource, (given, on) => {
        const added = { Effect: "Allow", Action: `${on.split(":")[2]}:GetItem`, Resource: on } as const;
        const [before, after] = [policies(given), policies([...given, added])];
        const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
          (name) => before.get(name) !== after.get(name),
        );
        const [service] = on.split(":").slice(2);
        expect(changed.filter((name) => name.split("-")[0] !== service)).toEqual([]);
        // Of a policy that has to be halved, all may fall into the half that gets another name.
        expect(changed.length).toBeLessThanOrEqual(after.size > before.size ? after.size - before.size + 2 : 1);
        if (changed.length > 1) counts.halved += 1;
        else counts.one += 1;
      }),
      { numRuns: 300 },
    );
    expect(Math.min(counts.one, counts.halved)).toBeGreaterThan(0);
  });

  test("a policy that is halved keeps its name", () => {
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

  test("what a policy loses by being halved stands before it, in policies that it names", () => {
    const counts = { halved: 0 };
    fc.assert(
      fc.property(statements, resource, (given, on) => {
        const added = { Effect: "Allow", Action: `${on.split(":")[2]}:GetItem`, Resource: on } as const;
        const before = new Map(
          splitByService(given, fits).map(({ name, document }) => [name, permissions(document.Statement)]),
        );
        const after = splitByService([...given, added], fits);
        const holds = new Map(after.map(({ name, document }) => [name, permissions(document.Statement)]));
        for (const [index, { name, halves }] of after.entries()) {
          expect(after.slice(0, index).map((earlier) => earlier.name)).toEqual(expect.arrayContaining([...halves]));
          const lost = (before.get(name) ?? []).filter((one) => !holds.get(name)?.includes(one));
          const others = halves.flatMap((half) => holds.get(half) ?? []);
          expect(lost.filter((one) => !others.includes(one))).toEqual([]);
          if (lost.length > 0) counts.halved += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(counts.halved).toBeGreaterThan(0);
  });

  test("all that is said of one resource under the same conditions stays in one policy", () =>
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

  test("what is said of one resource under different conditions may part", () => {
    const given = Array.from({ length: 60 }, (_, index) => metrics(`Shop/${index}`));
    const packed = splitByService(given, fits);
    expect(packed.length).toBeGreaterThan(2);
    expect(packed.filter(({ document }) => !fits(document))).toEqual([]);
    expect(allowed(given)).toEqual(new Set(permissions(given)));
  });

  test("goes by what conditions say, not by how they are written", () => {
    const others = Array.from({ length: 20 }, (_, index) => metrics(`Shop/${index}`));
    const [a, b] = [metrics("A", "B"), metrics("B", "A")];
    expect(policies([...others, b])).toEqual(policies([...others, a]));
  });

  test("an exception is split by its resources, and said once in each policy", () => {
    const Resource = Array.from({ length: 40 }, (_, index) => `arn:aws:s3:::shop-${index}/*`);
    const not: Statement = { Effect: "Deny", NotAction: ["s3:PutObject", "s3:GetObject"], Resource };
    const packed = splitByService([not], fits);
    expect(packed.map(({ name }) => name)).toContain("custom");
    expect(packed.filter(({ document }) => !fits(document))).toEqual([]);
    expect(packed.map(({ document }) => document.Statement.length)).toEqual(packed.map(() => 1));
    const parts = packed.flatMap(({ document }) => document.Statement);
    expect(parts.flatMap((one) => toArray(one.Resource)).sort()).toEqual([...Resource].sort());
    for (const part of parts)
      expect(part).toMatchObject({ Effect: "Deny", NotAction: ["s3:GetObject", "s3:PutObject"] });
  });

  test("what is all but some resources stays whole, however they are listed", () => {
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

  test("a service is one in upper and in lower case", () => {
    const on = (Action: string, Resource: string): Statement => ({ Effect: "Allow", Action, Resource });
    const given = [on("sqs:SendMessage", "a"), on("SQS:SendMessage", "b")];
    expect(splitByService(given, fits)).toEqual([{ name: "sqs", document: policyDocument(given), halves: [] }]);
  });

  test("what cannot be halved is given as it is", () => {
    const heavy: Statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:".padEnd(2 * QUOTA, "x") };
    const named: Statement = {
      ...heavy,
      Sid: "Named",
      Resource: Array.from({ length: 40 }, (_, index) => `a-${index}`),
    };
    expect(splitByService([heavy], fits)).toEqual([{ name: "sqs", document: policyDocument([heavy]), halves: [] }]);
    expect(splitByService([named], fits)).toEqual([{ name: "sqs", document: policyDocument([named]), halves: [] }]);
  });

  test("what is no set of actions on resources stays whole", () => {
    const both: Statement = { Sid: "Both", Effect: "Allow", Action: ["sqs:SendMessage", "sns:Publish"], Resource: "a" };
    const not: Statement = { Effect: "Deny", NotAction: "s3:GetObject", Resource: "b" };
    expect(splitByService([both, not], fits)).toEqual([
      { name: "custom", document: policyDocument([both, not]), halves: [] },
    ]);
  });

  test("resources that are known later go to halves as well, whatever their markers", () => {
    const late = (index: number): Statement => ({
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: `${unresolvedPlaceholder(index)}${"x".repeat(100)}`,
    });
    const packed = (indexes: readonly number[]) =>
      splitByService(indexes.map(late), fits).map(({ name, document }) => [name, sizeOf(document)]);
    const indexes = Array.from({ length: 20 }, (_, index) => index);
    expect(packed(indexes).length).toBeGreaterThan(2);
    expect(packed(indexes.map((index) => index + 100))).toEqual(packed(indexes));
  });
});

describe("the size of a policy", () => {
  const policy = (Resource: string): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource }],
  });
  const known = sizeOf(policy(""));

  test("leaves white space out", () => expect(sizeOf(policy("a b c"))).toBe(known + 3));

  test("counts late values as nothing at least, and as long as they can get at most", () => {
    const given = policy(`arn:aws:s3:::${unresolvedPlaceholder(3)}/${unresolvedPlaceholder(3)}`);
    expect(sizeOf(given)).toBe(known + "arn:aws:s3:::/".length);
    expect(longestSizeOf(given, new Map([[unresolvedPlaceholder(3), 63]]))).toBe(sizeOf(given) + 2 * 63);
  });

  test.each([
    ["account", 12],
    ["partition", "aws-us-gov".length],
    ["region", "ap-southeast-2xx".length],
  ] as const)("counts a deployment's %s as the longest there is", (lookup, length) => {
    expect(longestSizeOf(policy(lookupPlaceholder(lookup)), new Map())).toBe(known + length);
  });
});
