import { type Finding, type FindingCode, findingText, SpecificationError } from "@amplify-roles/core";
import { type GrantablePlan, type PlannedResource, withKnownValues } from "@amplify-roles/core/adapter";
import { type ComponentResource, isSecret, log, Output, Resource, RunError } from "@pulumi/pulumi";
import { attributeOf, typeOf } from "./origins.js";
import { otherRegion } from "./regions.js";

/**
 * Checks a specification again with the values of its Outputs, as soon as Pulumi knows them: many in a preview, the rest
 * in the update before anything that uses them. Secrets are not looked at, so that no finding repeats one.
 */
export class KnownValues {
  private readonly known = new Map<number, unknown>();
  private readonly regions = new Map<number, string>();
  private readonly located = new Set<number>();
  private readonly logged = new Set<string>();
  private next: Promise<void> | undefined;
  /** Pulumi prints each error once, so the same errors are the same object. */
  private failure: RunError | undefined;

  /** @param component that messages name. Default: none */
  constructor(
    private readonly component: ComponentResource | undefined,
    private readonly plan: GrantablePlan<{ readonly resources: readonly PlannedResource[] }>,
  ) {}

  /** Logs the warnings that were not logged before. */
  warn(warnings: readonly Finding[]): void {
    const others = warnings.filter((warning) => !this.logged.has(keyOf(warning)));
    for (const warning of others) {
      void log.warn(findingText(warning), this.component);
      this.logged.add(keyOf(warning));
    }
  }

  /**
   * The Output, which fails if the specification has errors with its value. What a data source found is replaced by its
   * ARN.
   */
  checked(index: number, value: Output<unknown>): Output<unknown> {
    const secret = isSecret(value);
    return value.apply(async (known) => {
      if (await secret) return known;
      this.known.set(index, known);
      this.next ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.check());
      await this.next;
      return arnOf(known);
    });
  }

  /** Warns if the value is of a resource in another region. If the resource fails, Pulumi reports that. */
  locate(index: number, value: unknown): void {
    const found = Output.isInstance(value) ? attributeOf(value) : undefined;
    if (found === undefined || this.located.has(index)) return;
    this.located.add(index);
    otherRegion(found.resource, typeOf(found.resource), this.component)
      .then((region) => {
        if (region === undefined) return;
        this.regions.set(index, region);
        this.check();
      })
      .catch(() => undefined);
  }

  /** Checks all values that became known in the meantime at once. */
  private check(): void {
    this.next = undefined;
    try {
      const warnings = this.plan.planAgain((specification) => withKnownValues(specification, this.known, this.regions));
      this.warn(warnings.filter(isOfValue));
    } catch (error) {
      // Pulumi prints the message of a RunError, and no stack trace: the values come from no line of the program.
      if (!(error instanceof SpecificationError)) throw error;
      const errors = error.findings.filter(isOfValue);
      if (errors.length === 0) return;
      const { message } = new SpecificationError(error.subject, errors);
      if (this.failure?.message !== message) this.failure = new RunError(message);
      throw this.failure;
    }
  }
}

/** What says that a value is plain text in the program. The value of an Output is not, whatever it is. */
const OF_PROGRAM_TEXT: ReadonlySet<string> = new Set<FindingCode>(["LITERAL_SECRET", "SETTING_VALUE_IN_PROGRAM"]);
const isOfValue = ({ code }: Finding): boolean => !OF_PROGRAM_TEXT.has(code);

/** The text of a warning changes with the values that become known. */
const keyOf = ({ code, path }: Finding): string => `${code} ${path}`;

/** The ARN of a data source's result; any other value itself. */
function arnOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Resource.isInstance(value)) return value;
  const { arn, id } = value as { readonly arn?: unknown; readonly id?: unknown };
  return typeof arn === "string" && typeof id === "string" ? arn : value;
}
