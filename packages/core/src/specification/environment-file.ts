import { Collector } from "../findings/collector.js";
import type { Finding, Report } from "../findings/finding.js";
import { secretIn } from "../findings/secret.js";
import { quoted } from "../findings/text.js";
import { Context } from "../schema/context.js";
import { inTwoPlaces, nameReport } from "./settings-rules.js";

/** One variable of a `.env` file. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
  /** Whether the parsers in use read different values: an unquoted value with a `#` in it. */
  readonly isAmbiguous?: boolean;
}

const privateKey = (name: string): Report => ({
  code: "PRIVATE_KEY_IN_ENV",
  message: `${quoted(name)} is a private key.`,
  fix: "Remove it from the file and replace the key, which others may have read. Write the new one to a secret of its own: `aws secretsmanager put-secret-value --secret-id <name> --secret-string file://key.pem`.",
  parameters: { name },
});

const ambiguousValue = (name: string): Report => ({
  code: "AMBIGUOUS_ENV_VALUE",
  message: `The value of ${quoted(name)} contains a "#" without quotes. Some parsers end the value there, others do not.`,
  fix: "Write quotes around the value.",
  parameters: { name },
});

/** A finding about a variable of a `.env` file. */
export interface AssignmentFinding {
  readonly line: number;
  readonly finding: Finding;
}

/** What is wrong with the variables of a `.env` file, in their order. No finding repeats a value. */
export function checkEnvironmentFile(assignments: readonly Assignment[]): readonly AssignmentFinding[] {
  const lines = new Map<string, number>();
  return assignments.flatMap(({ name, value, line, isAmbiguous }) => {
    const collector = new Collector();
    const context = new Context(collector).property(name);
    const first = lines.get(name);
    lines.set(name, first ?? line);
    if (first !== undefined) context.report(inTwoPlaces(name, `line ${first}`));
    // What the SDK and Amplify set is not stored at all.
    const invalid = /^AWS_|^SETTINGS_PATH$/i.test(name) ? undefined : nameReport(name);
    if (invalid !== undefined) context.report(invalid);
    if (secretIn(value) === "a private key") context.report(privateKey(name));
    if (isAmbiguous === true) context.report(ambiguousValue(name));
    return collector.findings.map((finding) => ({ line, finding }));
  });
}
