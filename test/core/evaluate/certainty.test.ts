import type { Statement } from "@amplify-roles/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type EvaluationRequest, evaluate } from "../../../packages/core/src/evaluate/evaluate.js";
import { unresolvedPlaceholder } from "../../../packages/core/src/placeholders/placeholder.js";

// A certain answer holds whatever the open values are, and for every resource that a pattern matches.

const [first, second] = [unresolvedPlaceholder(0), unresolvedPlaceholder(1)];
const joined = (parts: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...parts), { maxLength }).map((all) => all.join(""));

const pattern = joined(["a", "b", "/", "*", "?", first, second], 6);
const request = joined(["a", "b", "/", "*", "?", first, second], 6);
/** Values without a slash, as the facts say. */
const value = joined(["a", "b"], 3);
const filling = joined(["a", "b", "/"], 3);

/** The text with values in place of placeholders, and with characters in place of its wildcards. */
const filled = (text: string, values: readonly [string, string], wildcards: readonly string[]) => {
  let next = 0;
  const any = () => wildcards[next++ % wildcards.length] ?? "";
  const concrete = text.replaceAll(first, values[0]).replaceAll(second, values[1]);
  return concrete.replaceAll(/[*?]/g, (one) => (one === "*" ? any() : (any()[0] ?? "a")));
};

test("what matches with open values matches with all of them", () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(
      pattern,
      request,
      fc.tuple(value, value).filter(([a, b]) => a !== b),
      fc.array(filling, { minLength: 1, maxLength: 4 }),
      (Resource, resource, values, wildcards) => {
        const statements: Statement[] = [{ Effect: "Allow", Action: "s3:GetObject", Resource }];
        const open = evaluate(
          statements,
          { action: "s3:GetObject", resource, isPattern: true },
          { neverIn: () => "/", differ: (one, other) => (one === other ? undefined : "/") },
        ).outcome;
        outcomes.set(open, (outcomes.get(open) ?? 0) + 1);
        if (open === "unknown") return;
        const known = Resource.replaceAll(first, values[0]).replaceAll(second, values[1]);
        const closed = evaluate([{ ...statements[0], Resource: known } as Statement], {
          action: "s3:GetObject",
          resource: filled(resource, values, wildcards),
        }).outcome;
        expect(closed).toBe(open);
      },
    ),
    { numRuns: 20_000 },
  );
  expect(Math.min(...["allowed", "notAllowed", "unknown"].map((one) => outcomes.get(one) ?? 0))).toBeGreaterThan(500);
});

const KEYS = ["a:x", "a:y", "a:z"];
const OPERATORS = ["StringEquals", "StringNotEquals", "StringLikeIfExists", "ForAllValues:StringLike", "Null"];
const condition = fc.dictionary(
  fc.constantFrom(...OPERATORS),
  fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom("true", "v", "v*", "${a:z}", "${a:z, 'v'}"), {
    minKeys: 1,
    maxKeys: 2,
  }),
  { maxKeys: 2 },
);
const statement = fc.record({
  Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
  Action: fc.constant("s3:GetObject"),
  Resource: fc.constantFrom("*", "arn:aws:s3:::web/${a:z}", "arn:aws:s3:::other/*"),
  Condition: condition,
});
const context = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.option(fc.constantFrom("v", "vw", "true"), { nil: undefined }),
) as fc.Arbitrary<Record<string, string | undefined>>;

test("what is certain with open condition keys does not depend on them", () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 3 }), context, context, (statements, given, rest) => {
      const asked: EvaluationRequest = { action: "s3:GetObject", resource: "arn:aws:s3:::web/v" };
      const open = evaluate(statements, { ...asked, context: given }).outcome;
      outcomes.set(open, (outcomes.get(open) ?? 0) + 1);
      if (open === "conditional") return;
      const closed = evaluate(statements, { ...asked, context: { ...rest, ...given }, isComplete: true }).outcome;
      // A denial that is open does not matter where nothing is allowed.
      expect(closed === "denied" ? open !== "allowed" : closed === open).toBe(true);
    }),
    { numRuns: 10_000 },
  );
  for (const one of ["allowed", "denied", "notAllowed", "conditional"])
    expect(outcomes.get(one) ?? 0).toBeGreaterThan(100);
});
