import { buildCommand, type PlannedSettings } from "@amplify-roles/core/adapter";
import type { secretsmanager, ssm } from "@pulumi/aws";
import type { PlannedComponent } from "./planned-component.js";

/** Settings under one path. */
export interface Settings {
  /** `/papyrus/prd`. The server gets it as the variable `SETTINGS_PATH`. */
  readonly path: string;
  /** By the names of the settings. */
  readonly parameters: Readonly<Record<string, ssm.Parameter>>;
  /** By group. */
  readonly secrets: Readonly<Record<string, secretsmanager.Secret>>;
  /** The parameter with the names of the settings, which the server and `amplify-roles settings` read. */
  readonly index: ssm.Parameter;
  /** The command for the build specification, before the framework's build, that passes the path on to the server. */
  readonly buildCommand: string;
}

/** The created resources of planned settings. */
export function settingsOf(planned: PlannedSettings, component: PlannedComponent): Settings {
  const { path, parameters, secrets, index } = planned;
  const resources = <T>(ids: Readonly<Record<string, string>>, resource: (id: string) => T) =>
    Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, resource(id)]));
  return {
    path,
    parameters: resources(parameters, (id) => component.resource<"aws_ssm_parameter">(id)),
    secrets: resources(secrets, (id) => component.resource<"aws_secretsmanager_secret">(id)),
    index: component.resource<"aws_ssm_parameter">(index),
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
