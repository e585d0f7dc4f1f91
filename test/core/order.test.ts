import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unresolvedPlaceholder } from "../../packages/core/src/placeholders/placeholder.js";
import { compareArrays, compareStrings, sorted, sortedUnique } from "../../packages/core/src/policy/order.js";
import { orderOf, sortStrings } from "../../packages/core/src/policy/sort-strings.js";

// The placeholder of 10 sorts before the one of 9.
const [nine, ten] = [unresolvedPlaceholder(9), unresolvedPlaceholder(10)];

describe("the order of strings", () => {
  test("is by code unit, on every machine", () => {
    expect(sortedUnique(["b", "a", "B", "\u00e4", "b"])).toEqual(["B", "a", "b", "\u00e4"]);
    expect(compareStrings("a", "B")).toBe(1);
  });

  test("does not depend on unresolved values", () => {
    expect(compareStrings(`${nine}/x`, `${ten}/x`)).toBe(0);
    expect(compareStrings(`${ten}/x`, `${nine}/x`)).toBe(0);
    expect(compareStrings(nine, "a")).toBe(1);
    expect(compareStrings("a", ten)).toBe(-1);
  });

  test("keeps strings that differ only in unresolved values as they are", () => {
    expect(sorted([nine, ten])).toEqual([nine, ten]);
    expect(sorted([ten, nine])).toEqual([ten, nine]);
  });

  test("depends on the resolved parts of a string", () => {
    expect(sorted([`${ten}/b`, `${nine}/c`, "z", `${nine}/a`])).toEqual(["z", `${nine}/a`, `${ten}/b`, `${nine}/c`]);
  });

  test("compares arrays entry by entry, the shorter first", () => {
    expect(compareArrays(["a"], ["a", "b"])).toBeLessThan(0);
    expect(compareArrays(["b"], ["a", "c"])).toBeGreaterThan(0);
    expect(compareArrays([nine, "a"], [ten, "b"])).toBeLessThan(0);
    expect(compareArrays([nine], [ten])).toBe(0);
  });

  test("compares a single value as an array of one, and a missing one as an empty array", () => {
    expect(compareArrays("a", ["a"])).toBe(0);
    expect(compareArrays("a", ["a", "b"])).toBeLessThan(0);
    expect(compareArrays("a", undefined)).toBeGreaterThan(0);
  });
});

describe("the radix sort", () => {
  // Long common prefixes, few characters, and characters that it leaves to the built-in sort.
  const prefix = fc.constantFrom("", "arn:aws:s3:::", "arn:aws:ssm:eu-west-1:123456789012:parameter/web/prod/");
  const suffix = fc.oneof(
    fc.integer({ min: 0, max: 9_999 }).map(String),
    fc.string({ unit: fc.constantFrom("\0", "a", "b", "\u00ff"), maxLength: 12 }),
  );
  const unusual = fc.string({ unit: fc.constantFrom("a", "\u0100", "\ud83d\ude00", "\ud83d"), maxLength: 6 });
  const strings = (tail: fc.Arbitrary<string>) =>
    fc.array(
      fc.tuple(prefix, tail).map(([start, end]) => start + end),
      { minLength: 33, maxLength: 300 },
    );

  test.each([
    ["strings with common prefixes", strings(suffix)],
    ["strings beyond U+00FF", strings(fc.oneof(suffix, unusual))],
  ])("sorts %s as the built-in sort does", (_, given) =>
    fc.assert(
      fc.property(given, (list) => {
        expect(sortStrings([...list])).toEqual([...list].sort());
      }),
    ),
  );

  test.each([
    ["with characters that it compares", suffix],
    ["with others", fc.oneof(suffix, unusual)],
  ])("keeps equal strings in the order of the input: %s", (_, tail) =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(prefix, tail), { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(), { minLength: 33, maxLength: 300 }),
        (few, picks) => {
          const list = picks.map((pick) => (few[pick % few.length] ?? []).join(""));
          const byString = (a: number, b: number) => {
            const [one, other] = [list[a] ?? "", list[b] ?? ""];
            return one < other ? -1 : one > other ? 1 : a - b;
          };
          expect([...orderOf(list)]).toEqual([...list.keys()].sort(byString));
        },
      ),
    ),
  );
});
