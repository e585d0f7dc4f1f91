import { expandGrant } from "../grants/expand.js";
import { allow } from "../grants/functions.js";
import type { Grant } from "../grants/grant.js";
import { secretsManager, ssm } from "../grants/services/index.js";
import { Context } from "../schema/context.js";
import type { SettingSpec } from "../specification/settings.js";
import type { PlannedGrant } from "./role.js";
import { groupsOf, secretName } from "./settings.js";

interface ReadableSettings {
  readonly path: string;
  readonly variables: Readonly<Record<string, SettingSpec>>;
  readonly kmsKey?: string | undefined;
}

/**
 * The grants that read the settings under a path, with one call for each store, and nothing else.
 * `BatchGetSecretValue` has no resource type; it only returns secrets that `GetSecretValue` is allowed for.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html
 */
export function settingsGrants({ path, variables, kmsKey }: ReadableSettings): readonly Grant[] {
  const names = [...groupsOf(variables).keys()].map((group) => ({ name: secretName(path, group) }));
  const isEncrypted = kmsKey !== undefined && Object.values(variables).some(({ type }) => type === "secureParameter");
  const parameters = ssm.read({ path }, isEncrypted ? { kmsKey } : {});
  if (names.length === 0) return [parameters];
  return [
    parameters,
    secretsManager.read(names, kmsKey === undefined ? {} : { kmsKey }),
    allow({ actions: ["secretsmanager:BatchGetSecretValue"], resources: ["*"] }),
  ];
}

/**
 * The same as statements. What is wrong with the settings is reported where they are specified.
 *
 * @param context of the settings
 */
export function settingsAccess(settings: ReadableSettings, context: Context): PlannedGrant {
  const silent = new Context().deployedTo(context.deployment);
  const statements = settingsGrants(settings).flatMap((grant) => expandGrant(grant, silent)?.statements ?? []);
  return { context, by: "settings", statements };
}
