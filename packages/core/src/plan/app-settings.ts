import type { Report } from "../findings/finding.js";
import { requiredProperty, unknownProperty, unresolvedStructure } from "../findings/messages.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import type { ParsedBranch } from "../specification/branch.schema.js";
import type { ParsedAppSettings } from "../specification/settings.schema.js";
import { inTwoPlaces, PATH_VARIABLE } from "../specification/settings-rules.js";
import { mapValues } from "../util/map-values.js";
import { omitUndefined } from "../util/omit-undefined.js";
import type { AppRequest } from "./app-request.js";
import { buildCommand } from "./build-command.js";
import { sanitized } from "./names.js";
import { type ResourceRegion, resourceRegion } from "./provider.js";
import type { PlannedGrant } from "./role.js";
import { planSettings, type SettingsPlan } from "./settings.js";
import { settingsAccess } from "./settings-access.js";

/** @param role what has no new role: `app`, `branch` */
const settingsWithoutRole = (role: "app" | "branch"): Report => ({
  code: "SETTINGS_WITHOUT_ROLE",
  message:
    role === "app"
      ? "The app has settings, but no new compute role that could be allowed to read them."
      : "This branch has settings of its own, but no new compute role that could be allowed to read them.",
  fix: "Write computeRole: {} for a new role. For an existing one, use AmplifySettings and its `grants`.",
  parameters: { role },
});

const pathNotInBuildSpec = (): Report => ({
  code: "SETTINGS_PATH_NOT_IN_BUILD_SPEC",
  severity: "warning",
  message: `The build specification does not pass ${PATH_VARIABLE} on, so the running server cannot find its settings.`,
  fix: `Add this command before the framework's build: ${buildCommand()}.`,
  parameters: { command: buildCommand() },
});

/** The settings of an app: those under the app's path, and those of branches with a path of their own, by branch name. */
export interface AppSettingsPlan {
  readonly own?: SettingsPlan;
  readonly branches: Readonly<Record<string, SettingsPlan>>;
}

/** Plans the settings of an app, if it has any. */
export function planAppSettings({ spec, context, tool }: AppRequest): AppSettingsPlan | undefined {
  const { settings } = spec;
  if (settings === undefined) return undefined;
  const settingsContext = context.property("settings");
  const { path, variables = {}, kmsKey, recoveryWindowInDays, tags } = settings;
  const planUnder = (under: string, prefix: string): SettingsPlan =>
    planSettings({
      prefix,
      context: settingsContext,
      path: under,
      variables,
      kmsKey,
      recoveryWindowInDays,
      tags,
      tool,
      resourceRegion: regionOfSettings(spec.region, tool),
    });
  checkRoles(spec, settings, context);
  const branchIds = (name: string) => sanitized(spec.branches?.[name]?.id ?? name);
  return {
    ...(path === undefined ? {} : { own: planUnder(path, "settings-") }),
    branches: Object.fromEntries(
      Object.entries(settings.branches ?? {})
        .filter(([, branch]) => branch.path !== undefined)
        .map(([name, branch]) => [name, planUnder(branch.path, `settings-of-${branchIds(name)}-`)]),
    ),
  };
}

export const regionOfSettings = (region: string | undefined, tool: AppRequest["tool"]): ResourceRegion =>
  resourceRegion(region, "aws_ssm_parameter", tool);

/** Reports settings that no role could read, and settings of branches that are not there. */
function checkRoles(spec: AppRequest["spec"], settings: ParsedAppSettings, context: Context): void {
  const branches = spec.branches ?? {};
  const hasNewRole = ({ computeRole }: { computeRole?: unknown }) => typeof computeRole === "object";
  const settingsContext = context.property("settings");
  const sharing = Object.entries(branches).filter(([name]) => settings.branches?.[name] === undefined);
  if (settings.path !== undefined && !hasNewRole(spec)) {
    const isRead = sharing.length > 0 && sharing.every(([, branch]) => hasNewRole(branch));
    if (!isRead) settingsContext.report(settingsWithoutRole("app"));
  }
  for (const name of Object.keys(settings.branches ?? {})) {
    const at = settingsContext.property("branches").property(name);
    const branch = branches[name];
    if (branch === undefined) at.report(unknownProperty(name, Object.keys(branches)));
    else if (!hasNewRole(branch)) at.report(settingsWithoutRole("branch"));
  }
}

