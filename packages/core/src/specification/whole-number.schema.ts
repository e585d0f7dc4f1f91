import type { Report } from "../findings/finding.js";
import { grouped } from "../findings/text.js";
import type { Schema } from "../schema/schema.js";
import { resolvedNumber } from "../schema/schema.js";

const notWhole = (what: string, found: number, least: number, most: number): Report => ({
  code: "INVALID_NUMBER",
  message: `The ${what} must be a whole number from ${grouped(least)} to ${grouped(most)}, got ${grouped(found)}.`,
  fix: `Write a whole number from ${least} to ${most}.`,
  parameters: { what, found, least, most },
});

/** A whole number that is known at synth. */
export const wholeNumber = (what: string, least: number, most: number): Schema<number> =>
  resolvedNumber((value) =>
    Number.isInteger(value) && value >= least && value <= most ? undefined : notWhole(what, value, least, most),
  );
