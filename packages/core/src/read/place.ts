import { pageOf } from "../errors/codes.js";
import type { Fault } from "../errors/faults.js";
import type { Finding } from "../errors/finding.js";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A place in a specification, at which mistakes are reported. All places of one specification share one list. */
export class Place {
  /** @param step the member or entry of `parent` that it is */
  constructor(
    private readonly found: Finding[],
    private readonly parent?: Place,
    private readonly step: string | number = "",
  ) {}

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
    if (typeof this.step === "number" || !IDENTIFIER.test(this.step)) return `${above}[${JSON.stringify(this.step)}]`;
    return above === "" ? this.step : `${above}.${this.step}`;
  }

  report({ code, severity = "error", message, fix }: Fault): undefined {
    this.found.push({ code, severity, path: this.path, message, fix, page: pageOf(code) });
    return undefined;
  }

  /** How many errors have been found in the whole specification so far. */
  get count(): number {
    return this.found.filter(({ severity }) => severity === "error").length;
  }
}
