import type { Statement } from "@amplify-roles/core";
import { minimize, sizeOf } from "@amplify-roles/core/adapter";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unresolvedPlaceholder } from "../../packages/core/src/placeholders/placeholder.js";
import { permissions } from "./support/permissions.js";

// Few of each, so that statements have much in common.
const action = fc.constantFrom("s3:GetObject", "s3:PutObject", "s3:Get*", "dynamodb:GetItem", "dynamodb:Query");
const resource = fc.constantFrom("arn:aws:s3:::a/*", "arn:aws:s3:::b/*", "arn:aws:s3:::a", "*");
const oneOrMore = (arbitrary: fc.Arbitrary<string>) =>
  fc.oneof(arbitrary, fc.array(arbitrary, { minLength: 1, maxLength: 4 }));
const conditions = fc.dictionary(
  fc.constantFrom("StringEquals", "StringLike"),
  fc.dictionary(fc.constantFrom("aws:a", "aws:b"), oneOrMore(fc.constantFrom("1", "2")), { minKeys: 1, maxKeys: 2 }),
  { minKeys: 1, maxKeys: 2 },
);
const parts = {
  Effect: fc.constantFrom("Allow" as const, "Deny" as const),
  Action: oneOrMore(action),
  Resource: oneOrMore(resource),
};
const plain: fc.Arbitrary<Statement> = fc.oneof(fc.record(parts), fc.record({ ...parts, Condition: conditions }));
const named: fc.Arbitrary<Statement> = fc
  .tuple(plain, fc.constantFrom("Orders", "Images"))
  .map(([statement, Sid]) => ({ Sid, ...statement }));
const statements = fc.array(plain, { maxLength: 8 });
const some = fc.array(fc.oneof(plain, plain, named), { maxLength: 8 });

const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
const listed = (value: string | readonly string[] = []) => (typeof value === "string" ? [value] : value);

/** Each permission in a statement of its own. */
const onePerStatement = (statement: Statement): Statement[] =>
  listed(statement.Action).flatMap((Action) =>
    listed(statement.Resource).map((Resource) => ({ ...statement, Action, Resource })),
  );

const check = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(
    fc.property(arbitrary, (value) => {
      property(value);
    }),
    { numRuns: 300 },
  );

