import { type Finding, findingText, type Requirement } from "@amplify-roles/core";
import {
  type AccountFinding,
  hash,
  type Lookup,
  type PlaceholderContent,
  type PlannedResource,
  type PlannedResourceType,
  type PlannedRole,
  resolvePlaceholders,
  type SecretFinding,
} from "@amplify-roles/core/adapter";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import {
  Annotations,
  DataResource,
  dependable,
  Fn,
  Op,
  type TerraformProvider,
  type TerraformResource,
  TerraformStack,
  Token,
} from "cdktf";
import type { Construct } from "constructs";
import type { AmplifyRole } from "./amplify-role.js";
import { argument } from "./expressions.js";
import { createResource, type Resources, referredBy, terraformNames, waitProvisioner } from "./resources.js";
import { isSensitive } from "./sensitive.js";
import { sharedRoles } from "./shared-role.js";

interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly warnings: readonly Finding[];
  readonly ifSecret: readonly SecretFinding[];
  readonly ifOtherAccount: readonly AccountFinding[];
}

/** How an attribute of a resource is referred to. */
type Refer = (resource: TerraformResource, attribute: string) => string;

/**
 * Terraform's own text, between the resources of a plan, which are in one stack. CDKTF keeps a stack trace for each token,
 * and the traces would take a tenth of the synthesis.
 */
const expressionOf: Refer = ({ terraformResourceType, friendlyUniqueId }, attribute) =>
  `\${${terraformResourceType}.${friendlyUniqueId}.${attribute}}`;

/** A token for users, which works in other stacks, too. */
const tokenOf: Refer = (resource, attribute) => resource.getStringAttribute(attribute);

/** Creates the resources of a plan under one construct. Placeholders become CDKTF's values. */
export class PlannedConstruct {
  private readonly created = new Map<string, TerraformResource>();
  private readonly lookups = new Map<Lookup, string>();
  private readonly dependables = new Map<string, string>();
  /** What the resource that is being created has to wait for, besides the plan's dependencies. */
  private readonly waitsFor = new Set<string>();

  /**
   * @param unresolved the values that placeholders of kind `unresolved` refer to, by index
   * @param provider of all resources. Default: the stack's provider
   */
  constructor(
    private readonly scope: Construct,
    private readonly unresolved: readonly unknown[],
    private readonly provider: TerraformProvider | undefined,
  ) {}

  /** Creates the resources in order, and adds the warnings as annotations. */
  create({ resources, warnings, ifSecret, ifOtherAccount }: Plan): void {
    const ofSecrets = ifSecret.filter(({ index }) => isSensitive(this.scope, this.unresolved[index]));
    for (const warning of [...warnings, ...ofSecrets.map(({ finding }) => finding)])
      Annotations.of(this.scope).addWarning(findingText(warning));
    // The account is known only after deploy, so this may be its own.
    for (const { account, finding } of ifOtherAccount)
      Annotations.of(this.scope).addInfo(`If the app is not in the account ${account}: ${findingText(finding)}`);
    for (const resource of resources) {
      this.waitsFor.clear();
      const config = { ...(this.resolved(resource.arguments) as Record<string, unknown>), ...this.ofProvider() };
      const created = createResource(this.scope, resource, config);
      const lifecycle = { ...this.lifecycleOf(resource), ...this.setOnce(resource) };
      if (Object.keys(lifecycle).length > 0) created.lifecycle = lifecycle;
      const dependsOn = [...resource.dependsOn.map((id) => this.dependable(id)), ...this.waitsFor];
      if (dependsOn.length > 0) created.dependsOn = dependsOn;
      this.created.set(resource.id, created);
    }
  }

