import fc from "fast-check";
import { expect, test } from "vitest";
import { secondsOf } from "../../../packages/core/src/evaluate/time.js";

test("dates are those of JavaScript, which a core without a clock does not use", () => {
  const [from, to] = ["0001-01-01", "9999-12-31"].map((date) => new Date(`${date}T00:00:00Z`)) as [Date, Date];
  fc.assert(
    fc.property(
      fc.date({ min: from, max: to, noInvalidDate: true }),
      fc.integer({ min: -840, max: 840 }),
      (date, zone) => {
        expect(secondsOf(date.toISOString())).toBeCloseTo(date.getTime() / 1000, 3);
        const hours = String(Math.floor(Math.abs(zone) / 60)).padStart(2, "0");
        const text = date
          .toISOString()
          .replace("Z", `${zone < 0 ? "-" : "+"}${hours}:${String(Math.abs(zone) % 60).padStart(2, "0")}`);
        expect(secondsOf(text)).toBeCloseTo(Date.parse(text) / 1000, 3);
      },
    ),
  );
});

test.each([
  ["2026", Date.UTC(2026, 0) / 1000],
  ["2026-02", Date.UTC(2026, 1) / 1000],
  ["2024-02-29", Date.UTC(2024, 1, 29) / 1000],
  ["2026-01-31T12:00", Date.UTC(2026, 0, 31, 12) / 1000],
  ["1767225600", 1_767_225_600],
  ["tomorrow", Number.NaN],
])("%s", (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});
