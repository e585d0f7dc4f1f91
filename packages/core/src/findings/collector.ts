import { memoize } from "../util/memoize.js";
import { type ContentOf, inDocumentOrder } from "./document-order.js";
import type { Finding, Report, Severity } from "./finding.js";
import { pageOf } from "./page.js";
import type { Path } from "./path.js";
import { printable } from "./printable.js";
import { deeply, withoutSecrets } from "./secret.js";

/** A finding about the unresolved value with this index, if the value is a secret. */
export interface SecretFinding {
  readonly index: number;
  readonly finding: Finding;
}

/** A finding about a resource in this account, if the deployment is in another one. */
export interface AccountFinding {
  readonly account: string;
  readonly finding: Finding;
}

/** Many findings have the same path, the same fix or the same parameters. */
const withoutSecretsOnce = memoize(withoutSecrets);
const shown = memoize((text) => printable(withoutSecrets(text)));

/** No finding repeats a secret, whatever property it is in, and none has characters that a terminal obeys. */
function findingAt(path: Path, { code, message, fix, parameters = {} }: Report, severity: Severity): Finding {
  return {
    code,
    severity,
    path: shown(path.toString()),
    message: shown(message),
    fix: shown(fix),
    page: pageOf(code),
    parameters: deeply(parameters, withoutSecretsOnce),
  };
}

/**
 * How severe findings are, and what is left out. A policy that is only checked may have parts that are known only after
 * deploy. `specification`: errors and warnings. `policy`: the four severities of a policy that is only checked. `strict`: the same,
 * with the severities that a specification has where they are higher.
 */
export type Strictness = "specification" | "policy" | "strict";

/** Collects the findings of one specification or policy. */
export class Collector {
  readonly #reported: { readonly path: Path; readonly finding: Finding }[] = [];
  readonly #ifSecret: SecretFinding[] = [];
  readonly #ifOtherAccount: AccountFinding[] = [];
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

  add(path: Path, report: Report): void {
    const severity = this.#severityOf(report);
    if (severity === undefined) return;
    if (report.code === "VALUE_REQUIRED_AT_SYNTH" && this.strictness !== "specification") return;
    if (severity === "error") this.#errorCount += 1;
    this.#reported.push({ path, finding: findingAt(path, report, severity) });
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

  /** Findings about values that the adapter keeps, if they are secrets: only the tool knows that. */
  get ifSecret(): readonly SecretFinding[] {
    return this.#ifSecret;
  }

  addIfSecret(path: Path, index: number, report: Report): void {
    this.#ifSecret.push({ index, finding: findingAt(path, report, report.severity ?? "error") });
  }

  /** Findings about resources in an account, if the deployment is in another one: only the tool knows that. */
  get ifOtherAccount(): readonly AccountFinding[] {
    return this.#ifOtherAccount;
  }

  addIfOtherAccount(position: Path, account: string, report: Report): void {
    this.#ifOtherAccount.push({ account, finding: findingAt(position, report, report.severity ?? "error") });
  }
}
