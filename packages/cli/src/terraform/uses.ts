import type { MatrixRole, Statement } from "@amplify-roles/core";
import { recordOf, toArray } from "../util.js";
import type { Stack, TerraformResource } from "./configuration.js";
import { refersTo, statementsOf } from "./policies.js";

/** One use of a role. */
export interface Use {
  /** Unique: the stack and address of the app, branch or pool, or of the role itself, and the type. */
  readonly id: string;
  /** The name of the app that uses the role. */
  readonly owner: string;
  readonly type: MatrixRole["type"];
  /** The argument that names the role. Undefined if nothing in these stacks refers to it. */
  readonly role: unknown;
  readonly stack: Stack;
  readonly branches: readonly string[];
  readonly otherBranches: boolean;
}

/** A branch, and the roles of its server code: its own is in effect if it has one, and else the app's. */
export interface UsedBranch {
  readonly owner: string;
  readonly name: string;
  readonly stage?: string | undefined;
  readonly own: Use | undefined;
  readonly app: Use | undefined;
}

/** A branch, of either resource type. */
interface Branch {
  readonly id: string;
  readonly name: string;
  readonly appId: unknown;
  readonly computeRole: unknown;
  readonly previews: unknown;
  readonly stage: string | undefined;
  readonly stack: Stack;
}

/** Whether an argument may be true: it is left out, false, true, or known only after deploy. */
const mayBe = (argument: unknown): boolean => argument !== undefined && argument !== false && argument !== "false";

const idOf = ({ stack, address }: TerraformResource) => `${stack.name}/${address}`;
export const nameOf = ({ block, stack, address }: TerraformResource): string => stack.text(block.name) ?? address;

/** The uses of roles in these stacks, by apps, branches and identity pools. */
export class Uses {
  readonly all: readonly Use[];
  readonly branches: readonly UsedBranch[];
  /** What Amplify creates by itself: pull-request previews and branches. */
  readonly unnamedBranches: readonly UsedBranch[];
  private readonly apps: readonly TerraformResource[];

  constructor(private readonly stacks: readonly Stack[]) {
    this.apps = this.ofType("aws_amplify_app");
    const branches = this.readBranches();
    const ofApps = new Map(this.apps.map((app) => [app, this.usesOfApp(app, branches)]));
    const owned = branches.map((branch) => {
      const app = this.appOf(branch);
      const owner = app === undefined ? (branch.stack.text(branch.appId) ?? "") : this.labelOf(app);
      const compute = app === undefined ? undefined : ofApps.get(app)?.find(({ type }) => type === "compute");
      return { owner, name: branch.name, stage: branch.stage, own: useOfBranch(branch, owner), app: compute };
    });
    this.branches = owned;
    this.unnamedBranches = this.apps.flatMap((app) => {
      const compute = ofApps.get(app)?.find(({ type }) => type === "compute");
      const ofApp = branches.filter((branch) => this.appOf(branch) === app);
      return unnamedBranchesOf(app, ofApp).map(
        (name): UsedBranch => ({ owner: this.labelOf(app), name, own: undefined, app: compute }),
      );
    });
    this.all = [
      ...[...ofApps.values()].flat(),
      ...owned.flatMap(({ own }) => (own === undefined ? [] : [own])),
      ...this.usesOfPools(),
    ];
  }

  /** The use of a role that nothing in these stacks refers to, by who may assume it. Undefined if that is neither Amplify nor Cognito. */
  ofDetachedRole(role: TerraformResource): Use | undefined {
    const trust = statementsOf(role.stack.data(role.block.assume_role_policy)) ?? [];
    const type = trust.map(trusted).find((found) => found !== undefined);
    if (type === undefined) return undefined;
    const id = `${idOf(role)}: ${type}`;
    const owner = this.labelOf(role);
    return { id, owner, type, role: undefined, stack: role.stack, branches: [], otherBranches: false };
  }

  private ofType(type: string): readonly TerraformResource[] {
    return this.stacks.flatMap((stack) => stack.ofType(type));
  }

  /** A resource's name, with its stack's if another stack has a resource of the same name. */
  private labelOf(resource: TerraformResource): string {
    const name = nameOf(resource);
    const [type = ""] = resource.address.split(".");
    const others = this.ofType(type).filter((other) => other.stack !== resource.stack && nameOf(other) === name);
    return others.length === 0 ? name : `${resource.stack.name}: ${name}`;
  }

