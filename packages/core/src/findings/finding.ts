import type { ErrorCode } from "./codes.js";

/** `error`: nothing is created. `warning`: likely a mistake; the tool shows it and goes on. */
export type Severity = "error" | "warning";

/** One mistake in a specification, or in a policy. */
export interface Finding {
  /** Stable name of the kind of mistake, such as `NOT_AN_ARN`. */
  readonly code: ErrorCode;
  readonly severity: Severity;
  /** Where it stands in the specification: `branches.main.computeRole.grants[2].resources[0]`. */
  readonly path: string;
  /** What is wrong. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  /** Where the code is explained. */
  readonly page: string;
  /** The parameters of the message, as data: `{ found: "orders" }`. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a rule reports: a finding without its path. */
export interface Report {
  readonly code: ErrorCode;
  /** Default: `error`. */
  readonly severity?: Severity;
  readonly message: string;
  readonly fix: string;
  /** The parameters of the message, as data. Never a value that may be a secret. Default: none. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Thrown once for a whole specification, with everything that is wrong in it. Nothing has been created by then. */
export class SpecificationError extends Error {
  override readonly name = "SpecificationError";

  declare readonly findings: readonly Finding[];

  /** @param subject what was specified: `AmplifySsrApp "web"` */
  constructor(subject: string, findings: readonly Finding[]) {
    super(describe(subject, findings));
    // The message says all of them; where an error is printed with its properties, they need not stand there twice.
    Object.defineProperty(this, "findings", { value: findings });
  }
}

/**
 * A finding as a person reads it: place, what is wrong, what to write instead, and where that is explained.
 *
 * @param indent what stands before all lines but the first
 */
export const findingText = ({ code, path, message, fix, page }: Finding, indent = "    "): string =>
  [`${path || "(the whole)"}: ${message}`, `${fix} [${code}]`, page].join(`\n${indent}`);

/** More than anybody reads; all of them are in `findings`. */
const MOST_PRINTED = 1_000;

function describe(subject: string, findings: readonly Finding[]): string {
  const count = findings.length === 1 ? "1 mistake" : `${findings.length} mistakes`;
  const list = findings.slice(0, MOST_PRINTED).map((finding) => `  ${findingText(finding)}`);
  const more = findings.length > MOST_PRINTED ? [`  and ${findings.length - MOST_PRINTED} more`] : [];
  return [`${count} in the specification of ${subject}:`, ...list, ...more].join("\n");
}
