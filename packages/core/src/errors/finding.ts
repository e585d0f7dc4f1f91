/** One mistake in a specification. */
export interface Finding {
  /** Stable name of the kind of mistake, such as `NOT_AN_ARN`. */
  readonly code: string;
  /** Where it stands in the specification: `branches.main.computeRole.grants[2].resources[0]`. */
  readonly path: string;
  /** What is wrong. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
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

function describe(subject: string, findings: readonly Finding[]): string {
  const count = findings.length === 1 ? "1 mistake" : `${findings.length} mistakes`;
  const list = findings.map(
    ({ code, path, message, fix }) => `  ${path || "(the whole)"}: ${message}\n    ${fix} [${code}]`,
  );
  return [`${count} in the specification of ${subject}:`, ...list].join("\n");
}