  private readBranches(): readonly Branch[] {
    const plain = this.ofType("aws_amplify_branch").map((resource): Branch => {
      const { block, stack } = resource;
      const name = stack.text(block.branch_name) ?? "";
      const { app_id: appId, enable_pull_request_preview: previews } = block;
      const stage = stack.text(block.stage);
      return { id: idOf(resource), name, appId, computeRole: undefined, previews, stage, stack };
    });
    const throughCloudControl = this.ofType("aws_cloudcontrolapi_resource")
      .filter(({ block }) => block.type_name === "AWS::Amplify::Branch")
      .map((resource): Branch => {
        const { block, stack } = resource;
        const { BranchName, AppId, ComputeRoleArn, EnablePullRequestPreview, Stage } = recordOf(
          stack.template(block.desired_state),
        );
        const branch: Branch = {
          id: idOf(resource),
          name: stack.text(BranchName) ?? "",
          appId: AppId,
          computeRole: ComputeRoleArn,
          previews: EnablePullRequestPreview,
          stage: stack.text(Stage),
          stack,
        };
        // A branch can also name the app's role, which changes nothing.
        const ofApp = this.appOf(branch)?.block.compute_role_arn;
        return ofApp !== undefined && ofApp === ComputeRoleArn ? { ...branch, computeRole: undefined } : branch;
      });
    return [...plain, ...throughCloudControl];
  }

  private appOf({ appId, stack }: Branch): TerraformResource | undefined {
    return this.apps.find((app) => refersTo(appId, app, stack));
  }

  private usesOfApp(app: TerraformResource, all: readonly Branch[]): readonly Use[] {
    const { block, stack } = app;
    const branches = all.filter((branch) => this.appOf(branch) === app);
    const use = (type: MatrixRole["type"], role: unknown, on: readonly Branch[]): Use => ({
      id: `${idOf(app)}: ${type}`,
      owner: this.labelOf(app),
      type,
      role,
      stack,
      branches: on.map(({ name }) => name),
      otherBranches: true,
    });
    const sharing = branches.filter(({ computeRole }) => computeRole === undefined);
    return [
      use("service", block.iam_service_role_arn, branches),
      use("compute", block.compute_role_arn, sharing),
    ].filter(({ role }) => role !== undefined);
  }

  private usesOfPools(): readonly Use[] {
    const [app, another] = this.apps;
    const only = another === undefined ? app : undefined;
    return this.ofType("aws_cognito_identity_pool_roles_attachment").flatMap((attachment) => {
      const { block, stack, address } = attachment;
      const owner = only === undefined ? address : this.labelOf(only);
      const roles = recordOf(block.roles);
      return (["authenticated", "unauthenticated"] as const)
        .filter((type) => roles[type] !== undefined)
        .map((type): Use => {
          const id = `${idOf(attachment)}: ${type}`;
          return { id, owner, type, role: roles[type], stack, branches: [], otherBranches: false };
        });
    });
  }
}

/** What Amplify creates by itself in an app: pull-request previews and branches. */
function unnamedBranchesOf({ block }: TerraformResource, branches: readonly Branch[]): readonly string[] {
  const { auto_branch_creation_config: config, enable_auto_branch_creation: autoCreated } = block;
  const auto = recordOf(Array.isArray(config) ? config[0] : config).enable_pull_request_preview;
  const previews = [auto, ...branches.map((branch) => branch.previews)].some(mayBe);
  return [...(previews ? ["pull-request previews"] : []), ...(mayBe(autoCreated) ? ["auto-created branches"] : [])];
}

function useOfBranch({ id, name, computeRole, stack }: Branch, owner: string): Use | undefined {
  if (computeRole === undefined) return undefined;
  return {
    id: `${id}: compute`,
    owner,
    type: "compute",
    role: computeRole,
    stack,
    branches: [name],
    otherBranches: false,
  };
}

/** The type of role that a statement of a trust policy is for. Amplify assumes service roles and compute roles. */
function trusted({ Principal, Condition }: Statement): MatrixRole["type"] | undefined {
  const { Service, Federated } = recordOf(Principal) as {
    [type in "Service" | "Federated"]?: string | readonly string[];
  };
  if (toArray(Service).includes("amplify.amazonaws.com")) return "either";
  if (!toArray(Federated).some((issuer) => issuer.startsWith("cognito-identity"))) return undefined;
  const kinds = Object.values(Condition ?? {}).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, values]) => (key.endsWith(":amr") ? toArray(values) : [])),
  );
  return kinds.includes("unauthenticated") ? "unauthenticated" : "authenticated";
}
