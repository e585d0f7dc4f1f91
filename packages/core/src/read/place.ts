import type { Fault } from "../errors/faults.js";
import type { Finding } from "../errors/finding.js";
import { pageOf } from "../errors/page.js";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The most characters of a key in a path: more than AWS takes anywhere, and few enough to print. */
const LONGEST_STEP = 512;
const shortened = (key: string) => (key.length > LONGEST_STEP ? `${key.slice(0, LONGEST_STEP)}…` : key);

/** A place in a specification, at which mistakes are reported. All places of one specification share one list. */
export class Place {
  /** Errors in the whole specification, as counting them anew at each place would take time by their square. */
  private readonly errors: { count: number };

  /** @param step the member or entry of `parent` that it is */
  constructor(
    private readonly found: Finding[],
    private readonly parent?: Place,
    private readonly step: string | number = "",
  ) {
    this.errors = parent?.errors ?? { count: 0 };
  }

  member(name: string): Place {
    return new Place(this.found, this, name);
  }

  entry(index: number): Place {
    return new Place(this.found, this, index);
  }

  /** `branches.main`, `branches["feature/login"]`, `grants[2]`; put together only where something is to be said of it. */
  get path(): string {
    if (this.parent === undefined) return "";
    const above = this.parent.path;
    const step = typeof this.step === "string" ? shortened(this.step) : this.step;
    if (typeof step === "number" || !IDENTIFIER.test(step)) return `${above}[${JSON.stringify(step)}]`;
    return above === "" ? step : `${above}.${step}`;
  }

  report({ code, severity = "error", message, fix }: Fault): undefined {
    if (severity === "error") this.errors.count += 1;
    this.found.push({ code, severity, path: this.path, message, fix, page: pageOf(code) });
    return undefined;
  }

  /** How many errors have been found in the whole specification so far. */
  get count(): number {
    return this.errors.count;
  }
}
