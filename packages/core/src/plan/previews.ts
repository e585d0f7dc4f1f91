import { actionsMatching } from "../aws/service-reference.js";
import type { Report } from "../findings/finding.js";
import { codeList } from "../findings/text.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import { toArray } from "../policy/document.js";
import type { Context } from "../schema/context.js";
import type { ParsedApp } from "../specification/app.schema.js";
import type { AppRequest } from "./app-request.js";
import type { RolePlan } from "./role.js";

const twoRolesOfTheApp = (): Report => ({
  code: "CONFLICTING_ARGUMENTS",
  message: 'The app has one compute role, but both "computeRole" and "previews.computeRole" are given.',
  fix: 'Keep "previews.computeRole", and give each branch its own "computeRole".',
});

const PAGES =
  "AWS recommends roles for branches instead (https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html)";

const GIVE_BRANCHES_ROLES =
  'Give each branch its own "computeRole", and write what previews may do in previews: { computeRole: … }.';

/** @param which of previews and auto-created branches there are */
const previewsMayWrite = (which: string, actions: readonly string[]): Report => ({
  code: "PREVIEWS_MAY_WRITE",
  severity: "warning",
  message: `${which} run as this role, which may change data: ${actionList(actions)}. ${PAGES}.`,
  fix: GIVE_BRANCHES_ROLES,
  parameters: { actions },
});

const previewsRoleUnknown = (which: string): Report => ({
  code: "PREVIEWS_MAY_WRITE",
  severity: "warning",
  message: `${which} run as this role, and what it may do is not known here. ${PAGES}.`,
  fix: GIVE_BRANCHES_ROLES,
  parameters: { actions: [] },
});

const previewsWithoutRole = (which: string): Report => ({
  code: "PREVIEWS_WITHOUT_ROLE",
  severity: "warning",
  message: `${which} run without a compute role: the branches have their own roles, and the app has none. Their calls to AWS fail with CredentialsProviderError.`,
  fix: "Write previews: { computeRole: { grants: [ … ] } }, or previews: { computeRole: false } if they call no AWS service.",
});

const branchRunsAsPreviews = (): Report => ({
  code: "BRANCH_RUNS_AS_PREVIEWS",
  severity: "warning",
  message: "This branch has no compute role of its own, so its server code runs as the role of previews.",
  fix: 'Give the branch its own "computeRole".',
});

/** @param isPublic undefined if that is not known */
const publicPreviews = (isPublic: boolean | undefined, what: string): Report => ({
  code: "PREVIEWS_OF_PUBLIC_REPOSITORY",
  severity: "warning",
  message: `${isPublic ? "The repository is public: anybody can open a pull request" : "If the repository is public, anybody can open a pull request"}, and ${what}. AWS's pages differ: https://docs.aws.amazon.com/amplify/latest/userguide/pr-previews.html says that Amplify does not build previews of public repositories for SSR apps or with a service role, https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html says not to use the app's compute role with them.`,
  fix: isPublic
    ? "Turn previews off."
    : "Turn previews off, or write previews: { publicRepository: false } if the repository is private.",
  parameters: { isPublic: isPublic ?? "unknown" },
});

/** The compute role of the app, wherever it is specified, and where that is. */
export function appComputeRole({ spec, context }: AppRequest): {
  readonly given: ParsedApp["computeRole"];
  readonly context: Context;
} {
  const ofPreviews = spec.previews?.computeRole;
  if (spec.computeRole !== undefined || ofPreviews === undefined)
    return { given: spec.computeRole, context: context.property("computeRole") };
  const previewsContext = context.property("previews").property("computeRole");
  return { given: ofPreviews === false ? undefined : ofPreviews, context: previewsContext };
}

