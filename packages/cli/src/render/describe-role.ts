import type { AccessMatrix, MatrixBranch, MatrixRole } from "@amplify-roles/core";

/** What each kind of role is for. */
const KINDS: Readonly<Record<MatrixRole["kind"], { readonly title: string; readonly purpose: string }>> = {
  service: { title: "Service role", purpose: "for builds, and to write the SSR logs" },
  compute: { title: "Server code", purpose: "what the SSR code runs as" },
  either: { title: "Role for Amplify", purpose: "a service role or a compute role, attached elsewhere" },
  authenticated: { title: "Signed-in users", purpose: "users of the identity pool who are signed in" },
  unauthenticated: { title: "Guests", purpose: "users of the identity pool who are not signed in" },
};

/** A role's title; with its owner if the matrix is about several. */
export const titleOf = ({ kind, owner }: MatrixRole, withOwner: boolean): string =>
  withOwner ? `${owner}: ${KINDS[kind].title}` : KINDS[kind].title;
export const purposeOf = ({ kind }: MatrixRole): string => KINDS[kind].purpose;

/** Whether a matrix is about several apps, so that titles need their names. */
export const hasSeveralOwners = ({ roles, branches }: AccessMatrix): boolean =>
  new Set([...roles, ...branches].map(({ owner }) => owner)).size > 1;

/** Where a role is in effect; the first `max` branches by name. */
export function reachOf({ kind, branches, otherBranches }: MatrixRole, max = Number.POSITIVE_INFINITY): string {
  if (kind === "authenticated" || kind === "unauthenticated") return "in browsers";
  if (branches.length === 0 && !otherBranches) return "wherever it is attached";
  if (kind === "service") return "every branch";
  const named = branches.slice(0, max).join(", ") + (branches.length > max ? `, ${branches.length - max} more` : "");
  if (!otherBranches) return named;
  return branches.length === 0 ? "branches without a role of their own" : `${named}, and any other branch`;
}

/** The branches by name, and those that Amplify creates by itself. */
export const allBranches = ({ branches, unnamedBranches = [] }: AccessMatrix): readonly MatrixBranch[] => [
  ...branches,
  ...unnamedBranches,
];

/** Why a branch's server code runs as the role that it does. */
export const COMPUTE_ROLE_SOURCES: Readonly<Record<MatrixBranch["computeRoleSource"], string>> = {
  branch: "the branch has a role of its own",
  app: "the branch has no role of its own, so the app's applies",
  none: "neither the branch nor the app has a role, so the server code has no credentials",
};
