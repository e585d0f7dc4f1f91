import { describe, expect, test } from "vitest";
import { unresolvedPlaceholder } from "../../packages/core/src/placeholders/placeholder.js";
import { compareLists, compareText, inOrder, sorted } from "../../packages/core/src/policy/order.js";

// As text, the marker of 10 comes before that of 9.
const [nine, ten] = [unresolvedPlaceholder(9), unresolvedPlaceholder(10)];

describe("order", () => {
  test("is by code unit, whatever the machine's language", () => {
    expect(sorted(["b", "a", "B", "\u00e4", "b"])).toEqual(["B", "a", "b", "\u00e4"]);
    expect(compareText("a", "B")).toBe(1);
  });

  test("texts that differ in late values only are equal", () => {
    expect(compareText(`${nine}/x`, `${ten}/x`)).toBe(0);
    expect(compareText(`${ten}/x`, `${nine}/x`)).toBe(0);
    expect(compareText(nine, "a")).toBe(1);
    expect(compareText("a", ten)).toBe(-1);
  });

  test("and stay in the order in which they come", () => {
    expect(inOrder([nine, ten])).toEqual([nine, ten]);
    expect(inOrder([ten, nine])).toEqual([ten, nine]);
  });

  test("what is known of late texts decides among them", () => {
    expect(inOrder([`${ten}/b`, `${nine}/c`, "z", `${nine}/a`])).toEqual(["z", `${nine}/a`, `${ten}/b`, `${nine}/c`]);
  });

  test("of lists goes entry by entry, the shorter first", () => {
    expect(compareLists(["a"], ["a", "b"])).toBeLessThan(0);
    expect(compareLists(["b"], ["a", "c"])).toBeGreaterThan(0);
    expect(compareLists([nine, "a"], [ten, "b"])).toBeLessThan(0);
    expect(compareLists([nine], [ten])).toBe(0);
  });
});