/** Whether Amplify may create pull-request previews, and branches by itself. A value known only after deploy counts. */
export function unnamedBranches({
  branches = {},
  autoBranchCreationConfig,
  enableAutoBranchCreation,
}: Partial<ParsedApp>): {
  readonly previews: boolean;
  readonly autoCreated: boolean;
} {
  const mayBe = (value: unknown) => value !== undefined && value !== false;
  const settings = [autoBranchCreationConfig, ...Object.values(branches)];
  return {
    previews: settings.some((one) => mayBe(one?.enablePullRequestPreview)),
    autoCreated: mayBe(enableAutoBranchCreation),
  };
}

/** Reports what previews and auto-created branches may do that users may not expect. */
export function checkPreviews(request: AppRequest, compute: RolePlan | undefined): void {
  const { spec, context } = request;
  const ofPreviews = spec.previews?.computeRole;
  const previewsContext = context.property("previews");
  if (ofPreviews !== undefined && spec.computeRole !== undefined)
    previewsContext.property("computeRole").report(twoRolesOfTheApp());
  const ownRoles = Object.values(spec.branches ?? {}).map(({ computeRole }) => computeRole !== undefined);
  if (ofPreviews !== undefined && ofPreviews !== false && spec.computeRole === undefined) {
    for (const [name, { computeRole }] of Object.entries(spec.branches ?? {}))
      if (computeRole === undefined) context.property("branches").property(name).report(branchRunsAsPreviews());
  }
  const { previews, autoCreated } = unnamedBranches(spec);
  if (!previews && !autoCreated) return;
  const which = [...(previews ? ["Pull-request previews"] : []), ...(autoCreated ? ["auto-created branches"] : [])];
  const subject = codeList(which, "and").replace(/^a/, "A");
  if (spec.computeRole !== undefined) reportRole(subject, compute, context.property("computeRole"));
  else if (ofPreviews === undefined && spec.importId === undefined && ownRoles.length > 0 && ownRoles.every(Boolean))
    previewsContext.report(previewsWithoutRole(subject));
  if (previews) reportPublicRepository(request);
}

/** Reports an app's role that may change data, or that may do what nobody can see here. */
function reportRole(subject: string, compute: RolePlan | undefined, context: Context): void {
  if (compute === undefined) {
    context.report(previewsRoleUnknown(subject));
    return;
  }
  const writes = [...writingActions(compute), ...compute.managedPolicies.filter((arn) => !/ReadOnly/i.test(arn))];
  if (writes.length > 0) context.report(previewsMayWrite(subject, writes));
}

/** The actions of a role's statements that do more than read. */
const writingActions = ({ statements }: RolePlan): readonly string[] =>
  statements
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Action, NotAction }) => (NotAction === undefined ? toArray(Action) : ["*"]))
    .filter((action) => action === "*" || mayWrite(action));

/** Decryption is listed as a write action. It changes nothing. */
export const mayWrite = (pattern: string): boolean =>
  pattern !== "kms:Decrypt" &&
  actionsMatching(pattern).some(({ accessLevel }) => accessLevel !== "read" && accessLevel !== "list");

/** More actions than anyone reads in a message. */
const MAX_ACTIONS = 3;

const actionList = (actions: readonly string[]): string =>
  actions.length <= MAX_ACTIONS
    ? codeList(actions, "and")
    : `${actions.slice(0, MAX_ACTIONS).join(", ")} and ${actions.length - MAX_ACTIONS} more`;

/** Git providers whose repositories can be public. */
const PUBLIC_HOSTS = /github\.com|gitlab\.com|bitbucket\.org/i;

function reportPublicRepository({ spec, context }: AppRequest): void {
  const isPublic = spec.previews?.publicRepository;
  const repository = spec.repository ?? "";
  if (isPublic === false || (isPublic === undefined && !isUnresolved(repository) && !PUBLIC_HOSTS.test(repository)))
    return;
  const roles = [
    ...(spec.serviceRole === false ? [] : ["its build runs as the service role"]),
    ...(spec.computeRole === undefined ? [] : ["its server code runs as the app's compute role"]),
  ];
  if (roles.length > 0) context.property("previews").report(publicPreviews(isPublic, codeList(roles, "and")));
}
