import type { Finding } from "../findings/finding.js";
import { type Extracted, extractUnresolved, type ToParts, UnresolvedValues } from "../placeholders/extract.js";
import { isPlainData } from "../placeholders/plain-data.js";
import { type GrantDeadline, grantTooLate } from "./grant-deadline.js";
import type { PlannedResource, PlannedRole } from "./resources.js";
import type { WithWarnings } from "./result.js";

/** A resource that has other arguments or dependencies than before. */
export interface ChangedResource {
  readonly before: PlannedResource;
  readonly after: PlannedResource;
  /** Those whose values differ, with their new values. */
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What a grant after the construction changes in a plan. */
export interface PlanChange {
  /** All resources of the new plan, each after those that it refers to. */
  readonly resources: readonly PlannedResource[];
  /** New resources, in the order of their creation. */
  readonly added: readonly PlannedResource[];
  readonly changed: readonly ChangedResource[];
  /** Resources that the new plan does not have: a policy whose shards all have other names. */
  readonly removed: readonly PlannedResource[];
}

interface Plan {
  readonly resources: readonly PlannedResource[];
}

/**
 * A plan whose roles can get more grants, until the tool uses it. Each grant plans the whole specification again, so that
 * the result is the same as if the constructor had got all grants.
 */
export class GrantablePlan<P extends Plan> {
  readonly #unresolved = new UnresolvedValues();
  readonly #toParts: ToParts;
  readonly #planner: (specification: unknown) => WithWarnings<P>;
  #specification: unknown;
  #current: WithWarnings<P>;
  #deadline: GrantDeadline | undefined;

  /**
   * @param subject what is planned, for messages: `AmplifySsrApp "web"`
   * @param given what the program gives, with the tool's values
   * @throws SpecificationError with all errors in the specification
   */
  constructor(
    readonly subject: string,
    given: unknown,
    toParts: ToParts,
    planner: (specification: unknown) => WithWarnings<P>,
  ) {
    this.#toParts = toParts;
    this.#planner = planner;
    this.#specification = this.#extract(given).specification;
    this.#current = planner(this.#specification);
  }

  /** The plan with all grants so far. */
  get current(): WithWarnings<P> {
    return this.#current;
  }

  /** The values that placeholders of kind `unresolved` refer to, by index. Grants add to the same array. */
  get unresolved(): readonly unknown[] {
    return this.#unresolved.values;
  }

  /** The warnings of the specification with all grants so far, once some of its values are known. */
  planAgain(withValues: (specification: unknown) => unknown): readonly Finding[] {
    return this.#planner(withValues(this.#specification)).warnings;
  }

  /** Refuses grants from now on. */
  close(deadline: GrantDeadline): void {
    this.#deadline = deadline;
  }

  /**
   * Adds grants to a role.
   *
   * @param steps where the role is specified
   * @param apply changes what the tool has. If it throws, the plan stays as it was
   * @throws SpecificationError with all errors in the specification with these grants, or because it is too late
   */
  grant(steps: PlannedRole["steps"], grants: readonly unknown[], apply: (change: PlanChange) => void): void {
    if (this.#deadline !== undefined) throw grantTooLate(this.subject, steps, this.#deadline);
    if (grants.length === 0) return;
    const specification = withGrants(this.#specification, steps, this.#extract([...grants]).specification);
    const next = this.#planner(specification);
    apply(changeOf(this.#current.resources, next.resources));
    this.#specification = specification;
    this.#current = next;
  }

  #extract(given: unknown): Extracted {
    return extractUnresolved(given, this.#toParts, this.#unresolved);
  }
}

type Copied = Record<string | number, unknown>;

/** A copy of a specification in which a role has more grants. It shares everything that is not on the way to the role. */
function withGrants(specification: unknown, [step, ...others]: PlannedRole["steps"], added: unknown): unknown {
  const copied: Copied = isPlainData(specification)
    ? Object.assign(Object.create(null), specification)
    : Object.create(null);
  if (step === undefined) copied.grants = [...asArray(copied.grants), ...asArray(added)];
  else copied[step] = withGrants(copied[step], others, added);
  return copied;
}

const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function changeOf(before: readonly PlannedResource[], after: readonly PlannedResource[]): PlanChange {
  const known = new Map(before.map((resource) => [resource.id, resource]));
  const ids = new Set(after.map(({ id }) => id));
  return {
    resources: after,
    added: after.filter(({ id }) => !known.has(id)),
    changed: after.flatMap((resource) => {
      const old = known.get(resource.id);
      if (old === undefined || isEqual(old, resource)) return [];
      return [{ before: old, after: resource, arguments: changedArguments(old.arguments, resource.arguments) }];
    }),
    removed: before.filter(({ id }) => !ids.has(id)),
  };
}

function changedArguments(before: object, after: object): Readonly<Record<string, unknown>> {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !isEqual(old.get(name), value)));
}

/** Planned data has its properties in a stable order. */
const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
