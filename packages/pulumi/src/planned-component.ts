import { type Finding, findingText, type Grant, type PolicyDocument, type Requirement } from "@amplify-roles/core";
import {
  type Extracted,
  extractUnresolved,
  type Lookup,
  type Part,
  type PlaceholderContent,
  type PlannedResource,
  type PlannedResourceType,
  type PlannedRole,
  resolvePlaceholders,
  type WithWarnings,
  withDefaultTags,
} from "@amplify-roles/core/adapter";
import { getCallerIdentityOutput, getPartitionOutput, getRegionOutput } from "@pulumi/aws";
import {
  all,
  type ComponentResource,
  type ComponentResourceOptions,
  type CustomResource,
  concat,
  type Input,
  isSecret,
  log,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import type { AmplifyRole } from "./amplify-role.js";
import { defaultTagsOf } from "./default-tags.js";
import { dependencies } from "./dependencies.js";
import type { KnownValues } from "./known-values.js";
import { partOfOutput, partOfResource } from "./origins.js";
import { propagatedArn } from "./propagated-arn.js";
import { createResource, type Resources } from "./resources.js";
import { setOnceHook } from "./set-once.js";
import { sharedRoles } from "./shared-role.js";
import type { Transforms } from "./specification.js";

/** The parts of a leaf that Pulumi resolves later: Outputs, Promises, resources, components of roles. Undefined for any other value. */
export function outputParts(value: unknown): readonly Part[] | undefined {
  const shared = sharedRoles.of(value);
  if (shared !== undefined) return [{ unresolved: value, role: shared.roleType }];
  const part = partOfOutput(value) ?? partOfResource(value);
  return part === undefined ? undefined : [part];
}

/** Replaces the Outputs, Promises and resources of a specification with placeholders. */
export const extractOutputs = (specification: object): Extracted => extractUnresolved(specification, outputParts);

type Plan = WithWarnings<{ readonly resources: readonly PlannedResource[]; readonly notes?: readonly string[] }>;

/** Registers the resources of a plan under one component. Placeholders become Outputs. */
export class PlannedComponent {
  private readonly created = new Map<string, CustomResource>();
  /** What was looked up about the deployment. */
  readonly lookups = new Map<Lookup, Output<string>>();
  /** The provider's default tags, once a branch through Cloud Control needs them. */
  private defaultTags: { readonly tags: ReturnType<typeof defaultTagsOf> } | undefined;
  /** What the resource that is being created has to wait for, besides the plan's dependencies. */
  private readonly waitsFor = new Set<Resource>();
  /** For a new compute role, by its id: how many seconds nothing may use its ARN. */
  private readonly propagation = new Map<string, number>();

  /**
   * @param name of the component. The names of its children start with it
   * @param unresolved the values that placeholders of kind `unresolved` refer to, by index
   * @param opts of the component. Pulumi does not apply its `dependsOn` to children, although users expect it
   * @param known checks the values once they are known
   */
  constructor(
    private readonly parent: ComponentResource | undefined,
    private readonly name: string,
    private readonly unresolved: readonly unknown[],
    private readonly transforms: Transforms,
    private readonly opts: ComponentResourceOptions = {},
    private readonly known?: KnownValues,
  ) {}

  /** Registers the resources in order, and logs the warnings. */
  create({ resources, warnings, ifSecret, ifOtherAccount, notes = [] }: Plan): void {
    for (const warning of warnings) void log.warn(findingText(warning), this.parent);
    for (const note of notes) void log.info(note, this.parent);
    for (const { index, finding } of ifSecret) void this.warnIfSecret(index, finding);
    for (const { account, finding } of ifOtherAccount) this.warnIfOutside(account, finding);
    for (const resource of resources) {
      this.waitsFor.clear();
      const args = this.argumentsOf(resource);
      const planned = resource.dependsOn.map((id) => this.resource(id));
      const dependsOn = [...dependencies(this.opts.dependsOn), ...planned, ...this.waitsFor];
      const name = `${this.name}-${resource.id}`;
      const hooks = resource.setOnce === undefined ? {} : setOnceHook(name, resource.setOnce);
      const options = { ...this.asParent(), dependsOn, ...hooks };
      this.created.set(resource.id, createResource(resource, name, args, options, this.transforms));
      if (resource.propagationSeconds !== undefined) this.propagation.set(resource.id, resource.propagationSeconds);
    }
  }

  private asParent(): { parent?: ComponentResource } {
    return this.parent === undefined ? {} : { parent: this.parent };
  }

  /** The arguments of a resource, with Outputs in place of placeholders. */
  private argumentsOf({ type, arguments: planned }: PlannedResource): Record<string, unknown> {
    const args = this.resolved(planned) as Record<string, unknown>;
    if (type !== "aws_cloudcontrolapi_resource" || this.parent === undefined) return args;
    this.defaultTags ??= { tags: defaultTagsOf(this.parent) };
    const { tags } = this.defaultTags;
    if (tags === undefined) return args;
    const desiredState = output([args.desiredState as object, tags] as const).apply(([state, shared]) =>
      withDefaultTags(state, shared),
    );
    return { ...args, desiredState };
  }

  /** A registered resource, by its id in the plan. */
  resource<K extends PlannedResourceType>(id: string): Resources[K] {
    const resource = this.created.get(id);
    if (resource === undefined) throw new Error(`The plan uses "${id}" before it is created.`);
    return resource as unknown as Resources[K];
  }

  /** A role, its policies and its log group. */
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

  /** Grants that the plan makes, with this tool's values. */
  grants(planned: readonly Grant[]): readonly Grant<Input<string>>[] {
    return this.resolved(planned) as readonly Grant<Input<string>>[];
  }

  /** A policy of the plan, with this tool's values. */
  policy(planned: PolicyDocument): unknown {
    return this.resolved(planned);
  }

  private async warnIfSecret(index: number, finding: Finding): Promise<void> {
    if (await isSecret(output(this.unresolved[index]))) await log.warn(findingText(finding), this.parent);
  }

  /** What roles need in policies of resources. What only a role in another account needs is left out if it is in this one. */
  requirements(planned: readonly Requirement[]): Output<readonly Requirement[]> {
    const resolved = output(this.resolved(planned)) as Output<readonly Requirement[]>;
    if (planned.every(({ onlyFromOutside }) => onlyFromOutside === undefined)) return resolved;
    return all([resolved, this.lookup("account")]).apply(([requirements, own]) =>
      requirements
        .filter(({ onlyFromOutside }) => onlyFromOutside !== own)
        .map(({ onlyFromOutside: _, ...requirement }) => requirement),
    );
  }

  private warnIfOutside(account: string, finding: Finding): void {
    this.lookup("account").apply((own) => (own === account ? undefined : log.warn(findingText(finding), this.parent)));
  }

  private text(planned: string): Output<string> {
    return output(this.resolved(planned) as string);
  }

  private resolved(planned: unknown): unknown {
    return resolvePlaceholders(planned, {
      value: (placeholder) => this.value(placeholder),
      join: (parts) => concat(...(parts as Output<string>[])),
    });
  }

  private value(placeholder: PlaceholderContent): unknown {
    switch (placeholder.kind) {
      case "unresolved":
        return this.unresolvedValue(placeholder);
      case "lookup":
        return this.lookup(placeholder.lookup);
      case "reference":
        return this.reference(placeholder.resource, placeholder.attribute);
      case "basicAuth": {
        const credentials = output(this.unresolved[placeholder.index] as string);
        return credentials.apply((base64) => {
          const [username = "", ...password] = Buffer.from(base64, "base64").toString().split(":");
          return placeholder.part === "username" ? username : password.join(":");
        });
      }
      case "shell":
        return output(this.unresolved[placeholder.index] as string).apply((value) =>
          String(value).replaceAll("'", "'\\''"),
        );
    }
  }

  /** A value of the specification. For the component of a role, its ARN, and the resource waits for all of the role. */
  private unresolvedValue({ index, origin }: Extract<PlaceholderContent, { kind: "unresolved" }>): Output<unknown> {
    const value = this.unresolved[index];
    const shared = sharedRoles.of(value);
    if (shared === undefined) {
      const given = output(value);
      // What an attribute of a resource is, its type says. Its value is known after deploy, or made up by test mocks.
      if (this.known === undefined || origin !== undefined) return given;
      return this.known.checked(index, given);
    }
    const { role, policies, attachments, arn } = shared.role;
    for (const one of [...policies, ...attachments]) this.waitsFor.add(one);
    if (shared.roleType === "compute")
      return shared.propagationSeconds > 0 ? propagatedArn(role, shared.propagationSeconds) : role.arn;
    // A service role's ARN has to be known in a preview, or the provider replaces the app. So it refers to nothing.
    this.waitsFor.add(role);
    return arn;
  }

  private reference(resource: string, attribute: string): unknown {
    const seconds = this.propagation.get(resource);
    if (seconds !== undefined && attribute === "arn")
      return propagatedArn(this.resource<"aws_iam_role">(resource), seconds);
    return (this.resource(resource) as unknown as Record<string, unknown>)[attribute];
  }

  /** The deployment's account, partition or region, from an invoke that the first use makes. */
  private lookup(lookup: Lookup): Output<string> {
    const known = this.lookups.get(lookup);
    if (known !== undefined) return known;
    const options = this.asParent();
    const found = {
      account: () => getCallerIdentityOutput({}, options).accountId,
      partition: () => getPartitionOutput({}, options).partition,
      // `name` up to version 6 of the provider, `region` since 7.
      region: () => getRegionOutput({}, options).apply(({ region, name }) => region ?? name),
    }[lookup]();
    this.lookups.set(lookup, found);
    return found;
  }
}
