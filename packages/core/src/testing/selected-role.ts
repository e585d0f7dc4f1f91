import { codeList, quoted } from "../findings/text.js";
import type { RoleAccess, RoleType } from "../plan/access.js";
import { nearest } from "../util/similar.js";
import { AccessError } from "./access-error.js";
import type { TestedAccess } from "./subject.js";

/** Which role of a construct or component a test is about. */
export interface RoleSelection {
  /** The branch whose compute role is tested. Default: the compute role of branches without a role of their own. */
  readonly branch?: string;
  /** Default: `compute`, or the only role of a construct or component that has one. */
  readonly role?: RoleType;
}

/** The selected role, or the reason why no role was selected. */
export interface SelectedRole {
  /** For messages: `AmplifySsrApp "web", branch "develop"`. */
  readonly subject: string;
  /** Undefined if server code on the branch has no role. */
  readonly role: RoleAccess | undefined;
}

/** @throws AccessError if there is no such branch or role */
export function selectRole(tested: TestedAccess, { branch, role }: RoleSelection): SelectedRole {
  const { label, branches, access } = tested;
  if (branch !== undefined) checkBranch(tested, branch);
  const types = [...new Set(access.map(({ type }) => type))];
  if (branches === undefined) return { subject: label, role: standaloneRole(tested, types, role) };
  const type = role ?? "compute";
  const subject = branch === undefined ? label : `${label}, branch ${quoted(branch)}`;
  const of = access.filter((one) => one.type === type);
  if (type !== "compute") {
    if (of[0] === undefined) throw noRole(label, type, types);
    return { subject, role: of[0] };
  }
  const found = of.find((one) => (branch === undefined ? one.otherBranches : one.branches.includes(branch)));
  if (found === undefined && branch === undefined) throw noSharedRole(label, branches);
  return { subject, role: found };
}

function checkBranch({ label, branches, access }: TestedAccess, branch: string): void {
  if (typeof branch !== "string") throw new AccessError('Expected the name of a branch: { branch: "main" }.');
  const known = branches ?? access.flatMap((role) => role.branches);
  if (known.includes(branch)) return;
  if (known.length === 0) throw new AccessError(`${label} names no branch. Leave out \`branch\`.`);
  const meant = nearest(branch, known);
  const fix = meant === undefined ? `Its branches: ${known.map(quoted).join(", ")}.` : `Did you mean ${quoted(meant)}?`;
  const unnamed =
    branches === undefined
      ? ""
      : " For previews and branches that Amplify creates, leave out `branch`: they run as the app's compute role.";
  throw new AccessError(`${label} has no branch ${quoted(branch)}. ${fix}${unnamed}`);
}

function standaloneRole(
  { label, access }: TestedAccess,
  types: readonly RoleType[],
  role: RoleType | undefined,
): RoleAccess {
  if (role === undefined && access.length > 1) {
    throw new AccessError(`${label} has several roles. Write which one: { role: ${codeList(types.map(quoted))} }.`);
  }
  const found = access.find(({ type }) => role === undefined || type === role);
  if (found === undefined) throw noRole(label, role ?? "compute", types);
  return found;
}

const noRole = (label: string, role: RoleType, types: readonly RoleType[]) =>
  new AccessError(
    `${label} has no role ${quoted(role)}. ${types.length === 0 ? "It has none." : `Its roles: ${types.map(quoted).join(", ")}.`}`,
  );

const noSharedRole = (label: string, branches: readonly string[]) =>
  new AccessError(
    `${label} has no compute role of its own. Name a branch: ${codeList(branches.map((one) => `{ branch: ${quoted(one)} }`))}.`,
  );
