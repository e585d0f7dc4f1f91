import type { Finding } from "@amplify-roles/core";
import { type LintOptions, lint } from "@amplify-roles/core/lint";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { policy } from "./fixtures.js";

const isReadable = ({ code, severity, path, message, fix, page }: Finding) =>
  [code, severity, path, message, fix, page].every((text) => typeof text === "string") && message !== "" && fix !== "";

const anyOptions: fc.Arbitrary<LintOptions> = fc.record(
  {
    type: fc.constantFrom("identity", "trust", "resource"),
    role: fc.constantFrom("service", "compute", "identityPool"),
  },
  { requiredKeys: [] },
);

/** Words that policies are made of, and what is nearly one. */
const word = fc.oneof(
  fc.constantFrom(
    "*",
    "s3:GetObject",
    "s3:Get*",
    "logs:*",
    "iam:PassRole",
    "../index:Do",
    "__proto__:constructor",
    "arn:aws:s3:::web",
    "arn:aws:s3:::web/*",
    "arn:aws:sqs:*:*:?*?*?",
    "${aws:username}",
    "${",
    "\uE000late:0\uE001",
    "2008-10-17",
    "Allow",
    "Deny",
  ),
  fc.string({ unit: "binary" }),
);
const few = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.array(value, { maxLength: 3 }));
const name = (...names: readonly string[]) => fc.oneof(fc.constantFrom(...names), word);
const statement = fc.record(
  {
    Sid: word,
    Effect: fc.constantFrom("Allow", "Deny"),
    Principal: fc.oneof(
      fc.constant("*"),
      fc.dictionary(name("Service", "AWS", "__proto__"), few(word), { maxKeys: 2 }),
    ),
    Action: few(word),
    NotAction: few(word),
    Resource: few(word),
    NotResource: few(word),
    Condition: fc.dictionary(
      name("StringLike", "ForAllValues:ArnEqualsIfExists", "Bool", "constructor"),
      fc.dictionary(name("s3:prefix", "aws:SourceArn", "aws:TagKeys", "__proto__"), few(fc.oneof(word, fc.boolean())), {
        maxKeys: 2,
      }),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: ["Effect"] },
);
const document = fc.record({ Version: word, Statement: few(statement) }, { requiredKeys: ["Statement"] });

const anything = fc.anything({
  key: fc.oneof(fc.string(), fc.constantFrom("Version", "Statement", "__proto__", "constructor", "toString")),
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

const survives = (input: unknown, options: LintOptions) => {
  expect(lint(input, options).filter((finding) => !isReadable(finding))).toEqual([]);
};

describe("lint never throws, and says what is wrong in words:", () => {
  test("of anything", () => {
    fc.assert(fc.property(anything, anyOptions, survives), { numRuns: 500 });
  });

  test("with any options", () => {
    fc.assert(fc.property(document, anything, (input, options) => survives(input, options as LintOptions)));
  });

  test("of any text, and of any text of JSON", () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), anyOptions, survives), { numRuns: 500 });
  });

  test("of any policy", () => {
    fc.assert(fc.property(document, anyOptions, survives), { numRuns: 1_000 });
  });

  const traps: Readonly<Record<string, () => unknown>> = {
    "a policy that holds itself": () => {
      const circle: Record<string, unknown> = { Version: "2012-10-17" };
      circle.Statement = [circle];
      return circle;
    },
    "a getter that throws": () => ({
      Version: "2012-10-17",
      get Statement() {
        throw new Error("no");
      },
    }),
    "a proxy that throws": () =>
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error("no");
          },
        },
      ),
    "a prototype in its text": () => '{"__proto__":{"Version":"2012-10-17"},"Statement":[]}',
    "a hundred thousand brackets": () => "[".repeat(100_000),
    "a thousand levels": () => Array.from({ length: 1_000 }).reduce<object>((Statement) => ({ Statement }), {}),
  };
  test.each(Object.entries(traps))("of %s", (_, trap) => {
    const findings = lint(trap());
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter((finding) => !isReadable(finding))).toEqual([]);
    expect(({} as { Version?: string }).Version).toBeUndefined();
  });
});

describe("lint of the same policy", () => {
  test("finds the same twice", () => {
    fc.assert(
      fc.property(document, anyOptions, (input, options) => {
        expect(lint(input, options)).toEqual(lint(input, options));
      }),
    );
  });

  test("finds the same in its text", () => {
    const plain = document.map((input) => JSON.parse(JSON.stringify(input)));
    fc.assert(
      fc.property(plain, (input) => {
        expect(lint(JSON.stringify(input))).toEqual(lint(input));
      }),
    );
  });

  test("leaves it as it was", () => {
    fc.assert(
      fc.property(document, (input) => {
        const before = structuredClone(input);
        lint(input);
        expect(input).toEqual(before);
      }),
    );
  });
});

describe("lint ends, however much there is of", () => {
  const table = (index: number) => `arn:aws:dynamodb:eu-west-1:123456789012:table/orders-${index}`;
  const many = (count: number) => Array.from({ length: count }, (_, index) => index);
  const shapes: Readonly<Record<string, (count: number) => unknown>> = {
    statements: (count) =>
      policy(...many(count).map((index) => ({ Action: "dynamodb:GetItem", Resource: table(index) }))),
    resources: (count) => policy({ Action: ["dynamodb:GetItem", "dynamodb:Query"], Resource: many(count).map(table) }),
    "statements with wildcards": (count) =>
      policy(...many(count).map((index) => ({ Action: "dynamodb:*Item", Resource: `${table(index)}/*` }))),
    "unknown actions": (count) => policy({ Action: many(count).map((index) => `sqs:Do${index}`), Resource: "*" }),
    "one long pattern": (count) => policy({ Action: "s3:GetObject", Resource: `arn:aws:s3:::${"a*".repeat(count)}` }),
  };

  test.each(Object.entries(shapes))("%s", (_, shape) => {
    expect(lint(shape(5_000)).map(({ code }) => code)).toContain("POLICY_OVER_QUOTA");
  });
});
