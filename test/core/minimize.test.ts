import type { Statement } from "@amplify-roles/core";
import { minimize, sizeOf } from "@amplify-roles/core/adapter";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unresolvedPlaceholder } from "../../packages/core/src/placeholders/placeholder.js";
import { permissions } from "./support/permissions.js";

// Few values of each, so that statements have much in common.
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
const mergeable: fc.Arbitrary<Statement> = fc.oneof(fc.record(parts), fc.record({ ...parts, Condition: conditions }));
const named: fc.Arbitrary<Statement> = fc
  .tuple(mergeable, fc.constantFrom("Orders", "Images"))
  .map(([statement, Sid]) => ({ Sid, ...statement }));
const statements = fc.array(mergeable, { maxLength: 8 });
const someNamed = fc.array(fc.oneof(mergeable, mergeable, named), { maxLength: 8 });

const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
const listed = (value: string | readonly string[] = []) => (typeof value === "string" ? [value] : value);

/** One statement for each pair of action and resource. */
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

describe("minimize", () => {
  test("merges the actions on a resource, and resources with the same actions", () => {
    const on = (Resource: string, ...Action: string[]): Statement => ({ Effect: "Allow", Action, Resource });
    expect(
      minimize([
        on("arn:aws:s3:::images/*", "s3:GetObject"),
        on("arn:aws:s3:::images/*", "s3:PutObject"),
        on("arn:aws:s3:::uploads/*", "s3:PutObject", "s3:GetObject"),
        on("arn:aws:s3:::logs/*", "s3:PutObject"),
      ]),
    ).toEqual([
      {
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: ["arn:aws:s3:::images/*", "arn:aws:s3:::uploads/*"],
      },
      { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::logs/*" },
    ]);
  });

  test("merges statements under the same conditions, whose values are a set", () => {
    const images = "arn:aws:s3:::images/*";
    const under = (Action: string, ...team: readonly string[]): Statement => ({
      Effect: "Allow",
      Action,
      Resource: images,
      Condition: { StringEquals: { "aws:PrincipalTag/team": team } },
    });
    expect(
      minimize([
        under("s3:GetObject", "web", "app", "web"),
        under("s3:PutObject", "app", "web"),
        { Effect: "Allow", Action: "s3:GetObject", Resource: images },
      ]),
    ).toEqual([
      { Effect: "Allow", Action: "s3:GetObject", Resource: images },
      {
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: images,
        Condition: { StringEquals: { "aws:PrincipalTag/team": ["app", "web"] } },
      },
    ]);
  });

  test("puts conditions in the order of their operators, keys and values", () => {
    const under = (Condition: NonNullable<Statement["Condition"]>): Statement => ({
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: "*",
      Condition,
    });
    const parameter = (name: string) => under({ StringEquals: { "kms:ViaService": "ssm", "kms:Context": name } });
    const sorted = (name: string) => under({ StringEquals: { "kms:Context": name, "kms:ViaService": "ssm" } });
    const via = under({ StringEquals: { "kms:ViaService": "s3" } });
    const given = ["c", "a", "b", "a"].map(parameter);
    const inOrder = [sorted("a"), sorted("b"), sorted("c"), via];
    expect(JSON.stringify(minimize([via, ...given]))).toBe(JSON.stringify(inOrder));
  });

  test("tells a condition without a value from one without keys, and from none", () => {
    const under = (Condition?: Statement["Condition"]): Statement => ({
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "*",
      ...(Condition === undefined ? {} : { Condition }),
    });
    const given = [under(), under({ Bool: { a: [] } }), under({ Bool: { a: "" } }), under({ Bool: {} }), under({})];
    expect(minimize([...given, ...given])).toEqual(given);
  });

  test("keeps operators and keys whatever they are called", () => {
    const named = (operator: string, key: string, value: string): Statement => ({
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "*",
      Condition: Object.fromEntries([[operator, Object.fromEntries([[key, value]])]]),
    });
    const names = ["__proto__", "constructor", "aws:a"];
    const given = names.flatMap((operator) =>
      names.flatMap((key) => ["1", "2"].map((value) => named(operator, key, value))),
    );
    const lines = (statements: readonly Statement[]) => statements.map((one) => JSON.stringify(one)).sort();
    expect(lines(minimize([...given, ...given]))).toEqual(lines(given));
  });

  test("does not change what is allowed or denied, or under which conditions", () =>
    check(someNamed, (given) => expect(permissions(minimize(given))).toEqual(permissions(given))));

  test("returns the same bytes for statements in any order", () =>
    check(
      someNamed.chain((given) => fc.tuple(fc.constant(given), shuffled(given))),
      ([given, other]) => expect(JSON.stringify(minimize(other))).toBe(JSON.stringify(minimize(given))),
    ));

  test("returns the same bytes however permissions are grouped, repeated and ordered", () =>
    check(
      statements.chain((given) =>
        fc.tuple(fc.constant(given), shuffled([...given.flatMap(onePerStatement), ...given])),
      ),
      ([given, other]) => expect(JSON.stringify(minimize(other))).toBe(JSON.stringify(minimize(given))),
    ));

  test("does both for many statements under many conditions", () => {
    const many = fc.array(
      fc.record({
        Effect: fc.constant("Allow" as const),
        Action: fc.constantFrom<string | string[]>("kms:Decrypt", ["kms:Decrypt", "kms:Encrypt"]),
        Resource: fc.nat(60).map((key) => `arn:aws:kms:eu-west-1:123456789012:key/${key}`),
        Condition: fc.option(
          fc.record({
            StringEquals: fc.record({
              "kms:ViaService": fc.constantFrom("ssm", "s3"),
              "aws:a": fc.nat(50).map(String),
            }),
          }),
          { nil: undefined },
        ),
      }),
      { minLength: 100, maxLength: 200 },
    );
    const given = many.map((list): Statement[] =>
      list.map(({ Condition, ...statement }) => ({ ...statement, ...(Condition && { Condition }) })),
    );
    fc.assert(
      fc.property(
        given.chain((list) => fc.tuple(fc.constant(list), shuffled(list))),
        ([list, other]) => {
          expect(permissions(minimize(list))).toEqual(permissions(list));
          expect(JSON.stringify(minimize(other))).toBe(JSON.stringify(minimize(list)));
        },
      ),
      { numRuns: 30 },
    );
  });

  test("does not change its own result", () =>
    check(someNamed, (given) =>
      expect(JSON.stringify(minimize(minimize(given)))).toBe(JSON.stringify(minimize(given))),
    ));

  test("has each resource in one statement for each effect and conditions", () =>
    check(statements, (given) => {
      const pairs = minimize(given).flatMap(({ Effect, Condition, Resource }) =>
        listed(Resource).map((on) => JSON.stringify([Effect, Condition, on])),
      );
      expect(new Set(pairs).size).toBe(pairs.length);
    }));

  test("never makes a policy longer", () => {
    const size = (given: readonly Statement[]) => sizeOf({ Version: "2012-10-17", Statement: given });
    check(statements, (given) =>
      expect(size(minimize(given))).toBeLessThanOrEqual(size(given.flatMap(onePerStatement))),
    );
  });

  test("does not merge statements with a Sid", () =>
    check(someNamed, (given) => {
      const withSid = (list: readonly Statement[]) =>
        new Set(
          list.filter(({ Sid }) => Sid !== undefined).map((one) => JSON.stringify([one.Sid, permissions([one])])),
        );
      expect(withSid(minimize(given))).toEqual(withSid(given));
    }));

  test("does not merge statements with NotAction, NotResource or a principal", () => {
    const unmergeable = fc.constantFrom<Partial<Statement>>(
      { NotAction: "s3:GetObject", Resource: "a" },
      { NotAction: ["s3:GetObject", "s3:PutObject"], Resource: ["b", "a"] },
      { Action: "s3:GetObject", NotResource: "a" },
      { Action: "s3:GetObject", NotResource: ["a", "b"] },
      { Action: "s3:GetObject", Resource: "a", Principal: "*" },
      { Action: "s3:GetObject", Resource: "a", NotPrincipal: { AWS: "123456789012" } },
      { NotAction: "s3:GetObject", NotResource: "a" },
    );
    const unmerged = fc.array(
      unmergeable.map((one): Statement => ({ Effect: "Deny", ...one })),
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
    check(fc.tuple(statements, unmerged), ([pairs, given]) => {
      const once = minimize([...pairs, ...given]);
      expect(meaning(once)).toEqual(meaning(given));
      expect(JSON.stringify(minimize([...given, ...pairs]))).toBe(JSON.stringify(once));
      expect(JSON.stringify(minimize(once))).toBe(JSON.stringify(once));
    });
  });

  test("treats NotAction and NotResource as sets", () => {
    const but = (NotAction: readonly string[], NotResource: readonly string[]): Statement => ({
      Effect: "Deny",
      NotAction,
      NotResource,
    });
    const inOrder = but(["s3:GetObject", "s3:PutObject"], ["a", "b"]);
    expect(minimize([but(["s3:PutObject", "s3:GetObject"], ["b", "a", "b"]), inOrder])).toEqual([inOrder]);
  });

  test("keeps statements with a principal, which may have no resource", () => {
    const trust: Statement = {
      Effect: "Allow",
      Principal: { Service: "amplify.amazonaws.com" },
      Action: "sts:AssumeRole",
    };
    expect(minimize([trust, trust])).toEqual([trust]);
  });

  test("does not change permissions on unresolved resources, or its own result for them", () =>
    check(fc.tuple(someNamed, shuffled([0, 1, 2, 3])), ([given, indexes]) => {
      const unresolved = (arn: string) =>
        arn.replace(/:::(.)/, (_, name) => `:::${unresolvedPlaceholder(indexes["ab".indexOf(name)] ?? 3)}`);
      const withUnresolved = given.map((one) => ({ ...one, Resource: listed(one.Resource).map(unresolved) }));
      const once = minimize(withUnresolved);
      expect(permissions(once)).toEqual(permissions(withUnresolved));
      expect(JSON.stringify(minimize(once))).toBe(JSON.stringify(once));
    }));
});
