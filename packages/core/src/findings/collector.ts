import { type ContentOf, inDocumentOrder } from "./document-order.js";
import type { Finding, Report } from "./finding.js";
import { pageOf } from "./page.js";
import type { Path } from "./path.js";
import { printable } from "./printable.js";
import { deeplyWithoutSecrets, withoutSecrets } from "./secret.js";

/** A finding about the unresolved value with this index, if the value is a secret. */
export interface SecretFinding {
  readonly index: number;
  readonly finding: Finding;
}

/** No finding repeats a secret, whatever property it is in, and none has characters that a terminal obeys. */
function findingAt(path: Path, { code, severity = "error", message, fix, parameters = {} }: Report): Finding {
  const shown = (text: string) => printable(withoutSecrets(text));
  return {
    code,
    severity,
    path: shown(path.toString()),
    message: shown(message),
    fix: shown(fix),
    page: pageOf(code),
    parameters: deeplyWithoutSecrets(parameters),
  };
}

/** Collects the findings of one specification or policy. */
export class Collector {
  readonly #reported: { readonly path: Path; readonly finding: Finding }[] = [];
  readonly #ifSecret: SecretFinding[] = [];
  #errorCount = 0;

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
    const finding = findingAt(path, report);
    if (finding.severity === "error") this.#errorCount += 1;
    this.#reported.push({ path, finding });
  }

  /** Findings about values that the adapter keeps, if they are secrets: only the tool knows that. */
  get ifSecret(): readonly SecretFinding[] {
    return this.#ifSecret;
  }

  addIfSecret(path: Path, index: number, report: Report): void {
    this.#ifSecret.push({ index, finding: findingAt(path, report) });
  }
}
