import { prices } from "../aws/prices.js";
import type { Report } from "../findings/finding.js";
import { counted } from "../findings/text.js";
import { maxLength, referencePlaceholder, withoutPlaceholders } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import type { ParsedNumber } from "../specification/parsed.js";
import type {
  GeneratedSetting,
  ParameterSetting,
  SecretSetting,
  SecureParameterSetting,
  SettingSpec,
} from "../specification/settings.js";
import { groupSizeReport, INDEX_NAME, MAX_PARAMETER_SIZE, nameReport } from "../specification/settings-rules.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { utf8Length } from "../util/utf8-length.js";
import { checkArguments, type ProviderSupport, type ResourceRegion } from "./provider.js";
import type { PlannedResource, PlannedSettings } from "./resources.js";
import { type SettingsIndex, settingsIndex } from "./settings-index.js";

/** What a parameter contains until `amplify-roles settings push` writes its value. Parameter Store accepts no empty one. */
export const NO_VALUE = "No value yet: run amplify-roles settings push";

/** The version of a parameter's value that `amplify-roles settings push` writes. */
const PUSHED = 0;

const tooManySettings = (size: number): Report => ({
  code: "TOO_MANY",
  message: `The names of the settings have ${counted(size, "byte")} in the parameter "${INDEX_NAME}", which has at most ${counted(MAX_PARAMETER_SIZE.Advanced, "byte")}.`,
  fix: "Put some of the settings under another path, with AmplifySettings.",
  parameters: { what: "settings", count: size, most: MAX_PARAMETER_SIZE.Advanced },
});

/** What the settings under one path are planned from. */
export interface SettingsRequest {
  /** The first part of the resources' ids: `settings-`, or nothing. */
  readonly prefix: string;
  /** Where the settings are specified. */
  readonly context: Context;
  readonly path: string;
  readonly variables: Readonly<Record<string, SettingSpec>>;
  readonly kmsKey?: string | undefined;
  readonly recoveryWindowInDays?: ParsedNumber | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly tool: ProviderSupport;
  readonly resourceRegion: ResourceRegion;
}

/** The settings under one path. */
export interface SettingsPlan {
  readonly resources: readonly PlannedResource[];
  readonly planned: PlannedSettings;
  /** US dollars per month, without calls. */
  readonly monthlyCost: number;
}

type InStore = ParameterSetting | SecureParameterSetting;
type InSecret = SecretSetting | GeneratedSetting;
type Named<T> = readonly [name: string, setting: T];

const inStores = (variables: Readonly<Record<string, SettingSpec>>): readonly Named<InStore>[] =>
  Object.entries(variables).flatMap(([name, one]): Named<InStore>[] =>
    one.type === "parameter" || one.type === "secureParameter" ? [[name, one]] : [],
  );

/** The name of a group's secret: `papyrus/prd/db`. */
export const secretName = (path: string, group: string): string => `${path.slice(1)}/${group}`;

