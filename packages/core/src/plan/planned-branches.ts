import { mapValues } from "../util/map-values.js";
import { omitUndefined } from "../util/omit-undefined.js";
import type { AppRequest } from "./app-request.js";
import { existingRoleArn } from "./app-resource.js";
import type { AppSettingsPlan } from "./app-settings.js";
import { type BranchSummary, branchSummary } from "./branch-summary.js";
import type { BranchPlan } from "./branches.js";
import { appComputeRole } from "./previews.js";
import type { PlannedRole, PlannedSettings } from "./resources.js";
import type { RolePlan } from "./role.js";

/** A planned branch. */
export interface PlannedBranch {
  /** The id of its resource. */
  readonly branch: string;
  /** Its own role, if it is created. */
  readonly computeRole?: PlannedRole;
  /** What it is created with, for people who look at the plan. */
  readonly summary: BranchSummary;
  /** Its own settings, if it has a path of its own. */
  readonly settings?: PlannedSettings;
}

interface Parts {
  readonly compute: RolePlan | undefined;
  readonly branches: Readonly<Record<string, BranchPlan>>;
  readonly settings: AppSettingsPlan | undefined;
}

/** What adapters need of the branches, by name. */
export function plannedBranches(
  request: AppRequest,
  { compute, branches, settings }: Parts,
): Readonly<Record<string, PlannedBranch>> {
  const ofApp = compute?.planned.arn ?? existingRoleArn(appComputeRole(request).given);
  return mapValues(branches, ({ resource, role }, name) => {
    const spec = request.spec.branches?.[name] ?? {};
    return {
      branch: resource.id,
      // Few programs look at it.
      get summary() {
        return branchSummary(name, spec, role?.planned.arn ?? existingRoleArn(spec.computeRole) ?? ofApp);
      },
      ...omitUndefined({ computeRole: role?.planned, settings: settings?.branches[name]?.planned }),
    };
  });
}
