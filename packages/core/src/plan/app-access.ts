import { accessOf, NO_BRANCH, type PlannedOrExisting, type RoleAccess } from "./access.js";

/** The roles of an app. */
export interface AppRoles {
  readonly service: PlannedOrExisting;
  readonly compute: PlannedOrExisting;
  /** The branches' own compute roles, by branch name. */
  readonly branches: Readonly<Record<string, PlannedOrExisting>>;
  readonly authenticated: PlannedOrExisting;
  readonly unauthenticated: PlannedOrExisting;
}

/** Who may do what on which branch. A branch with its own compute role does not use the app's. */
export function appAccess({
  service,
  compute,
  branches,
  authenticated,
  unauthenticated,
}: AppRoles): readonly RoleAccess[] {
  const names = Object.keys(branches);
  const hasOwnRole = (name: string) => branches[name]?.role !== undefined || branches[name]?.arn !== undefined;
  const sharing = names.filter((name) => !hasOwnRole(name));
  return [
    ...accessOf("service", service, { branches: names, otherBranches: true }),
    ...accessOf("compute", compute, { branches: sharing, otherBranches: true }),
    ...Object.entries(branches).flatMap(([name, own]) =>
      accessOf("compute", own, { branches: [name], otherBranches: false }),
    ),
    ...accessOf("authenticated", authenticated, NO_BRANCH),
    ...accessOf("unauthenticated", unauthenticated, NO_BRANCH),
  ];
}
