import { expect, test } from "vitest";
import { millisecondsLeft } from "../../packages/pulumi/src/propagated-arn.js";

const now = Date.parse("2026-01-01T00:01:00Z");

test.each([
  ["that was created just now, the whole time", "2026-01-01T00:01:00Z", 10_000],
  ["that is four seconds old, the rest", "2026-01-01T00:00:56Z", 6_000],
  ["that is old enough, not at all", "2026-01-01T00:00:50Z", 0],
  ["of last year, not at all", "2025-01-01T00:00:00Z", 0],
  ["that AWS's clock puts into the future, no longer than the whole time", "2026-01-01T00:09:00Z", 10_000],
  ["without a date, not at all", undefined, 0],
])("a role %s is waited for", (_, created, left) => {
  expect(millisecondsLeft(created, 10, now)).toBe(left);
});
