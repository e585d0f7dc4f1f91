import type { Fault } from "../errors/faults.js";
import type { Finding } from "../errors/finding.js";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A place in a specification, at which mistakes are reported. All places of one specification share one list. */
export class Place {
  constructor(
    private readonly found: Finding[],
    readonly path: string = "",
  ) {}

  /** The place of a member: `branches.main`, `branches["feature/login"]`. */
  member(name: string): Place {
    if (!IDENTIFIER.test(name)) return new Place(this.found, `${this.path}[${JSON.stringify(name)}]`);
    return new Place(this.found, this.path === "" ? name : `${this.path}.${name}`);
  }

  /** The place of a list's entry: `grants[2]`. */
  entry(index: number): Place {
    return new Place(this.found, `${this.path}[${index}]`);
  }

  report(fault: Fault): undefined {
    this.found.push({ code: fault.code, path: this.path, message: fault.message, fix: fault.fix });
    return undefined;
  }

  /** How many mistakes have been found in the whole specification so far. */
  get count(): number {
    return this.found.length;
  }
}
