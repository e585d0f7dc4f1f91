import { type ContentOf, inDocumentOrder } from "./document-order.js";
import type { Finding, Report, Severity } from "./finding.js";
import { pageOf } from "./page.js";
import type { Path } from "./path.js";
import { MAY_BE_SECRET, redact } from "./redact.js";

/**
 * How severe findings are, and what is left out. A policy that is only checked may have parts that are known only after
 * deploy. `specification`: errors and warnings. `policy`: the four severities of a policy that is only checked. `strict`: the same,
 * with the severities that a specification has where they are higher.
 */
export type Strictness = "specification" | "policy" | "strict";

/** What a finding repeats is in its path, its message or its parameters. */
const mayRepeatSecret = ({ path, message, fix, parameters }: Finding) =>
  MAY_BE_SECRET.test(path) || MAY_BE_SECRET.test(message) || MAY_BE_SECRET.test(fix + JSON.stringify(parameters));

/** Collects the findings of one specification or policy. */
export class Collector {
  readonly #reported: { readonly path: Path; readonly finding: Finding }[] = [];
  #errorCount = 0;

  constructor(private readonly strictness: Strictness = "specification") {}

  /** In the order in which they were reported. */
  get findings(): readonly Finding[] {
    return this.#reported.map(({ finding }) => finding);
  }

  /** In the order in which their values appear in the document that was checked. */
  findingsIn(document: unknown, contentOf?: ContentOf): readonly Finding[] {
    return inDocumentOrder(this.#reported, document, contentOf).map(({ finding }) => finding);
  }

  /** How many errors there are so far. Warnings do not count. */
  get errorCount(): number {
    return this.#errorCount;
  }

  add(path: Path, { code, message, fix, parameters = {}, ...report }: Report): void {
    const severity = this.#severityOf(report);
    if (severity === undefined || (code === "VALUE_REQUIRED_AT_SYNTH" && this.strictness !== "specification")) return;
    if (severity === "error") this.#errorCount += 1;
    const finding = { code, severity, path: path.toString(), message, fix, page: pageOf(code), parameters };
    this.#reported.push({ path, finding: mayRepeatSecret(finding) ? redact(finding) : finding });
  }

  /** Undefined if the finding is left out. */
  #severityOf({
    severity = "error",
    strictSeverity,
  }: Pick<Report, "severity" | "strictSeverity">): Severity | undefined {
    if (this.strictness === "policy") return severity;
    if (strictSeverity !== undefined) return strictSeverity;
    if (this.strictness === "strict") return severity;
    if (severity === "suggestion") return undefined;
    return severity === "security-warning" ? "warning" : severity;
  }
}
