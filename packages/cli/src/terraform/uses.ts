import type { MatrixRole } from "@amplify-roles/core";
import { type Statement, toArray } from "@amplify-roles/core/lint";
import { recordOf, type Stack, type TerraformResource } from "./configuration.js";
import { refersTo, statementsOf } from "./policies.js";

/** What a role is used for. */
export interface Use {
  /** Unique among uses: the stack and address of the app, branch or pool, or of the role itself; and the kind. */
  readonly id: string;
  /** What it belongs to: the app's name. */
  readonly of: string;
  readonly kind: MatrixRole["kind"];
  /** The argument that names the role; nothing where nothing here refers to it. */
  readonly role: unknown;
  readonly stack: Stack;
  readonly branches: readonly string[];
  readonly otherBranches: boolean;
}

/** A branch, and the uses of roles for its server code, the first of which is in force. */
export interface UsedBranch {
  readonly of: string;
  readonly name: string;
  readonly own: Use | undefined;
  readonly app: Use | undefined;
}

/** A branch, whatever resource carries it. */
interface Branch {
  readonly place: string;
  readonly name: string;
  readonly appId: unknown;
  readonly computeRole: unknown;
  readonly stack: Stack;
}

const placeOf = ({ stack, address }: TerraformResource) => `${stack.name}/${address}`;
export const nameOf = ({ block, stack, address }: TerraformResource): string => stack.text(block.name) ?? address;

/** What roles are used for in these stacks: by apps, branches and identity pools. */
export class Uses {
  readonly all: readonly Use[];
  readonly branches: readonly UsedBranch[];
  private readonly apps: readonly TerraformResource[];

  constructor(private readonly stacks: readonly Stack[]) {
    this.apps = this.ofType("aws_amplify_app");
    const branches = this.readBranches();
    const ofApps = new Map(this.apps.map((app) => [app, this.usesOfApp(app, branches)]));
    const owned = branches.map((branch) => {
      const app = this.appOf(branch);
      const of = app === undefined ? (branch.stack.text(branch.appId) ?? "") : this.labelOf(app);
      const compute = app === undefined ? undefined : ofApps.get(app)?.find(({ kind }) => kind === "compute");
      return { of, name: branch.name, own: useOfBranch(branch, of), app: compute };
    });
    this.branches = owned;
    this.all = [
      ...[...ofApps.values()].flat(),
      ...owned.flatMap(({ own }) => (own === undefined ? [] : [own])),
      ...this.usesOfPools(),
    ];
  }

  /** What a role that nothing here refers to is there for, by who may assume it; nothing where it is neither's. */
  ofRoleAlone(role: TerraformResource): Use | undefined {
    const trust = statementsOf(role.stack.data(role.block.assume_role_policy)) ?? [];
    const kind = trust.map(trusted).find((found) => found !== undefined);
    if (kind === undefined) return undefined;
    const id = `${placeOf(role)}: ${kind}`;
    return { id, of: this.labelOf(role), kind, role: undefined, stack: role.stack, branches: [], otherBranches: false };
  }

  private ofType(type: string): readonly TerraformResource[] {
    return this.stacks.flatMap((stack) => stack.ofType(type));
  }

  /** A resource's name, with its stack where another stack has one of the same name. */
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
      return { place: placeOf(resource), name, appId: block.app_id, computeRole: undefined, stack };
    });
    const throughCloudControl = this.ofType("aws_cloudcontrolapi_resource")
      .filter(({ block }) => block.type_name === "AWS::Amplify::Branch")
      .map((resource): Branch => {
        const { block, stack } = resource;
        const { BranchName, AppId, ComputeRoleArn } = recordOf(stack.template(block.desired_state));
        const name = stack.text(BranchName) ?? "";
        const branch: Branch = { place: placeOf(resource), name, appId: AppId, computeRole: ComputeRoleArn, stack };
        // The app's role may be named on the branch as well, which changes nothing.
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
    const use = (kind: MatrixRole["kind"], role: unknown, on: readonly Branch[]): Use => ({
      id: `${placeOf(app)}: ${kind}`,
      of: this.labelOf(app),
      kind,
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
      const of = only === undefined ? address : this.labelOf(only);
      const roles = recordOf(block.roles);
      return (["authenticated", "unauthenticated"] as const)
        .filter((kind) => roles[kind] !== undefined)
        .map((kind): Use => {
          const id = `${placeOf(attachment)}: ${kind}`;
          return { id, of, kind, role: roles[kind], stack, branches: [], otherBranches: false };
        });
    });
  }
}

function useOfBranch({ place, name, computeRole, stack }: Branch, of: string): Use | undefined {
  if (computeRole === undefined) return undefined;
  return {
    id: `${place}: compute`,
    of,
    kind: "compute",
    role: computeRole,
    stack,
    branches: [name],
    otherBranches: false,
  };
}

/** What a trust policy's statement lets assume the role. Amplify assumes service roles and compute roles alike. */
function trusted({ Principal, Condition }: Statement): MatrixRole["kind"] | undefined {
  const { Service, Federated } = recordOf(Principal) as {
    [kind in "Service" | "Federated"]?: string | readonly string[];
  };
  if (toArray(Service).includes("amplify.amazonaws.com")) return "either";
  if (!toArray(Federated).some((issuer) => issuer.startsWith("cognito-identity"))) return undefined;
  const kinds = Object.values(Condition ?? {}).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, values]) => (key.endsWith(":amr") ? toArray(values) : [])),
  );
  return kinds.includes("unauthenticated") ? "unauthenticated" : "authenticated";
}
