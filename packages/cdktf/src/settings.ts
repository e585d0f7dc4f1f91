import { buildCommand, type PlannedSettings } from "@amplify-roles/core/adapter";
import type { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { PlannedConstruct } from "./planned-construct.js";

/** Settings under one path. */
export interface Settings {
  /** `/papyrus/prd`. The server gets it as the variable `SETTINGS_PATH`. */
  readonly path: string;
  /** By the names of the settings. */
  readonly parameters: Readonly<Record<string, SsmParameter>>;
  /** By group. */
  readonly secrets: Readonly<Record<string, SecretsmanagerSecret>>;
  /** The parameter with the names of the settings, which the server and `amplify-roles settings` read. */
  readonly index: SsmParameter;
  /** The command for the build specification, before the framework's build, that passes the path on to the server. */
  readonly buildCommand: string;
}

/** The created resources of planned settings. */
export function settingsOf(planned: PlannedSettings, construct: PlannedConstruct): Settings {
  const { path, parameters, secrets, index } = planned;
  const resources = <T>(ids: Readonly<Record<string, string>>, resource: (id: string) => T) =>
    Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, resource(id)]));
  return {
    path,
    parameters: resources(parameters, (id) => construct.resource<"aws_ssm_parameter">(id)),
    secrets: resources(secrets, (id) => construct.resource<"aws_secretsmanager_secret">(id)),
    index: construct.resource<"aws_ssm_parameter">(index),
    buildCommand: buildCommand(),
  };
}

/**
 * Settings that exist only if the specification has them.
 *
 * @throws Error if it has none
 */
export function createdSettings(settings: Settings | undefined, owner: string): Settings {
  if (settings === undefined)
    throw new Error(`${owner} has no settings of its own: \`settings\` is left out, or has no path for it.`);
  return settings;
}
