import {
  type GrantablePlan,
  type Lookup,
  type PlaceholderContent,
  type PlannedResource,
  resolvePlaceholders,
  type SharedRole,
} from "@amplify-roles/core/adapter";
import type { iam } from "@pulumi/aws";
import { type CustomResource, concat, type Output, output } from "@pulumi/pulumi";
import type { AmplifyRole } from "./amplify-role.js";
import type { KnownValues } from "./known-values.js";
import type { Lookups } from "./lookups.js";
import { attributeOf } from "./origins.js";
import { propagatedArn } from "./propagated-arn.js";
import { sharedRoles } from "./shared-role.js";

type Plan = GrantablePlan<{ readonly resources: readonly PlannedResource[] }>;
/** The roles of the program that a resource uses. */
type UsedRoles = Set<SharedRole<AmplifyRole>>;

/** A registered resource, by its id in the plan. */
interface Referred {
  readonly resource: CustomResource;
  readonly planned: PlannedResource;
}

/** Pulumi's values for the placeholders of a plan. */
export class Values {
  constructor(
    private readonly plan: Plan,
    private readonly known: KnownValues,
    private readonly lookups: Lookups,
    private readonly referred: (id: string) => Referred,
  ) {}

  /**
   * A copy of planned data with Pulumi's values.
   *
   * @param usedRoles gets the roles of the program that the data refers to
   */
  resolved(planned: unknown, usedRoles: UsedRoles = new Set()): unknown {
    return resolvePlaceholders(planned, {
      value: (placeholder) => this.value(placeholder, usedRoles),
      join: (parts) => concat(...(parts as Output<string>[])),
    });
  }

  lookup(lookup: Lookup): Output<string> {
    return this.lookups.of(lookup);
  }

  /** A value of the specification, by its index. */
  given(index: number): Output<string> {
    return output(this.plan.unresolved[index] as string);
  }

  private value(placeholder: PlaceholderContent, usedRoles: UsedRoles): unknown {
    switch (placeholder.kind) {
      case "unresolved":
        return this.unresolvedValue(placeholder, usedRoles);
      case "lookup":
        return this.lookup(placeholder.lookup);
      case "reference":
        return this.reference(placeholder.resource, placeholder.attribute);
      case "arnOf":
        return arnOf(attributeOf(this.plan.unresolved[placeholder.index] as Output<unknown>)?.resource);
      case "basicAuth":
        return this.given(placeholder.index).apply((base64) => {
          const [username = "", ...password] = Buffer.from(base64, "base64").toString().split(":");
          return placeholder.part === "username" ? username : password.join(":");
        });
      case "shell":
        return this.given(placeholder.index).apply((value) => String(value).replaceAll("'", "'\\''"));
    }
  }

  /** A value of the specification. For the component of a role, its ARN, and the resource waits for all of the role. */
  private unresolvedValue(
    { index, origin }: Extract<PlaceholderContent, { kind: "unresolved" }>,
    usedRoles: UsedRoles,
  ): Output<unknown> {
    const value = this.plan.unresolved[index];
    const shared = sharedRoles.of(value);
    if (shared === undefined) {
      if (origin === undefined) return this.known.checked(index, output(value));
      // What an attribute of a resource is, its type says. Its value is known after deploy, or made up by test mocks.
      this.known.locate(index, value);
      return output(value);
    }
    usedRoles.add(shared);
    const { role, arn } = shared.role;
    // A service role's ARN has to be known in a preview, or the provider replaces the app. So it refers to nothing.
    if (shared.roleType === "service") return arn;
    return shared.propagation === undefined ? role.arn : propagatedArn(role, shared.propagation.seconds);
  }

  private reference(id: string, attribute: string): unknown {
    const { resource, planned } = this.referred(id);
    if (planned.propagation !== undefined && attribute === "arn")
      return propagatedArn(resource as iam.Role, planned.propagation.seconds);
    return (resource as unknown as Record<string, unknown>)[attribute];
  }
}

const arnOf = (resource: object | undefined): unknown => (resource as { readonly arn?: unknown } | undefined)?.arn;
