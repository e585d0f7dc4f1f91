import type { Finding, Report } from "./finding.js";
import { pageOf } from "./page.js";
import type { Path } from "./path.js";

/** Collects the findings of one specification or policy, in the order in which they are reported. */
export class Collector {
  readonly #findings: Finding[] = [];
  #errorCount = 0;

  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** How many errors there are so far. Warnings do not count. */
  get errorCount(): number {
    return this.#errorCount;
  }

  add(path: Path, { code, severity = "error", message, fix, parameters = {} }: Report): void {
    if (severity === "error") this.#errorCount += 1;
    this.#findings.push({ code, severity, path: path.toString(), message, fix, page: pageOf(code), parameters });
  }
}