/** The groups of settings that are secrets, with their settings, in alphabetical order. */
export function groupsOf(
  variables: Readonly<Record<string, SettingSpec>>,
): ReadonlyMap<string, readonly Named<InSecret>[]> {
  const groups = new Map<string, Named<InSecret>[]>();
  for (const [name, one] of Object.entries(variables)) {
    if (one.type === "secret" || one.type === "generated")
      groups.set(one.group, [...(groups.get(one.group) ?? []), [name, one]]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Plans the parameters and secrets under one path, and the parameter that says which ones there are. */
export function planSettings(request: SettingsRequest): SettingsPlan {
  const { prefix, context, path, variables } = request;
  for (const name of Object.keys(variables)) {
    const report = nameReport(name) === undefined ? nameReport(name, path) : undefined;
    if (report !== undefined) context.property("variables").property(name).report(report);
  }
  const parameters = inStores(variables).map((entry) => planParameter(request, entry));
  const groups = groupsOf(variables);
  const secrets = [...groups].flatMap(([group, members]) => planSecret(request, group, members));
  const index = planIndex(request, settingsIndex(variables, request.kmsKey));
  const advanced = [...parameters, index].filter(({ arguments: given }) => given.tier === "Advanced").length;
  return {
    resources: [index, ...parameters, ...secrets],
    planned: {
      path,
      parameters: Object.fromEntries(parameters.map(({ id }) => [id.slice(`${prefix}parameter-`.length), id])),
      secrets: Object.fromEntries([...groups.keys()].map((group) => [group, `${prefix}secret-${group}`])),
      index: index.id,
    },
    monthlyCost: groups.size * prices.secret.monthly + advanced * prices.advancedParameter.monthly,
  };
}

/** A parameter. One without a value has a text that says so, which the provider neither reads nor writes again. */
function planParameter(
  request: SettingsRequest,
  [name, setting]: Named<InStore>,
): PlannedResource<"aws_ssm_parameter"> {
  const { prefix, context, path, kmsKey, tags, tool, resourceRegion } = request;
  const { value, version = 1, tier } = setting;
  const isSecure = setting.type === "secureParameter";
  const at = context.property("variables").property(name);
  checkArguments(tool, "aws_ssm_parameter", { valueWo: true }, at);
  return {
    type: "aws_ssm_parameter",
    id: `${prefix}parameter-${name}`,
    dependsOn: [],
    ...(value === undefined ? { keeps: ["valueWoVersion"] } : {}),
    arguments: {
      name: `${path}/${name}`,
      ...resourceRegion,
      type: isSecure ? "SecureString" : "String",
      valueWo: value ?? NO_VALUE,
      valueWoVersion: value === undefined ? PUSHED : isSecure ? version : { digestOf: value },
      ...omitUndefined({ tier, keyId: isSecure ? kmsKey : undefined, tags }),
    },
  };
}

/** A secret, and its value if the specification has it. */
function planSecret(
  request: SettingsRequest,
  group: string,
  members: readonly Named<InSecret>[],
): readonly PlannedResource[] {
  const { prefix, context, path, kmsKey, recoveryWindowInDays, tags, tool, resourceRegion } = request;
  const id = `${prefix}secret-${group}`;
  const secret: PlannedResource<"aws_secretsmanager_secret"> = {
    type: "aws_secretsmanager_secret",
    id,
    dependsOn: [],
    arguments: {
      name: secretName(path, group),
      ...resourceRegion,
      description: `Settings ${members.map(([name]) => name).join(", ")}`.slice(0, 2_048),
      ...omitUndefined({ kmsKeyId: kmsKey, recoveryWindowInDays, tags }),
    },
  };
  const values = Object.fromEntries(
    members.flatMap(([name, one]) => (one.type === "generated" || one.value === undefined ? [] : [[name, one.value]])),
  );
  if (Object.keys(values).length === 0) return [secret];
  const variables = context.property("variables");
  checkArguments(tool, "aws_secretsmanager_secret_version", { secretStringWo: true }, variables);
  const size = utf8Length(withoutPlaceholders(JSON.stringify(values)));
  const report = groupSizeReport(group, size);
  if (report !== undefined) variables.property(members[0]?.[0] ?? "").report(report);
  const versions = members.map(([, one]) => (one.type === "generated" ? 1 : (one.version ?? 1)));
  return [
    secret,
    {
      type: "aws_secretsmanager_secret_version",
      id: `${prefix}value-${group}`,
      dependsOn: [],
      arguments: {
        secretId: referencePlaceholder(id, "id"),
        ...resourceRegion,
        secretStringWo: values,
        // Versions only grow, so their sum changes with each of them.
        secretStringWoVersion: versions.reduce((sum, version) => sum + version, 0),
      },
    },
  ];
}

function planIndex(request: SettingsRequest, index: SettingsIndex): PlannedResource<"aws_ssm_parameter"> {
  const { prefix, context, path, tags, resourceRegion } = request;
  const size = maxLength(JSON.stringify(index), new Map());
  if (size > MAX_PARAMETER_SIZE.Advanced) context.property("variables").report(tooManySettings(size));
  return {
    type: "aws_ssm_parameter",
    id: `${prefix}all`,
    dependsOn: [],
    arguments: {
      name: `${path}/${INDEX_NAME}`,
      ...resourceRegion,
      type: "String",
      description: "The names of the settings, without their values",
      insecureValue: { ...index },
      ...(size > MAX_PARAMETER_SIZE.Standard ? { tier: "Advanced" } : {}),
      ...omitUndefined({ tags }),
    },
  };
}
