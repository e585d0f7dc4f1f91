import { type AccessMatrix, type MatrixBranch, type MatrixRole, UNNAMED_BRANCHES } from "./matrix.js";

/**
 * Who somebody is. `otherBranches`: those that no branch of the matrix names. `builds`: Amplify's builds, with the service
 * role. `role`: whoever uses a role that is no app's.
 */
export type AccessHolderType =
  | "branch"
  | "previews"
  | "autoCreatedBranches"
  | "otherBranches"
  | "builds"
  | "signedInUsers"
  | "guests"
  | "role";

/** Who has access: the server code of a branch, a build, the users of an identity pool, or whoever uses a role. */
export interface AccessHolder {
  /** The app, or what else the role belongs to. */
  readonly owner: string;
  readonly holder: AccessHolderType;
  /** Their name in reports: that of a branch (`develop`), `builds`, `guests`, `role web`. A branch can have any name. */
  readonly who: string;
  readonly type: MatrixRole["type"];
  /** The branch's stage, such as `PRODUCTION`. Left out if it has none, or is no branch. */
  readonly stage?: string;
  /** Left out if server code has no role. */
  readonly role?: MatrixRole;
}

/** Everyone in a matrix who may have access. */
export function holdersOf(matrix: AccessMatrix): readonly AccessHolder[] {
  const { roles, branches, unnamedBranches = [] } = matrix;
  const all = [...branches, ...unnamedBranches];
  const apps = new Set([...all.map(({ owner }) => owner), ...roles.filter(isOfApp).map(({ owner }) => owner)]);
  const ofRoles = roles.flatMap((role): readonly AccessHolder[] => {
    const holder = holderOfRole(role, apps);
    return holder === undefined ? [] : [{ owner: role.owner, ...holder, type: role.type, role }];
  });
  return [
    ...branches.map((branch) => ofBranch("branch", branch, roles)),
    ...unnamedBranches.map((branch) =>
      ofBranch(isPreviews(branch) ? "previews" : "autoCreatedBranches", branch, roles),
    ),
    ...ofRoles,
  ];
}

/** Whether the role is one of an app, which has more roles or branches than this one. */
const isOfApp = ({ type, branches }: MatrixRole) => type === "service" || branches.length > 0;

const isPreviews = ({ name }: MatrixBranch) => name === UNNAMED_BRANCHES.previews;

function ofBranch(
  holder: AccessHolderType,
  { owner, name, stage, computeRole }: MatrixBranch,
  roles: readonly MatrixRole[],
): AccessHolder {
  const role = roles.find(({ id }) => id === computeRole);
  return {
    owner,
    holder,
    who: name,
    type: "compute",
    ...(stage === undefined ? {} : { stage }),
    ...(role === undefined ? {} : { role }),
  };
}

/** Undefined for the role of branches that the matrix names. */
function holderOfRole(
  { type, name, owner, branches, otherBranches }: MatrixRole,
  apps: ReadonlySet<string>,
): Pick<AccessHolder, "holder" | "who"> | undefined {
  if (type === "service") return { holder: "builds", who: "builds" };
  if (type === "authenticated") return { holder: "signedInUsers", who: "signed-in users" };
  if (type === "unauthenticated") return { holder: "guests", who: "guests" };
  const itself = { holder: "role", who: `role ${name}` } as const;
  if (!apps.has(owner)) return itself;
  if (otherBranches) return { holder: "otherBranches", who: "other branches" };
  return branches.length > 0 ? undefined : itself;
}

/**
 * The holders of two matrices, by who they are. An app that has another name is the same app if each matrix has one.
 */
export function pairedHolders(
  before: AccessMatrix,
  after: AccessMatrix,
): readonly { readonly before?: AccessHolder; readonly after?: AccessHolder }[] {
  const [old, now] = [holdersOf(before), holdersOf(after)];
  const [oldApps, nowApps] = [appsOf(old), appsOf(now)];
  const isSameApp = oldApps.length === 1 && nowApps.length === 1;
  const keyOf = ({ owner, holder, who }: AccessHolder, apps: readonly string[]) =>
    JSON.stringify([isSameApp && apps.includes(owner) ? "" : owner, holder, who]);
  const left = new Map(old.map((holder) => [keyOf(holder, oldApps), holder]));
  const current = now.map((after) => {
    const key = keyOf(after, nowApps);
    const before = left.get(key);
    left.delete(key);
    return before === undefined ? { after } : { before, after };
  });
  return [...current, ...[...left.values()].map((before) => ({ before }))];
}

const appsOf = (holders: readonly AccessHolder[]) => [
  ...new Set(holders.filter(({ holder }) => holder !== "role").map(({ owner }) => owner)),
];
