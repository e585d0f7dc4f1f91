import type { Context } from "../schema/context.js";
import { object, resolved, resolvedBoolean, type Schema, stringOfLength, written } from "../schema/schema.js";
import type { AmplifySsrAppSpec, RoleDefaults } from "./app.js";
import { appArguments } from "./app-arguments.schema.js";
import { appId } from "./app-id.schema.js";
import { branches, type ParsedBranch } from "./branch.schema.js";
import { deploymentProperties } from "./deployment.schema.js";
import { identityPool, type ParsedIdentityPool } from "./identity-pool.schema.js";
import { APP_HINTS } from "./other-names.js";
import type { ParsedBoolean, ParsedNumber } from "./parsed.js";
import { type ParsedPreviews, previews } from "./previews.schema.js";
import { propagationProperties } from "./propagation.schema.js";
import {
  newOrExistingComputeRole,
  newOrExistingServiceRole,
  type ParsedComputeRole,
  type ParsedRole,
  type ParsedServiceRole,
  sharedRoleProperties,
} from "./role.schema.js";
import { appSettings, type ParsedAppSettings } from "./settings.schema.js";

type AppSpec = AmplifySsrAppSpec<string, ParsedBoolean, ParsedNumber>;

/** An app as parsed. Its roles are new roles, or the ARNs of existing ones. */
export type ParsedApp = Omit<
  AppSpec,
  "serviceRole" | "computeRole" | "previews" | "identityPool" | "settings" | "branches" | "roles"
> & {
  readonly roles?: ParsedRoleDefaults;
  readonly serviceRole?: ParsedServiceRole | string | false;
  readonly computeRole?: ParsedComputeRole | string;
  readonly previews?: ParsedPreviews;
  readonly identityPool?: ParsedIdentityPool;
  readonly settings?: ParsedAppSettings;
  readonly branches?: Readonly<Record<string, ParsedBranch>>;
};

/** The options that the app's new roles share, with the ARN of the boundary. */
export type ParsedRoleDefaults = Omit<RoleDefaults<string, ParsedBoolean, ParsedNumber>, "permissionsBoundary"> &
  Pick<ParsedRole, "permissionsBoundary">;

const roleDefaults = written(
  'Write an object: { path: "/amplify/", tags: { team: "web" } }.',
  object<ParsedRoleDefaults>({
    ...sharedRoleProperties,
    namePrefix: stringOfLength("prefix of role names", 0, 255),
    ...propagationProperties,
  }),
);

const serviceRole: Schema<ParsedServiceRole | string | false> = written(
  "Leave it out for a new role that may write the logs. Otherwise write an object ({ logs: { retentionInDays: 30 } }), the ARN of an existing role, an AmplifyServiceRole, or false.",
  (value, context) => (value === false ? false : newOrExistingServiceRole(value, context)),
);

const app = object<ParsedApp>(
  {
    ...appArguments,
    ...deploymentProperties,
    importId: resolved(appId, "id of the app to import"),
    preventDestroy: resolvedBoolean,
    serviceRole,
    computeRole: newOrExistingComputeRole,
    previews,
    identityPool,
    settings: appSettings,
    roles: roleDefaults,
    branches,
  },
  ["name"],
  APP_HINTS,
);

/**
 * Parses the specification of an app. What could be parsed is returned even if something is wrong, so that the planner
 * can check the rules over several parts.
 *
 * @param context with the deployment of the specification
 */
export const parseApp = (specification: unknown, context: Context): Partial<ParsedApp> =>
  app(specification, context) ?? {};
