import { Collector } from "../findings/collector.js";
import type { Report } from "../findings/finding.js";
import { Path } from "../findings/path.js";

/** Where a specification is deployed. The adapter looks up what the specification leaves out, and only if needed. */
export interface Deployment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** What a schema gets with a value: where the value is, where it is deployed, and where to report findings. */
export class Context {
  constructor(
    private readonly collector: Collector = new Collector(),
    private readonly position: Path = new Path(),
  ) {}

  /** The context of a property of this value. */
  property(name: string): Context {
    return new Context(this.collector, this.position.property(name));
  }

  /** The context of an entry of this array. */
  index(index: number): Context {
    return new Context(this.collector, this.position.index(index));
  }

  /** `branches.main`, `branches["feature/login"]`, `grants[2]`. */
  get path(): string {
    return this.position.toString();
  }

  /** Reports a finding at this path. Returns `undefined`, so that a schema can end with `return context.report(…)`. */
  report(report: Report): undefined {
    this.collector.add(this.position, report);
    return undefined;
  }

  /** How many errors the whole specification has so far. */
  get errorCount(): number {
    return this.collector.errorCount;
  }
}
