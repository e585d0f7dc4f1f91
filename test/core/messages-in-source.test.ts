import { describe, expect, test } from "vitest";
import { textsInSource } from "./messages/in-source.js";
import { rows } from "./messages/index.js";

/** Rule 4: every text that the core may report, with each of its variants, is in a row with its exact words. */
describe.each(["message", "fix"] as const)("each %s of the core's source", (property) => {
  const texts = textsInSource(property);

  test("is in a table of exact messages", () => {
    const missing = texts.filter(
      ({ code, pattern }) =>
        !rows.some((row) => (code === undefined || code === row.code) && pattern.test(row[property])),
    );
    expect(missing.map(({ position, pattern }) => `${position}: ${pattern.source}`)).toEqual([]);
  });

  test("is one of more than 200", () => expect(texts.length).toBeGreaterThan(200));
});
