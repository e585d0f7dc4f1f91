import { isUnresolved } from "../placeholders/placeholder.js";
import type { RoleAccess } from "../plan/access.js";
import { planAmplifySsrApp } from "../plan/app.js";
import { planAmplifyComputeRole, planAmplifyIdentityPoolRole, planAmplifyServiceRole } from "../plan/standalone.js";
import { minimize } from "../policy/minimize.js";
import { isRecord } from "../schema/schema.js";
import type { AccessMatrix, MatrixBranch, RolePermission } from "./matrix.js";
import { numberUnresolved } from "./number-unresolved.js";

/** What of a plan says who may do what. */
interface Planned {
  readonly access: readonly RoleAccess[];
  /** By branch name. Default: none. */
  readonly branches?: Readonly<Record<string, unknown>>;
}

/** What a specification can be of: the constructs and components by their names. */
const planners = {
  AmplifySsrApp: planAmplifySsrApp,
  AmplifyServiceRole: planAmplifyServiceRole,
  AmplifyComputeRole: planAmplifyComputeRole,
  AmplifyIdentityPoolRole: planAmplifyIdentityPoolRole,
} satisfies Record<string, (id: string, specification: unknown) => Planned>;

/** What a specification is of: `AmplifySsrApp`. */
export type ExplainType = keyof typeof planners;

export const EXPLAIN_TYPES = Object.keys(planners) as readonly ExplainType[];

/** How to read a specification. */
export interface ExplainOptions {
  /** Default: `AmplifySsrApp`. */
  readonly kind?: ExplainType;
  /** Its name in its stack or program. Default: the specification's `name`, or its kind. */
  readonly id?: string;
}

/**
 * Who may do what on what, under which conditions, on which branches, and the grant that says so.
 *
 * @param specification what a construct or component is given, of unknown shape, without late values (see `bind`)
 * @throws SpecificationError with every mistake in it
 */
export function explain(specification: unknown, options: ExplainOptions = {}): AccessMatrix {
  const kind = options.kind ?? "AmplifySsrApp";
  const id = options.id ?? nameOf(specification) ?? kind;
  return explainPlan(id, planners[kind](id, specification));
}

/**
 * The same of what has been planned already.
 *
 * @param of the name of what was specified
 */
export const explainPlan = (of: string, plan: Planned): AccessMatrix =>
  JSON.parse(numberUnresolved(JSON.stringify(matrixOf(of, plan))));

function nameOf(specification: unknown): string | undefined {
  const name = isRecord(specification) ? specification.name : undefined;
  return typeof name === "string" && name !== "" && !isUnresolved(name) ? name : undefined;
}

function matrixOf(of: string, { access, branches = {} }: Planned): AccessMatrix {
  const idOf = ({ path }: RoleAccess) => (path === "" ? of : `${of}: ${path}`);
  return {
    roles: access.map((role) => {
      const { kind, role: name, exists, branches: on, otherBranches, managedPolicies } = role;
      return { id: idOf(role), of, kind, name, exists, branches: on, otherBranches, managedPolicies };
    }),
    branches: Object.keys(branches).map((name): MatrixBranch => {
      const role = access.find(({ kind, branches: on }) => kind === "compute" && on.includes(name));
      if (role === undefined) return { of, name, because: "none" };
      return { of, name, computeRole: idOf(role), because: role.otherBranches ? "app" : "own" };
    }),
    permissions: access.flatMap((role) =>
      role.grants.flatMap(({ path, by, statements }) =>
        minimize(statements).map((statement): RolePermission => ({ role: idOf(role), by, path, statement })),
      ),
    ),
  };
}
