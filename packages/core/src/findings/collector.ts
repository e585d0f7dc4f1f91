import { type ContentOf, inDocumentOrder } from "./document-order.js";
import type { Finding, Report } from "./finding.js";
import { pageOf } from "./page.js";
import type { Path } from "./path.js";

/** Collects the findings of one specification or policy. */
export class Collector {
  readonly #reported: { readonly path: Path; readonly finding: Finding }[] = [];
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

  add(path: Path, { code, severity = "error", message, fix, parameters = {} }: Report): void {
    if (severity === "error") this.#errorCount += 1;
    const finding = { code, severity, path: path.toString(), message, fix, page: pageOf(code), parameters };
    this.#reported.push({ path, finding });
  }
}
