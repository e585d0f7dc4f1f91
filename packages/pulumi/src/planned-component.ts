import type { Grant, PolicyDocument, Requirement } from "@amplify-roles/core";
import {
  dependenciesOfRole,
  type GrantablePlan,
  type Lookup,
  type PlannedResource,
  type PlannedResourceType,
  type PlannedRole,
  policyAlreadyRegistered,
  type SharedRole,
  withDefaultTags,
} from "@amplify-roles/core/adapter";
import {
  all,
  type ComponentResource,
  type ComponentResourceOptions,
  type CustomResource,
  type Input,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import type { AmplifyRole } from "./amplify-role.js";
import { defaultTagsOf } from "./default-tags.js";
import { dependencies } from "./dependencies.js";
import { KnownValues } from "./known-values.js";
import { Lookups } from "./lookups.js";
import { takeNames } from "./names.js";
import { Registration } from "./registration.js";
import { logRemarks } from "./remarks.js";
import { reportErrors } from "./report-errors.js";
import { createResource, type Prepared, prepare, type Resources } from "./resources.js";
import { setOnceHook } from "./set-once.js";
import type { Transforms } from "./specification.js";
import { Values } from "./values.js";

interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly notes?: readonly string[];
}

/** What was given to Pulumi for a resource of the plan. */
interface Registered {
  readonly resource: CustomResource;
  planned: PlannedResource;
  args: object;
  /** The roles of the program that it uses. */
  readonly usedRoles: ReadonlySet<SharedRole<AmplifyRole>>;
}

/** Registers the resources of a plan under one component. Placeholders become Outputs. */
export class PlannedComponent {
  private readonly registered = new Map<string, Registered>();
  private readonly lookups: Lookups;
  private readonly known: KnownValues;
  private readonly values: Values;
  private readonly registration: Registration;
  /** The provider's default tags, once a branch through Cloud Control needs them. */
  private defaultTags: { readonly tags: ReturnType<typeof defaultTagsOf> } | undefined;

  /**
   * @param name of the component. The names of its children start with it
   * @param opts of the component. Pulumi does not apply its `dependsOn` to children, although users expect it
   */
  constructor(
    private readonly parent: ComponentResource | undefined,
    private readonly name: string,
    private readonly plan: GrantablePlan<Plan>,
    private readonly transforms: Transforms = {},
    private readonly opts: ComponentResourceOptions = {},
  ) {
    this.takeNames(plan.current.resources);
    this.lookups = new Lookups(this.asParent());
    this.known = new KnownValues(parent, plan);
    this.values = new Values(plan, this.known, this.lookups, (id) => this.registeredAs(id));
    this.registration = new Registration(() => {
      plan.close("registration");
      logRemarks(plan.current, parent, this.known, this.values);
    });
    for (const resource of plan.current.resources) this.create(resource);
  }

  /** What was looked up about the deployment. */
  get lookedUp(): ReadonlyMap<Lookup, Output<string>> {
    return this.lookups.known;
  }

  private takeNames(resources: readonly PlannedResource[]): void {
    if (this.parent !== undefined) takeNames(this.parent, this.plan.subject, resources);
  }

  private create(planned: PlannedResource): void {
    const { id, type } = planned;
    const usedRoles = new Set<SharedRole<AmplifyRole>>();
    const { args, opts } = this.prepared(planned, usedRoles);
    const deferred = this.registration.deferred(type, args, () => this.registeredAs(id).args);
    const resource = createResource(type, this.nameOf(id), { args: deferred, opts });
    this.registered.set(id, { resource, planned, args, usedRoles });
  }

  /** What a planned resource is registered with. Later grants can still change which resources it waits for. */
  private prepared(planned: PlannedResource, usedRoles = new Set<SharedRole<AmplifyRole>>()): Prepared {
    const name = this.nameOf(planned.id);
    const hooks = planned.setOnce === undefined ? {} : setOnceHook(name, planned.setOnce);
    const waitsFor = this.registration.begins.then(() => this.dependenciesOf(planned.id));
    // Pulumi's types have no array in an array, but its SDK gathers the resources of each entry.
    const dependsOn = [...dependencies(this.opts.dependsOn), waitsFor as Promise<unknown> as Promise<Resource>];
    const options = { ...this.asParent(), dependsOn, ...hooks };
    return prepare(planned, name, this.argumentsOf(planned, usedRoles), options, this.transforms);
  }

  private nameOf(id: string): string {
    return `${this.name}-${id}`;
  }

  private dependenciesOf(id: string): readonly Resource[] {
    const { planned, usedRoles } = this.registeredAs(id);
    const roles = [...usedRoles].flatMap((shared) => dependenciesOfRole<Resource>(shared));
    return [...planned.dependsOn.map((other) => this.resource(other)), ...roles];
  }

