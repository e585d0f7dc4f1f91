import { extractUnresolved } from "../placeholders/extract.js";
import { numberUnresolved } from "../placeholders/number-unresolved.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import type { RoleAccess } from "../plan/access.js";
import { planAmplifySsrApp } from "../plan/app.js";
import type { PlannedResource } from "../plan/resources.js";
import { planAmplifyComputeRole, planAmplifyIdentityPoolRole, planAmplifyServiceRole } from "../plan/standalone.js";
import { minimize } from "../policy/minimize.js";
import { isRecord } from "../schema/schema.js";
import { type AccessMatrix, type MatrixBranch, type RolePermission, UNNAMED_BRANCHES } from "./matrix.js";

/** The part of a plan that says who may do what. */
interface Planned {
  readonly access: readonly RoleAccess[];
  /** The id of each branch's resource, by branch name. Default: none. */
  readonly branches?: Readonly<Record<string, { readonly branch: string }>>;
  /** The resources of branches, among others. Default: none. */
  readonly resources?: readonly PlannedResource[];
  /** Default: none. */
  readonly unnamedBranches?: { readonly previews: boolean; readonly autoCreated: boolean };
}

/** The constructs and components by name. The planners are called, not referred to: they are loaded by the first call. */
const planners = {
  AmplifySsrApp: (id: string, specification: unknown) => planAmplifySsrApp(id, specification),
  AmplifyServiceRole: (id: string, specification: unknown) => planAmplifyServiceRole(id, specification),
  AmplifyComputeRole: (id: string, specification: unknown) => planAmplifyComputeRole(id, specification),
  AmplifyIdentityPoolRole: (id: string, specification: unknown) => planAmplifyIdentityPoolRole(id, specification),
} satisfies Record<string, (id: string, specification: unknown) => Planned>;

/** The construct or component that a specification is for: `AmplifySsrApp`. */
export type ExplainType = keyof typeof planners;

export const EXPLAIN_TYPES = Object.keys(planners) as readonly ExplainType[];

export interface ExplainOptions {
  /** The construct or component that the specification is for. Default: `AmplifySsrApp`. */
  readonly type?: ExplainType;
  /** Its id in its stack, or its name in its program. Default: the specification's `name`, or its type. */
  readonly id?: string;
}

/**
 * Who may do what, on which resources, under which conditions and on which branches, and the grant that allows it.
 *
 * @param specification what a construct or component is given, of any shape
 * @throws SpecificationError with every error in it
 */
export function explain(specification: unknown, options: ExplainOptions = {}): AccessMatrix {
  const copy = extractUnresolved(specification, () => undefined).specification;
  const type = options.type ?? "AmplifySsrApp";
  const id = options.id ?? nameOf(copy) ?? type;
  return explainPlan(id, planners[type](id, copy));
}

/**
 * The same for a plan.
 *
 * @param owner the id of the construct or component that was planned
 */
export const explainPlan = (owner: string, plan: Planned): AccessMatrix =>
  JSON.parse(numberUnresolved(JSON.stringify(matrixOf(owner, plan))));

function nameOf(specification: unknown): string | undefined {
  const name = isRecord(specification) ? specification.name : undefined;
  return typeof name === "string" && name !== "" && !isUnresolved(name) ? name : undefined;
}

function matrixOf(owner: string, { access, branches = {}, resources = [], unnamedBranches }: Planned): AccessMatrix {
  const idOf = ({ path }: RoleAccess) => (path === "" ? owner : `${owner}: ${path}`);
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const ofApp = access.find(({ type, otherBranches }) => type === "compute" && otherBranches);
  const unnamed = unnamedBranchesOf(owner, unnamedBranches, ofApp && idOf(ofApp));
  return {
    roles: access.map((role) => {
      const { type, role: name, exists, branches: on, otherBranches, managedPolicies } = role;
      const of = { id: idOf(role), owner, type, name, exists, branches: on, otherBranches, managedPolicies };
      const boundary = exists ? undefined : boundaryOf(name, resources);
      return boundary === undefined ? of : { ...of, boundary: { name: boundary } };
    }),
    branches: Object.entries(branches).map(([name, { branch }]): MatrixBranch => {
      const role = access.find(({ type, branches: on }) => type === "compute" && on.includes(name));
      const named = { owner, name, ...stageOf(byId.get(branch)) };
      if (role === undefined) return { ...named, computeRoleSource: "none" };
      return { ...named, computeRole: idOf(role), computeRoleSource: role.otherBranches ? "app" : "branch" };
    }),
    ...(unnamed.length === 0 ? {} : { unnamedBranches: unnamed }),
    permissions: access.flatMap((role) =>
      role.grants.flatMap(({ path, by, statements }) =>
        minimize(statements).map((statement): RolePermission => ({ role: idOf(role), by, path, statement })),
      ),
    ),
  };
}

/** The boundary of a role that is planned. Only its ARN is known. */
const boundaryOf = (name: string, resources: readonly PlannedResource[]): string | undefined =>
  resources
    .flatMap((resource) => (resource.type === "aws_iam_role" ? resource.arguments : []))
    .find((role) => role.name === name)?.permissionsBoundary;

/** The stage of a branch, of either resource type. */
function stageOf(resource: PlannedResource | undefined): Pick<MatrixBranch, "stage"> {
  const stage =
    resource?.type === "aws_amplify_branch"
      ? resource.arguments.stage
      : resource?.type === "aws_cloudcontrolapi_resource"
        ? resource.arguments.desiredState.Stage
        : undefined;
  return typeof stage === "string" && stage !== "NONE" && !isUnresolved(stage) ? { stage } : {};
}

/** What Amplify creates by itself, and what it runs as. */
function unnamedBranchesOf(
  owner: string,
  { previews, autoCreated }: NonNullable<Planned["unnamedBranches"]> = { previews: false, autoCreated: false },
  computeRole: string | undefined,
): readonly MatrixBranch[] {
  const names = [
    ...(previews ? [UNNAMED_BRANCHES.previews] : []),
    ...(autoCreated ? [UNNAMED_BRANCHES.autoCreated] : []),
  ];
  return names.map((name) =>
    computeRole === undefined
      ? { owner, name, computeRoleSource: "none" }
      : { owner, name, computeRole, computeRoleSource: "app" },
  );
}
