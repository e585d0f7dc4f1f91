import type { Report } from "../findings/finding.js";
import { describeValue, expectedGot } from "../findings/text.js";
import { isWhollyUnresolved } from "../placeholders/placeholder.js";
import { string } from "./string.js";
import type { Schema } from "./type.js";

const notABoolean = (value: unknown): Report => ({
  code: "NOT_A_BOOLEAN",
  message: expectedGot("true or false", value),
  fix: typeof value === "string" ? "Write true or false, without quotes." : "Write true or false.",
  parameters: { expected: "true or false", found: describeValue(value) },
});

/** True or false, or a placeholder of one. */
export const boolean: Schema<boolean | string> = (value, context) =>
  typeof value === "string" && isWhollyUnresolved(value) ? string()(value, context) : resolvedBoolean(value, context);

/** True or false, which decides what is created and so has to be known at synth. */
export const resolvedBoolean: Schema<boolean> = (value, context) =>
  typeof value === "boolean" ? value : context.report(notABoolean(value));
