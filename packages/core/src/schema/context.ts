import { Collector } from "../findings/collector.js";
import type { Report } from "../findings/finding.js";
import { Path } from "../findings/path.js";
import { lookupPlaceholder } from "../placeholders/placeholder.js";
import type { AppReference } from "../placeholders/this-app.js";

/** Where a specification is deployed. The adapter looks up what the specification leaves out, and only if needed. */
export interface Deployment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** A deployment of which everything is looked up. */
const LOOKED_UP: Deployment = {
  partition: lookupPlaceholder("partition"),
  region: lookupPlaceholder("region"),
  account: lookupPlaceholder("account"),
};

/** What a schema gets with a value: where the value is, where it is deployed, and where to report findings. */
export class Context {
  constructor(
    private readonly collector: Collector = new Collector(),
    private readonly position: Path = new Path(),
    /** The deployment that ARNs are composed for and checked against. Default: everything is looked up. */
    readonly deployment: Deployment = LOOKED_UP,
    /** The app that a role belongs to. Default: none is known. */
    readonly app?: AppReference,
    /** What to write here, for a finding about a value of another type. Default: what the schema says. */
    readonly instead?: string,
  ) {}

  /** The same context, and what to write here. */
  writing(instead: string): Context {
    return new Context(this.collector, this.position, this.deployment, this.app, instead);
  }

  /** The same context with the deployment that the specification names. */
  deployedTo(deployment: Deployment): Context {
    return new Context(this.collector, this.position, deployment, this.app);
  }

  /** The same context with the app that a role belongs to. */
  ofApp(app: AppReference | undefined): Context {
    return new Context(this.collector, this.position, this.deployment, app);
  }

  /** The context of a property of this value. */
  property(name: string): Context {
    return new Context(this.collector, this.position.property(name), this.deployment, this.app);
  }

  /** The context of an item of this array. */
  index(index: number): Context {
    return new Context(this.collector, this.position.index(index), this.deployment, this.app);
  }

  /** The name of the property that the value is in; undefined for the root, and for an item of an array. */
  get name(): string | undefined {
    const step = this.position.steps.at(-1);
    return typeof step === "string" ? step : undefined;
  }

  /** `branches.main`, `branches["feature/login"]`, `grants[2]`. */
  get path(): string {
    return this.position.toString();
  }

  /** The properties and indexes from the root of the specification to here. */
  get steps(): readonly (string | number)[] {
    return this.position.steps;
  }

  /** Reports a finding at this path. Returns `undefined`, so that a schema can end with `return context.report(…)`. */
  report(report: Report): undefined {
    this.collector.add(this.position, report);
    return undefined;
  }

  /** Reports a finding about an unresolved value, by its index, if the tool says that it is a secret. */
  reportIfSecret(index: number, report: Report): void {
    this.collector.addIfSecret(this.position, index, report);
  }

  /**
   * Reports a finding about a resource in an account, if that is another one than the deployment's.
   *
   * @param isOther whether it is; undefined if the deployment's account is looked up
   */
  reportForAccount(isOther: boolean | undefined, account: string, report: Report): void {
    if (isOther === undefined) this.collector.addIfOtherAccount(this.position, account, report);
    else if (isOther) this.report(report);
  }

  /** How many errors the whole specification has so far. */
  get errorCount(): number {
    return this.collector.errorCount;
  }
}
