import { globMatches } from "@amplify-roles/core/lint";
import fc from "fast-check";
import { expect, test } from "vitest";

/** The same as a regular expression. */
const asPattern = (glob: string) =>
  new RegExp(
    `^${[...glob].map((one) => (one === "*" ? "[^]*" : one === "?" ? "[^]" : one.replace(/[.+^${}()|[\]\\]/, "\\$&"))).join("")}$`,
    "i",
  );

const texts = (characters: string) =>
  fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((all) => all.join(""));

test("IAM's wildcards match what a regular expression matches", () => {
  fc.assert(
    fc.property(texts("aBb:é*?"), texts("aAbB:éÉ"), (glob, text) => {
      expect(globMatches(glob, text)).toBe(asPattern(glob).test(text));
    }),
  );
});
