import { Collector } from "../findings/collector.js";
import type { Grant } from "../grants/grant.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import { policyDocument } from "../policy/policy.js";
import { Context } from "../schema/context.js";
import { withDeployment } from "../specification/deployment.schema.js";
import { type ParsedStandaloneSettings, standaloneSettings } from "../specification/settings.schema.js";
import { PATH_VARIABLE } from "../specification/settings-rules.js";
import { regionOfSettings } from "./app-settings.js";
import { buildCommand } from "./build-command.js";
import { sanitized } from "./names.js";
import type { ProviderSupport } from "./provider.js";
import type { PlannedResource, PlannedSettings } from "./resources.js";
import { planOrThrow, type WithWarnings } from "./result.js";
import { planSettings } from "./settings.js";
import { settingsAccess, settingsGrants } from "./settings-access.js";
import { settingsCost } from "./settings-cost.js";

/** Planned settings without an app. */
export interface StandaloneSettingsPlan {
  readonly resources: readonly PlannedResource[];
  readonly settings: PlannedSettings;
  /** What reads the settings. */
  readonly grants: readonly Grant[];
  /** What tells a server the path. */
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly buildCommand: string;
  /** US dollars per month, without calls. */
  readonly monthlyCost: number;
  readonly notes: readonly string[];
}

/**
 * Plans settings for roles of any service.
 *
 * @param id names what is specified in messages
 * @param specification an `AmplifySettingsSpec` of unknown shape, with placeholders for values known only after deploy
 * @throws SpecificationError with all errors in the specification
 */
export function planAmplifySettings(
  id: string,
  specification: unknown,
  tool: ProviderSupport = {},
): WithWarnings<StandaloneSettingsPlan> {
  const collector = new Collector();
  const context = withDeployment(specification, new Context(collector));
  const spec: Partial<ParsedStandaloneSettings> = standaloneSettings(specification, context) ?? {};
  const { path = "", variables = {}, roles = [] } = spec;
  const resourceRegion = regionOfSettings(spec.region, tool);
  const settings = planSettings({ ...spec, prefix: "", context, path, variables, tool, resourceRegion });
  const readable = { path, variables, kmsKey: spec.kmsKey };
  const policy = policyDocument(settingsAccess(readable, context).statements);
  const policies = roles.map(
    (role, index): PlannedResource => ({
      type: "aws_iam_role_policy",
      id: `access-${isUnresolved(role) ? index : sanitized(role)}`,
      dependsOn: [],
      arguments: { name: `settings${path.replaceAll("/", "-")}`.slice(0, 128), role, policy },
    }),
  );
  const plan: StandaloneSettingsPlan = {
    resources: [...settings.resources, ...policies],
    settings: settings.planned,
    grants: settingsGrants(readable),
    environmentVariables: { [PATH_VARIABLE]: path },
    buildCommand: buildCommand(),
    monthlyCost: settings.monthlyCost,
    notes: [settingsCost([settings])],
  };
  return planOrThrow(`AmplifySettings "${id}"`, specification, plan, collector);
}
