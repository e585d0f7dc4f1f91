import type { Report } from "../findings/finding.js";
import { describeValue, expectedGot } from "../findings/text.js";
import { isWhollyUnresolved } from "../placeholders/placeholder.js";
import { string } from "./string.js";
import type { Schema } from "./type.js";

const notANumber = (value: unknown): Report => ({
  code: "NOT_A_NUMBER",
  message: expectedGot("a number", value),
  fix: typeof value === "string" ? "Write the number without quotes." : "Write a number.",
  parameters: { expected: "a number", found: describeValue(value) },
});

type NumberCheck = (value: number) => Report | undefined;

/**
 * A number, or a placeholder of one.
 *
 * @param check returns what is wrong with a number that is known
 */
export function number(check: NumberCheck): Schema<number | string> {
  const known = resolvedNumber(check);
  return (value, context) =>
    typeof value === "string" && isWhollyUnresolved(value) ? string()(value, context) : known(value, context);
}

/** A number that decides what is created, and so has to be known at synth. */
export const resolvedNumber =
  (check: NumberCheck): Schema<number> =>
  (value, context) => {
    if (typeof value !== "number") return context.report(notANumber(value));
    const report = check(value);
    return report === undefined ? value : context.report(report);
  };
