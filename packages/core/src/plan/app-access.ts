import { accessOf, ON_NO_BRANCH, type PlannedOrExisting, type RoleAccess } from "./access.js";

/** The roles of an app, by what they are there for. */
export interface AppRoles {
  readonly service: PlannedOrExisting;
  readonly compute: PlannedOrExisting;
  /** Branches' own compute roles, by branch name. */
  readonly branches: Readonly<Record<string, PlannedOrExisting>>;
  readonly authenticated: PlannedOrExisting;
  readonly unauthenticated: PlannedOrExisting;
}

/** Who may do what on which branch. A branch's own compute role takes the place of the app's. */
export function appAccess({
  service,
  compute,
  branches,
  authenticated,
  unauthenticated,
}: AppRoles): readonly RoleAccess[] {
  const names = Object.keys(branches);
  const isOwn = (name: string) => branches[name]?.role !== undefined || branches[name]?.arn !== undefined;
  const sharing = names.filter((name) => !isOwn(name));
  return [
    ...accessOf("service", service, { branches: names, otherBranches: true }),
    ...accessOf("compute", compute, { branches: sharing, otherBranches: true }),
    ...Object.entries(branches).flatMap(([name, own]) =>
      accessOf("compute", own, { branches: [name], otherBranches: false }),
    ),
    ...accessOf("authenticated", authenticated, ON_NO_BRANCH),
    ...accessOf("unauthenticated", unauthenticated, ON_NO_BRANCH),
  ];
}