describe("minimise", () => {
  test("keeps what is allowed and denied, and under which conditions", () =>
    check(some, (given) => expect(permissions(minimize(given))).toEqual(permissions(given))));

  test("gives the same bytes in whatever order statements come", () =>
    check(
      some.chain((given) => fc.tuple(fc.constant(given), shuffled(given))),
      ([given, other]) => expect(JSON.stringify(minimize(other))).toBe(JSON.stringify(minimize(given))),
    ));

  test("gives the same bytes however permissions are grouped, repeated and listed", () =>
    check(
      statements.chain((given) =>
        fc.tuple(fc.constant(given), shuffled([...given.flatMap(onePerStatement), ...given])),
      ),
      ([given, other]) => expect(JSON.stringify(minimize(other))).toBe(JSON.stringify(minimize(given))),
    ));

  test("changes nothing the second time", () =>
    check(some, (given) => expect(JSON.stringify(minimize(minimize(given)))).toBe(JSON.stringify(minimize(given)))));

  test("says nothing twice: a resource stands in one statement for each effect and condition", () =>
    check(statements, (given) => {
      const places = minimize(given).flatMap(({ Effect, Condition, Resource }) =>
        listed(Resource).map((on) => JSON.stringify([Effect, Condition, on])),
      );
      expect(new Set(places).size).toBe(places.length);
    }));

  test("never makes a policy longer", () => {
    const size = (given: readonly Statement[]) => sizeOf({ Version: "2012-10-17", Statement: given });
    check(statements, (given) =>
      expect(size(minimize(given))).toBeLessThanOrEqual(size(given.flatMap(onePerStatement))),
    );
  });

  test("keeps statements with a Sid apart, each as it is", () =>
    check(some, (given) => {
      const withSid = (list: readonly Statement[]) =>
        new Set(
          list.filter(({ Sid }) => Sid !== undefined).map((one) => JSON.stringify([one.Sid, permissions([one])])),
        );
      expect(withSid(minimize(given))).toEqual(withSid(given));
    }));

  test("never merges what an exception or a principal keeps apart", () => {
    const apart = fc.constantFrom<Partial<Statement>>(
      { NotAction: "s3:GetObject", Resource: "a" },
      { NotAction: ["s3:GetObject", "s3:PutObject"], Resource: ["b", "a"] },
      { Action: "s3:GetObject", NotResource: "a" },
      { Action: "s3:GetObject", NotResource: ["a", "b"] },
      { Action: "s3:GetObject", Resource: "a", Principal: "*" },
      { Action: "s3:GetObject", Resource: "a", NotPrincipal: { AWS: "123456789012" } },
      { NotAction: "s3:GetObject", NotResource: "a" },
    );
    const exceptions = fc.array(
      apart.map((one): Statement => ({ Effect: "Deny", ...one })),
      { maxLength: 6 },
    );
    const meaning = (given: readonly Statement[]) =>
      new Set(
        given
          .filter(({ Action, Resource, Principal, NotPrincipal }) => !Action || !Resource || Principal || NotPrincipal)
          .map(({ Effect, Principal, NotPrincipal, ...lists }) =>
            JSON.stringify([
              Effect,
              Principal,
              NotPrincipal,
              Object.entries(lists)
                .sort()
                .map(([key, one]) => [key, [one].flat().sort()]),
            ]),
          ),
      );
    check(fc.tuple(statements, exceptions), ([pairs, given]) => {
      const once = minimize([...pairs, ...given]);
      expect(meaning(once)).toEqual(meaning(given));
      expect(JSON.stringify(minimize([...given, ...pairs]))).toBe(JSON.stringify(once));
      expect(JSON.stringify(minimize(once))).toBe(JSON.stringify(once));
    });
  });

  test("takes an exception for a set", () => {
    const but = (NotAction: readonly string[], NotResource: readonly string[]): Statement => ({
      Effect: "Deny",
      NotAction,
      NotResource,
    });
    const inOrder = but(["s3:GetObject", "s3:PutObject"], ["a", "b"]);
    expect(minimize([but(["s3:PutObject", "s3:GetObject"], ["b", "a", "b"]), inOrder])).toEqual([inOrder]);
  });

  test("keeps a principal, and a statement without a resource", () => {
    const trust: Statement = {
      Effect: "Allow",
      Principal: { Service: "amplify.amazonaws.com" },
      Action: "sts:AssumeRole",
    };
    expect(minimize([trust, trust])).toEqual([trust]);
  });

  test("holds for texts with late values, whatever their markers", () =>
    check(fc.tuple(some, shuffled([0, 1, 2, 3])), ([given, indexes]) => {
      const late = (text: string) =>
        text.replace(/:::(.)/, (_, name) => `:::${unresolvedPlaceholder(indexes["ab".indexOf(name)] ?? 3)}`);
      const withLate = given.map((one) => ({ ...one, Resource: listed(one.Resource).map(late) }));
      const once = minimize(withLate);
      expect(permissions(once)).toEqual(permissions(withLate));
      expect(JSON.stringify(minimize(once))).toBe(JSON.stringify(once));
    }));

  test("takes a condition's values for a set", () => {
    const under = (...values: readonly string[]): Statement => ({
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "a",
      Condition: { StringEquals: { "aws:a": values } },
    });
    expect(minimize([under("2", "1", "2"), under("1", "2")])).toEqual([under("1", "2")]);
  });

  test("puts together what has the same actions, and only that", () => {
    const on = (Resource: string, ...Action: string[]): Statement => ({ Effect: "Allow", Action, Resource });
    expect(minimize([on("c", "s3:B"), on("b", "s3:B", "s3:A"), on("a", "s3:A"), on("a", "s3:B")])).toEqual([
      { Effect: "Allow", Action: ["s3:A", "s3:B"], Resource: ["a", "b"] },
      { Effect: "Allow", Action: "s3:B", Resource: "c" },
    ]);
  });
});
