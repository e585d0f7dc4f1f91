import type { AccessMatrix, MatrixBranch, MatrixRole } from "./matrix.js";

/** Who has access: the server code of a branch, a build, the users of an identity pool, or whoever uses a role. */
export interface AccessHolder {
  /** The app, or what else the role belongs to. */
  readonly owner: string;
  /** A branch's name: `develop`; `other branches`, `pull-request previews`, `builds`, `signed-in users`, `guests`, `role web`. */
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
    const who = whoHas(role, apps);
    return who === undefined ? [] : [{ owner: role.owner, who, type: role.type, role }];
  });
  return [...all.map((branch) => ofBranch(branch, roles)), ...ofRoles];
}

/** Whether the role is one of an app, which has more roles or branches than this one. */
const isOfApp = ({ type, branches }: MatrixRole) => type === "service" || branches.length > 0;

function ofBranch({ owner, name, stage, computeRole }: MatrixBranch, roles: readonly MatrixRole[]): AccessHolder {
  const role = roles.find(({ id }) => id === computeRole);
  return {
    owner,
    who: name,
    type: "compute",
    ...(stage === undefined ? {} : { stage }),
    ...(role === undefined ? {} : { role }),
  };
}

/** Undefined for the role of branches that the matrix names. */
function whoHas(
  { type, name, owner, branches, otherBranches }: MatrixRole,
  apps: ReadonlySet<string>,
): string | undefined {
  if (type === "service") return "builds";
  if (type === "authenticated") return "signed-in users";
  if (type === "unauthenticated") return "guests";
  if (!apps.has(owner)) return `role ${name}`;
  if (otherBranches) return "other branches";
  return branches.length > 0 ? undefined : `role ${name}`;
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
  const keyOf = ({ owner, who }: AccessHolder, apps: readonly string[]) =>
    JSON.stringify([isSameApp && apps.includes(owner) ? "" : owner, who]);
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
  ...new Set(holders.filter(({ who }) => !who.startsWith("role ")).map(({ owner }) => owner)),
];
