import type { Grant, PolicyDocument, Requirement } from "@amplify-roles/core";
import {
  type GrantablePlan,
  type PlaceholderContent,
  type PlannedResource,
  type PlannedResourceType,
  type PlannedRole,
  resolvePlaceholders,
  type SharedRole,
} from "@amplify-roles/core/adapter";
import { Fn, type TerraformProvider, type TerraformResource, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { AmplifyRole } from "./amplify-role.js";
import { annotate } from "./annotations.js";
import { atSynthesis } from "./at-synthesis.js";
import { replaceDependencies, waitForRole } from "./dependencies.js";
import { argument } from "./expressions.js";
import { Lookups } from "./lookups.js";
import { takeNames } from "./names.js";
import { arnReference } from "./origins.js";
import { waitForPropagation, waitOf } from "./propagation.js";
import { addressToken, expressionOf, type Refer, tokenOf } from "./refer.js";
import { reportErrors } from "./report-errors.js";
import { changeResource, createResource, type Resources, referredBy, terraformNames } from "./resources.js";
import { setOncePrecondition } from "./set-once.js";
import { sharedRoles } from "./shared-role.js";

interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly notes?: readonly string[];
}

/** Creates the resources of a plan under one construct. Placeholders become CDKTF's values. */
export class PlannedConstruct {
  private readonly created = new Map<string, TerraformResource>();
  private readonly lookups: Lookups;
  private readonly dependables = new Map<string, string>();
  /** The roles of the program that the resource that is being created uses. */
  private readonly usedRoles = new Set<SharedRole<AmplifyRole>>();
  /** What waits until the roles can be assumed that the resource that is being created uses. */
  private readonly waits = new Set<string>();

  /** @param provider of all resources. Default: the stack's provider */
  constructor(
    private readonly scope: Construct,
    private readonly plan: GrantablePlan<Plan>,
    private readonly provider: TerraformProvider | undefined,
  ) {
    this.lookups = new Lookups(scope, this.ofProvider());
  }

  /** Creates the resources in order. At synthesis, adds the warnings as annotations. */
  create(): void {
    for (const resource of this.plan.current.resources) this.createOne(resource);
    // An aspect of the scope would visit every resource. No grant removes the first one.
    const [first = this.scope] = this.created.values();
    atSynthesis(first, () => {
      this.plan.close("synthesis");
      annotate(this.scope, this.plan.current, this.plan.unresolved);
    });
  }

  private createOne(resource: PlannedResource): void {
    this.usedRoles.clear();
    this.waits.clear();
    const config = { ...(this.resolved(resource.arguments) as Record<string, unknown>), ...this.ofProvider() };
    const created = createResource(this.scope, resource, config);
    const lifecycle = { ...this.lifecycleOf(resource), ...this.setOnce(resource) };
    if (Object.keys(lifecycle).length > 0) created.lifecycle = lifecycle;
    replaceDependencies(created, [], [...this.dependablesOf(resource), ...this.waits]);
    for (const role of this.usedRoles) waitForRole(role, created);
    this.created.set(resource.id, created);
    waitForPropagation(created, resource.propagation);
  }

  /** Adds grants to a role that exists. */
  private grant(steps: PlannedRole["steps"], grants: readonly Grant[]): void {
    this.plan.grant(steps, grants, ({ resources, added, changed, removed }) => {
      takeNames(this.scope, this.provider, this.plan.subject, resources);
      for (const resource of added) this.createOne(resource);
      for (const { before, after, arguments: planned } of changed) {
        const resource = this.resource(after.id);
        const config = this.resolved(planned) as Record<string, unknown>;
        changeResource(this.scope, after, resource, { ...config, ...this.ofProvider() });
        replaceDependencies(resource, this.dependablesOf(before), this.dependablesOf(after));
      }
      for (const { id } of removed) this.remove(id);
    });
  }

  private remove(id: string): void {
    this.scope.node.tryRemoveChild(id);
    this.created.delete(id);
    this.dependables.delete(id);
  }

  private setOnce({ id, setOnce, replaceTriggeredBy }: PlannedResource) {
    if (setOnce === undefined) return {};
    const replacedWith = replaceTriggeredBy === undefined ? undefined : this.reference(replaceTriggeredBy, "id");
    const value = setOnce.value === undefined ? undefined : Token.asString(this.resolved(setOnce.value));
    return setOncePrecondition(this.scope, id, { ...setOnce, value }, replacedWith);
  }

  private lifecycleOf({ type, replaceTriggeredBy, keeps = [], preventDestroy }: PlannedResource) {
    return {
      ...(replaceTriggeredBy === undefined
        ? {}
        : { replaceTriggeredBy: [`${this.dependable(replaceTriggeredBy)}.id`] }),
      ...(keeps.length === 0 ? {} : { ignoreChanges: keeps.flatMap((argument) => terraformNames(type, argument)) }),
      ...(preventDestroy === undefined ? {} : { preventDestroy }),
    };
  }