/**
 * What the compute role of the app, or of one of its branches, may read.
 *
 * @param branch the name of the branch that has the role
 */
export function settingsOfRole({ spec, context }: AppRequest, branch?: string): readonly PlannedGrant[] {
  const { settings } = spec;
  // Previews run code of pull requests. Only a role that the app itself is given reads its settings.
  if (settings === undefined || (branch === undefined && spec.computeRole === undefined)) return [];
  const path = (branch === undefined ? undefined : settings.branches?.[branch]?.path) ?? settings.path;
  if (path === undefined) return [];
  return [settingsAccess({ ...settings, path, variables: settings.variables ?? {} }, context.property("settings"))];
}

/** The app with the variable that tells its server, and that of each branch, the path of the settings. */
export function withSettingsPath(request: AppRequest): AppRequest {
  const { spec, context } = request;
  const { settings } = spec;
  if (settings === undefined) return request;
  const isImported = spec.importId !== undefined;
  for (const name of Object.keys(settings.variables ?? {})) checkVariable(name, spec.environmentVariables, context);
  const branches = mapValues(spec.branches ?? {}, (branch, name): ParsedBranch => {
    const at = context.property("branches").property(name);
    for (const variable of Object.keys(settings.variables ?? {}))
      checkVariable(variable, branch.environmentVariables, at);
    const path = settings.branches?.[name]?.path;
    if (path === undefined) return branch;
    return { ...branch, ...withPath(branch, path, at, branch.import ?? isImported) };
  });
  checkBuildSpecs(spec, context);
  const own = settings.path === undefined ? {} : withPath(spec, settings.path, context, isImported);
  return { ...request, spec: { ...spec, ...own, ...omitUndefined({ branches: spec.branches && branches }) } };
}

type Variables = Readonly<Record<string, string>> | undefined;

/** Reports a setting that is also an environment variable: the server would not know which one counts. */
function checkVariable(name: string, variables: Variables, context: Context): void {
  if (typeof variables !== "object" || variables[name] === undefined) return;
  context.property("environmentVariables").property(name).report(inTwoPlaces(name, "settings.variables"));
}

function withPath(
  { environmentVariables }: { readonly environmentVariables?: Variables },
  path: string,
  context: Context,
  isImported: boolean,
): { readonly environmentVariables?: Readonly<Record<string, string>> } {
  const at = context.property("environmentVariables");
  // Variables that are left out stay as they are in AWS while an app is imported. One variable would replace them all.
  if (environmentVariables === undefined && isImported) at.report(requiredProperty("environmentVariables"));
  if (typeof environmentVariables === "string") {
    at.report(unresolvedStructure("object"));
    return {};
  }
  if (environmentVariables?.[PATH_VARIABLE] !== undefined)
    at.property(PATH_VARIABLE).report(inTwoPlaces(PATH_VARIABLE, "settings"));
  return { environmentVariables: { ...environmentVariables, [PATH_VARIABLE]: path } };
}

/** Warns of build specifications in the program that do not pass the path on. One in the repository is not known here. */
function checkBuildSpecs({ buildSpec, branches = {} }: AppRequest["spec"], context: Context): void {
  const at = [
    [buildSpec, context] as const,
    ...Object.entries(branches).map(
      ([name, branch]) => [branch.buildSpec, context.property("branches").property(name)] as const,
    ),
  ];
  for (const [text, where] of at) {
    if (text !== undefined && text !== "" && !isUnresolved(text) && !text.includes(PATH_VARIABLE))
      where.property("buildSpec").report(pathNotInBuildSpec());
  }
}