  /** Adds grants to a role that exists. */
  private grant(steps: PlannedRole["steps"], grants: readonly Grant<Input<string>>[]): void {
    this.plan.grant(steps, grants, ({ resources, added, changed, removed }) => {
      if (removed.length > 0) throw policyAlreadyRegistered(this.plan.subject, steps, removed);
      this.takeNames(resources);
      for (const planned of added) this.create(planned);
      for (const { after, arguments: args } of changed) {
        const registered = this.registeredAs(after.id);
        if (Object.keys(args).length > 0) registered.args = this.prepared(after).args;
        registered.planned = after;
      }
    });
  }

  private asParent(): { parent?: ComponentResource } {
    return this.parent === undefined ? {} : { parent: this.parent };
  }

  /** The arguments of a resource, with Outputs in place of placeholders. */
  private argumentsOf(
    { type, arguments: planned }: PlannedResource,
    usedRoles: Set<SharedRole<AmplifyRole>>,
  ): Record<string, unknown> {
    const args = this.values.resolved(planned, usedRoles) as Record<string, unknown>;
    if (type !== "aws_cloudcontrolapi_resource" || this.parent === undefined) return args;
    this.defaultTags ??= { tags: defaultTagsOf(this.parent) };
    const { tags } = this.defaultTags;
    if (tags === undefined) return args;
    const desiredState = output([args.desiredState as object, tags] as const).apply(([state, shared]) =>
      withDefaultTags(state, shared),
    );
    return { ...args, desiredState };
  }

  private registeredAs(id: string): Registered {
    const registered = this.registered.get(id);
    if (registered === undefined) throw new Error(`The plan uses "${id}" before it is created.`);
    return registered;
  }

  /** A registered resource, by its id in the plan. */
  resource<K extends PlannedResourceType>(id: string): Resources[K] {
    return this.registeredAs(id).resource as unknown as Resources[K];
  }

  /**
   * A role, its policies and its log group. Undefined if the plan has no such role.
   *
   * @param find the role in the plan, which has other policies after each grant
   */
  role(find: () => PlannedRole): AmplifyRole;
  role(find: () => PlannedRole | undefined): AmplifyRole | undefined;
  role(find: () => PlannedRole | undefined): AmplifyRole | undefined {
    const planned = find();
    if (planned === undefined) return undefined;
    const component = this;
    const current = () => find() ?? planned;
    const { role, steps, arn, attachCommand, lastAssumedCommand, logGroup } = planned;
    return {
      role: this.resource<"aws_iam_role">(role),
      logGroup: logGroup === undefined ? undefined : this.resource<"aws_cloudwatch_log_group">(logGroup),
      grant: (...grants) => reportErrors(() => component.grant(steps, grants)),
      get policies() {
        return current().policies.map((id) => component.resource<"aws_iam_policy" | "aws_iam_role_policy">(id));
      },
      get attachments() {
        return current().attachments.map((id) => component.resource<"aws_iam_role_policy_attachment">(id));
      },
      get arn() {
        return component.text(arn);
      },
      get attachCommand() {
        return attachCommand === undefined ? undefined : component.text(attachCommand);
      },
      get lastAssumedCommand() {
        return component.text(lastAssumedCommand);
      },
    };
  }

  /** Grants that the plan makes, with this tool's values. */
  grants(planned: readonly Grant[]): readonly Grant<Input<string>>[] {
    return this.values.resolved(planned) as readonly Grant<Input<string>>[];
  }

  /** A policy of the plan, with this tool's values. */
  policy(planned: PolicyDocument): unknown {
    return this.values.resolved(planned);
  }

  /**
   * What roles need in policies of resources, with the grants that the program adds later. What only a role in another
   * account needs is left out if it is in this one.
   */
  requirements(find: () => readonly Requirement[]): Output<readonly Requirement[]> {
    return output(this.registration.begins.then(find)).apply((planned) => this.requirementsNow(planned));
  }

  private requirementsNow(planned: readonly Requirement[]): Output<readonly Requirement[]> {
    const resolved = output(this.values.resolved(planned)) as Output<readonly Requirement[]>;
    if (planned.every(({ onlyFromOutside }) => onlyFromOutside === undefined)) return resolved;
    return all([resolved, this.lookups.of("account")]).apply(([requirements, own]) =>
      requirements
        .filter(({ onlyFromOutside }) => onlyFromOutside !== own)
        .map(({ onlyFromOutside: _, ...requirement }) => requirement),
    );
  }

  private text(planned: string): Output<string> {
    return output(this.values.resolved(planned) as string);
  }
}