  /** A created resource, by its id in the plan. */
  resource<K extends PlannedResourceType>(id: string): Resources[K] {
    const resource = this.created.get(id);
    if (resource === undefined) throw new Error(`The plan uses "${id}" before it is created.`);
    return resource as Resources[K];
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
    const construct = this;
    const current = () => find() ?? planned;
    const { role, steps, arn, attachCommand, lastAssumedCommand, logGroup } = planned;
    return {
      role: this.resource<"aws_iam_role">(role),
      logGroup: logGroup === undefined ? undefined : this.resource<"aws_cloudwatch_log_group">(logGroup),
      grant: (...grants) => reportErrors(() => construct.grant(steps, grants)),
      get policies() {
        return current().policies.map((id) => construct.resource<"aws_iam_policy" | "aws_iam_role_policy">(id));
      },
      get attachments() {
        return current().attachments.map((id) => construct.resource<"aws_iam_role_policy_attachment">(id));
      },
      get arn() {
        return construct.text(arn);
      },
      get attachCommand() {
        return attachCommand === undefined ? undefined : construct.text(attachCommand);
      },
      get lastAssumedCommand() {
        return construct.text(lastAssumedCommand);
      },
    };
  }

  /** Grants that the plan makes, with this tool's values. */
  grants(planned: readonly Grant[]): readonly Grant[] {
    return this.resolved(planned, tokenOf) as readonly Grant[];
  }

  /** A policy of the plan, with this tool's values. */
  policy(planned: PolicyDocument): unknown {
    return this.resolved(planned, tokenOf);
  }

  /** What roles need in policies of resources, with tokens for what is known only after deploy. */
  requirements(planned: readonly Requirement[]): readonly Requirement[] {
    return this.resolved(planned, tokenOf) as readonly Requirement[];
  }

  private readonly text = (planned: string): string => Token.asString(this.resolved(planned, tokenOf));

  private resolved(planned: unknown, refer: Refer = expressionOf): unknown {
    return resolvePlaceholders(planned, {
      value: (placeholder) => this.value(placeholder, refer),
      join: (parts) => parts.map((part) => (typeof part === "string" ? part : Token.asString(part))).join(""),
    });
  }

  private value(placeholder: PlaceholderContent, refer: Refer): unknown {
    switch (placeholder.kind) {
      case "unresolved":
        return this.unresolvedValue(this.plan.unresolved[placeholder.index]);
      case "lookup":
        return this.lookups.of(placeholder.lookup, refer);
      case "reference":
        return this.reference(placeholder.resource, placeholder.attribute, refer);
      case "arnOf":
        return arnReference(String(this.plan.unresolved[placeholder.index]));
      case "basicAuth": {
        const [username, password] = [0, 1].map((part) =>
          Fn.element(
            Fn.regex("^([^:]*):(.*)$", Fn.base64decode(argument(this.plan.unresolved[placeholder.index]))),
            part,
          ),
        );
        return Token.asString(placeholder.part === "username" ? username : password);
      }
      case "shell":
        // CDKTF escapes no backslash in an argument, and Terraform reads two as one.
        return Token.asString(Fn.replace(argument(this.plan.unresolved[placeholder.index]), "'", "'\\\\''"));
    }
  }

  /** A value of the specification. For the construct of a role, its ARN, and the resource waits for all of the role. */
  private unresolvedValue(value: unknown): unknown {
    const shared = sharedRoles.of(value);
    if (shared === undefined) return value;
    this.usedRoles.add(shared);
    const { role, arn } = shared.role;
    const stack = TerraformStack.of(this.scope);
    if (shared.roleType === "compute") {
      waitForPropagation(role, shared.propagation);
      this.waitFor(role);
      return role.arn;
    }
    // A service role's ARN has to be known at plan time, or the provider replaces the app. So it refers to nothing.
    if (TerraformStack.of(role) !== stack) stack.addDependency(TerraformStack.of(role));
    return arn;
  }

  private reference(resource: string, attribute: string, refer: Refer = expressionOf): string {
    const created = this.resource(resource);
    if (attribute === "arn") this.waitFor(created);
    return refer(created, referredBy(created, attribute));
  }

  /** Makes the resource that is being created wait until a role can be assumed. Another stack is deployed later anyway. */
  private waitFor(role: TerraformResource): void {
    const wait = waitOf(role);
    if (wait !== undefined && TerraformStack.of(wait) === TerraformStack.of(this.scope))
      this.waits.add(addressToken(wait));
  }

  private dependablesOf({ dependsOn }: PlannedResource): readonly string[] {
    return dependsOn.map((id) => this.dependable(id));
  }

  /** The `depends_on` entry for a resource. All uses share one token. */
  private dependable(resource: string): string {
    const known = this.dependables.get(resource) ?? addressToken(this.resource(resource));
    this.dependables.set(resource, known);
    return known;
  }

  private ofProvider(): { provider?: TerraformProvider } {
    return this.provider === undefined ? {} : { provider: this.provider };
  }
}