  /**
   * A precondition against a change of what only the creation sets. Terraform keeps a digest of the first value, which it
   * forgets with the app.
   */
  private setOnce({ id, setOnce, replaceTriggeredBy }: PlannedResource) {
    if (setOnce === undefined) return {};
    const value = this.resolved(setOnce.value);
    const digest =
      Token.isUnresolved(value) || String(value).includes("${")
        ? Token.asString(Fn.sha256(Token.asString(value)))
        : hash(String(value));
    const first = new DataResource(this.scope, `${id}-set-once`, {
      input: { digest },
      ...(replaceTriggeredBy === undefined ? {} : { triggersReplace: [this.reference(replaceTriggeredBy, "id")] }),
      lifecycle: { ignoreChanges: ["input"] },
    });
    const condition = Token.asString(Op.eq(Token.asString(first.interpolationForAttribute("output.digest")), digest));
    return { precondition: [{ condition, errorMessage: setOnce.message }] };
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

  /** A role, its policies and its log group. */
  role(planned: PlannedRole): AmplifyRole {
    const construct = this;
    return {
      role: this.resource<"aws_iam_role">(planned.role),
      policies: planned.policies.map((id) => this.resource<"aws_iam_policy" | "aws_iam_role_policy">(id)),
      attachments: planned.attachments.map((id) => this.resource<"aws_iam_role_policy_attachment">(id)),
      logGroup:
        planned.logGroup === undefined ? undefined : this.resource<"aws_cloudwatch_log_group">(planned.logGroup),
      get arn() {
        return construct.text(planned.arn);
      },
      get attachCommand() {
        return planned.attachCommand === undefined ? undefined : construct.text(planned.attachCommand);
      },
      get lastAssumedCommand() {
        return construct.text(planned.lastAssumedCommand);
      },
    };
  }

  /** What roles need in policies of resources, with tokens for what is known only after deploy. */
  requirements(planned: readonly Requirement[]): readonly Requirement[] {
    return this.resolved(planned, tokenOf) as readonly Requirement[];
  }

  private text(planned: string): string {
    return Token.asString(this.resolved(planned, tokenOf));
  }

  private resolved(planned: unknown, refer: Refer = expressionOf): unknown {
    return resolvePlaceholders(planned, {
      value: (placeholder) => this.value(placeholder, refer),
      join: (parts) => parts.map((part) => (typeof part === "string" ? part : Token.asString(part))).join(""),
    });
  }

  private value(placeholder: PlaceholderContent, refer: Refer): unknown {
    switch (placeholder.kind) {
      case "unresolved":
        return this.unresolvedValue(this.unresolved[placeholder.index]);
      case "lookup":
        return this.lookup(placeholder.lookup);
      case "reference":
        return this.reference(placeholder.resource, placeholder.attribute, refer);
      case "basicAuth": {
        const [username, password] = [0, 1].map((part) =>
          Fn.element(Fn.regex("^([^:]*):(.*)$", Fn.base64decode(argument(this.unresolved[placeholder.index]))), part),
        );
        return Token.asString(placeholder.part === "username" ? username : password);
      }
      case "shell":
        // CDKTF escapes no backslash in an argument, and Terraform reads two as one.
        return Token.asString(Fn.replace(argument(this.unresolved[placeholder.index]), "'", "'\\\\''"));
    }
  }

  /** A value of the specification. For the construct of a role, its ARN, and the resource waits for all of the role. */
  private unresolvedValue(value: unknown): unknown {
    const shared = sharedRoles.of(value);
    if (shared === undefined) return value;
    const { role, policies, attachments, arn } = shared.role;
    const stack = TerraformStack.of(this.scope);
    const others = [...policies, ...attachments].filter((one) => TerraformStack.of(one) === stack);
    for (const one of others) this.waitsFor.add(dependable(one));
    if (shared.roleType === "compute") {
      if (shared.propagationSeconds > 0) role.provisioners ??= [waitProvisioner(shared.propagationSeconds)];
      return role.arn;
    }
    // A service role's ARN has to be known at plan time, or the provider replaces the app. So it refers to nothing.
    if (TerraformStack.of(role) === stack) this.waitsFor.add(dependable(role));
    else stack.addDependency(TerraformStack.of(role));
    return arn;
  }

  private reference(resource: string, attribute: string, refer: Refer = expressionOf): string {
    const created = this.resource(resource);
    return refer(created, referredBy(created, attribute));
  }

  /** The `depends_on` entry for a resource. All uses share one token. */
  private dependable(resource: string): string {
    const known = this.dependables.get(resource) ?? dependable(this.resource(resource));
    this.dependables.set(resource, known);
    return known;
  }

  /** The deployment's account, partition or region, from a data source that the first use creates. */
  private lookup(lookup: Lookup): string {
    const known = this.lookups.get(lookup);
    if (known !== undefined) return known;
    const found = {
      account: () => new DataAwsCallerIdentity(this.scope, "account", this.ofProvider()).accountId,
      partition: () => new DataAwsPartition(this.scope, "partition", this.ofProvider()).partition,
      region: () => {
        const region = new DataAwsRegion(this.scope, "region", this.ofProvider());
        // `name` up to provider 5, `region` since 6.
        return region.getStringAttribute("region" in DataAwsRegion.prototype ? "region" : "name");
      },
    }[lookup]();
    this.lookups.set(lookup, found);
    return found;
  }

  private ofProvider(): { provider?: TerraformProvider } {
    return this.provider === undefined ? {} : { provider: this.provider };
  }
}
