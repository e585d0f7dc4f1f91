import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import { invalidBranchName, isBranchName, type ParsedBranch } from "../specification/branch.schema.js";
import { branchArguments } from "../specification/branch-arguments.schema.js";
import { mapValues } from "../util/map-values.js";
import { pick } from "../util/pick.js";
import { planAmplifyBranch } from "./amplify-branch.js";
import type { AppRequest } from "./app-request.js";
import { APP, permissionsOf, preventsDestroy, roleArnOf } from "./app-resource.js";
import { planAppComputeRole } from "./app-roles.js";
import { planCloudControlBranch } from "./cloud-control-branch.js";
import { checkBranchImport } from "./import.js";
import { sanitized } from "./names.js";
import { checkArguments } from "./provider.js";
import type { PlannedResource } from "./resources.js";
import type { RolePlan } from "./role.js";

/** @param other the name of the branch that the id is taken by */
const branchNameCollision = (id: string, other: string): Report => ({
  code: "BRANCH_NAME_COLLISION",
  message: `The names of resources of this branch and of ${quoted(other)} would both contain ${quoted(id)}.`,
  fix: 'Give one of the two branches another "id".',
  parameters: { id, other: toDisplayString(other) },
});

const computeRoleRequiresCloudControl = (): Report => ({
  code: "REQUIRES_CLOUD_CONTROL",
  message: "aws_amplify_branch does not support a compute role.",
  fix: 'Remove "managedBy", or write managedBy: "cloudControl".',
  parameters: { argument: "computeRole" },
});

const branchNotImportable = (): Report => ({
  code: "BRANCH_NOT_IMPORTABLE",
  message:
    "This branch is managed through Cloud Control, like every branch with its own compute role, and Cloud Control cannot import an existing branch.",
  fix: 'If the branch does not exist yet, write import: false. If it exists, remove "computeRole" here, and attach an AmplifyComputeRole with its attachCommand.',
});

const ARGUMENTS = Object.keys(branchArguments) as (keyof typeof branchArguments)[];

/** A planned branch. */
export interface BranchPlan {
  readonly resource: PlannedResource<"aws_amplify_branch"> | PlannedResource<"aws_cloudcontrolapi_resource">;
  /** The branch's own role, if it is created. */
  readonly role: RolePlan | undefined;
}

/** The roles of the app. */
interface AppRoles {
  readonly service: RolePlan | undefined;
  /** What of the app's compute role refers to the app, which therefore does not wait for it. */
  readonly computeAfterApp: readonly PlannedResource[];
  /** The ARN of the app's compute role. */
  readonly computeRoleArn: string | undefined;
}

/** Plans the branches of an app, by name. */
export function planBranches(request: AppRequest, roles: AppRoles): Readonly<Record<string, BranchPlan>> {
  const branchesContext = request.context.property("branches");
  const ids = new Map<string, string>();
  const branches = mapValues(request.spec.branches ?? {}, (branch, name) => {
    const context = branchesContext.property(name);
    const id = sanitized(branch.id ?? name);
    if (id === "" && isBranchName(name)) context.report(invalidBranchName(name));
    const other = ids.get(id.toLowerCase());
    if (other !== undefined) context.report(branchNameCollision(id, other));
    ids.set(id.toLowerCase(), name);
    return planBranch(request, roles, { name, id, branch, context });
  });
  checkResourceIds(branches, branchesContext);
  return branches;
}

/** Reports a branch "x-compute-role" whose resource has the id of the compute role of a branch "x". */
function checkResourceIds(branches: Readonly<Record<string, BranchPlan>>, branchesContext: Context): void {
  const roleIds = new Map<string, string>();
  for (const [name, { role }] of Object.entries(branches))
    for (const { id } of role?.resources ?? []) roleIds.set(id, name);
  for (const [name, { resource }] of Object.entries(branches)) {
    const other = roleIds.get(resource.id);
    if (other !== undefined) branchesContext.property(name).report(branchNameCollision(resource.id, other));
  }
}

interface NamedBranch {
  readonly name: string;
  /** Its part of the names of resources. */
  readonly id: string;
  readonly branch: ParsedBranch;
  /** Where the branch is specified. */
  readonly context: Context;
}

/** What a branch is created as. Only Cloud Control can set a compute role. */
export const managedByOf = ({ managedBy, computeRole }: ParsedBranch): NonNullable<ParsedBranch["managedBy"]> =>
  managedBy ?? (computeRole === undefined ? "amplify" : "cloudControl");

function planBranch(
  request: AppRequest,
  { service, computeAfterApp, computeRoleArn }: AppRoles,
  { name, id, branch, context }: NamedBranch,
): BranchPlan {
  const role = planAppComputeRole(request, branch.computeRole, context.property("computeRole"), { id, name });
  const ownRoleArn = roleArnOf(role, branch.computeRole);
  const managedBy = managedByOf(branch);
  if (managedBy === "amplify" && ownRoleArn !== undefined)
    context.property("managedBy").report(computeRoleRequiresCloudControl());
  const given = pick(branch, ARGUMENTS);
  if (managedBy === "amplify") checkArguments(request.tool, "aws_amplify_branch", given, context);

  const planResource = managedBy === "amplify" ? planAmplifyBranch : planCloudControlBranch;
  const resource = planResource({
    id: `branch-${id}`,
    context,
    app: APP,
    branchName: name,
    arguments: given,
    buildSpec: branch.buildSpec,
    notificationRule: branch.notificationRule,
    // Always set: Cloud Control keeps the old role when the property is omitted.
    computeRoleArn: ownRoleArn ?? computeRoleArn,
    importId: branchImportId(request, { name, branch, context }, managedBy),
    preventDestroy: preventsDestroy(request),
    tool: request.tool,
    dependsOn: [...permissionsOf(service), ...computeAfterApp.map(({ id }) => id), ...permissionsOf(role)],
    resourceRegion: request.resourceRegion,
  });
  return { resource, role };
}

/** The id of a branch that is imported; none for a new one. */
function branchImportId(
  request: AppRequest,
  { name, branch, context }: Omit<NamedBranch, "id">,
  managedBy: NonNullable<ParsedBranch["managedBy"]>,
): string | undefined {
  const { importId } = request.spec;
  if (!(branch.import ?? importId !== undefined)) return undefined;
  if (managedBy === "cloudControl") context.report(branchNotImportable());
  checkBranchImport(request, branch, context);
  return `${importId}/${name}`;
}
