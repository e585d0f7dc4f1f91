import { type Finding, findingText } from "@amplify-roles/core";
import {
  type Extracted,
  extractUnresolved,
  type Lookup,
  type PlaceholderContent,
  type PlannedResource,
  type PlannedResourceType,
  type PlannedRole,
  resolvePlaceholders,
} from "@amplify-roles/core/adapter";
import { getCallerIdentityOutput, getPartitionOutput, getRegionOutput } from "@pulumi/aws";
import {
  type ComponentResource,
  type ComponentResourceOptions,
  type CustomResource,
  concat,
  log,
  Output,
  output,
  Resource,
} from "@pulumi/pulumi";
import type { AmplifyRole } from "./amplify-role.js";
import { settledArn } from "./propagated-arn.js";
import { createResource, type Resources } from "./resources.js";
import type { Transforms } from "./specification.js";

/** A specification with markers in the place of its Outputs and Promises. */
export const bindOutputs = (specification: object): Extracted =>
  extractUnresolved(specification, (value) =>
    Output.isInstance(value) || value instanceof Promise ? [{ unresolved: value }] : undefined,
  );

interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly warnings: readonly Finding[];
}

/** Registers what a plan says under one component, with Outputs in the place of markers. */
export class PlannedComponent {
  private readonly created = new Map<string, CustomResource>();
  private readonly lookups = new Map<Lookup, Output<string>>();
  /** Seconds, by the id of a role that is not to be used before. */
  private readonly settling = new Map<string, number>();

  /**
   * @param name the component's, which its children's begin with
   * @param late the values that were taken out of the specification
   * @param opts the component's own: Pulumi leaves children out of its `dependsOn`, where a user means them
   */
  constructor(
    private readonly parent: ComponentResource,
    private readonly name: string,
    private readonly unresolved: readonly unknown[],
    private readonly transforms: Transforms,
    private readonly opts: ComponentResourceOptions = {},
  ) {}

  /** Registers the resources in order, and shows the warnings as Pulumi does. */
  create({ resources, warnings }: Plan): void {
    for (const warning of warnings) void log.warn(findingText(warning), this.parent);
    for (const resource of resources) {
      const dependsOn = [...listed(this.opts.dependsOn), ...resource.dependsOn.map((id) => this.resource(id))];
      const options = { parent: this.parent, dependsOn };
      const args = this.resolved(resource.arguments) as Record<string, unknown>;
      const name = `${this.name}-${resource.id}`;
      this.created.set(resource.id, createResource(resource, name, args, options, this.transforms));
      if (resource.propagationSeconds !== undefined) this.settling.set(resource.id, resource.propagationSeconds);
    }
  }

  /** A resource that has been registered, by its id in the plan. */
  resource<K extends PlannedResourceType>(id: string): Resources[K] {
    const resource = this.created.get(id);
    if (resource === undefined) throw new Error(`The plan refers to "${id}" before it is created.`);
    return resource as unknown as Resources[K];
  }

  /** A role and what belongs to it. */
  role(planned: PlannedRole): AmplifyRole {
    const component = this;
    return {
      role: this.resource<"aws_iam_role">(planned.role),
      policies: planned.policies.map((id) => this.resource<"aws_iam_policy" | "aws_iam_role_policy">(id)),
      attachments: planned.attachments.map((id) => this.resource<"aws_iam_role_policy_attachment">(id)),
      logGroup:
        planned.logGroup === undefined ? undefined : this.resource<"aws_cloudwatch_log_group">(planned.logGroup),
      get arn() {
        return component.text(planned.arn);
      },
      get attachCommand() {
        return planned.attachCommand === undefined ? undefined : component.text(planned.attachCommand);
      },
      get lastAssumedCommand() {
        return component.text(planned.lastAssumedCommand);
      },
    };
  }

  private text(planned: string): Output<string> {
    return output(this.resolved(planned) as string);
  }

  private resolved(planned: unknown): unknown {
    return resolvePlaceholders(planned, {
      value: (marker) => this.value(marker),
      join: (parts) => concat(...(parts as Output<string>[])),
    });
  }

  private value(marker: PlaceholderContent): unknown {
    switch (marker.kind) {
      case "unresolved":
        return output(this.unresolved[marker.index]);
      case "lookup":
        return this.lookup(marker.lookup);
      case "reference":
        return this.reference(marker.resource, marker.attribute);
      case "basicAuth": {
        const credentials = output(this.unresolved[marker.index] as string);
        return credentials.apply((base64) => {
          const [username = "", ...password] = Buffer.from(base64, "base64").toString().split(":");
          return marker.part === "username" ? username : password.join(":");
        });
      }
    }
  }

  private reference(resource: string, attribute: string): unknown {
    const seconds = this.settling.get(resource);
    if (seconds !== undefined && attribute === "arn")
      return settledArn(this.resource<"aws_iam_role">(resource), seconds);
    return (this.resource(resource) as unknown as Record<string, unknown>)[attribute];
  }

  /** A fact about the deployment, asked for when the first resource needs it. */
  private lookup(lookup: Lookup): Output<string> {
    const known = this.lookups.get(lookup);
    if (known !== undefined) return known;
    const options = { parent: this.parent };
    const found = {
      account: () => getCallerIdentityOutput({}, options).accountId,
      partition: () => getPartitionOutput({}, options).partition,
      // `name` until the provider's version 6, `region` from 7 on.
      region: () => getRegionOutput({}, options).apply(({ region, name }) => region ?? name),
    }[lookup]();
    this.lookups.set(lookup, found);
    return found;
  }
}

/** Resources as a list; a list that is known later is left to Pulumi. */
function listed(dependsOn: ComponentResourceOptions["dependsOn"]): readonly Resource[] {
  if (Array.isArray(dependsOn)) return dependsOn.filter((one) => Resource.isInstance(one));
  return Resource.isInstance(dependsOn) ? [dependsOn] : [];
}
