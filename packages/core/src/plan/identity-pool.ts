import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { isUnresolved, referencePlaceholder, toDisplayString } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import type { ParsedRoleDefaults } from "../specification/app.schema.js";
import type { ParsedIdentityPool } from "../specification/identity-pool.schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { checkGuestGrant } from "./guests.js";
import { sanitized, uniqueName } from "./names.js";
import type { ResourceRegion } from "./provider.js";
import type { PlannedIdentityPool, PlannedResource } from "./resources.js";
import { planRole, type RolePlan } from "./role.js";
import { withCheckedPermissions } from "./role-permissions.js";
import { type IdentityPoolUser, identityPoolTrust } from "./trust.js";

const regionMismatch = (id: string, region: string): Report => ({
  code: "IDENTITY_POOL_REGION_MISMATCH",
  message: `The identity pool ${quoted(id)} is not in the region of the deployment, ${quoted(region)}.`,
  fix: "Write the id of a pool of this region, or specify the pool's roles with its region and a provider of that region.",
  parameters: { found: toDisplayString(id), region: toDisplayString(region) },
});

const tagsForGuests = (): Report => ({
  code: "PRINCIPAL_TAGS_WITHOUT_ROLE",
  severity: "warning",
  message: "Guests have no token whose claims could become tags, and there is no role for signed-in users.",
  fix: 'Add "authenticated", or remove "principalTags".',
});

const tagsForExistingRole = (): Report => ({
  code: "PRINCIPAL_TAGS_WITHOUT_ROLE",
  severity: "warning",
  message:
    "Signed-in users get an existing role. Cognito can tag that role's sessions only if the role's trust policy allows sts:TagSession.",
  fix: 'Make sure that its trust policy allows "sts:TagSession", or write an object for a new role.',
});

/** What the roles of an identity pool are planned from. */
export interface IdentityPoolRequest {
  /** The first part of the resources' ids: `identity-pool-`, or nothing. */
  readonly prefix: string;
  /** Where the pool is specified. */
  readonly context: Context;
  readonly spec: Partial<ParsedIdentityPool>;
  /** The options of the roles, unless they have their own. */
  readonly defaults?: ParsedRoleDefaults;
  readonly roleName: (user: IdentityPoolUser) => string;
  /** What the pool belongs to, for the roles' descriptions: `the Amplify app web`. */
  readonly owner: string;
  readonly resourceRegion: ResourceRegion;
}

/** The planned roles of an identity pool. */
export interface IdentityPoolPlan {
  readonly resources: readonly PlannedResource[];
  readonly planned: PlannedIdentityPool;
  /** The roles that are created. */
  readonly roles: { readonly [user in IdentityPoolUser]?: RolePlan };
}

/** Plans the roles of an identity pool, their attachment to it, and the session tags of its users. */
export function planIdentityPool(request: IdentityPoolRequest): IdentityPoolPlan {
  const { prefix, spec, resourceRegion } = request;
  checkRegion(request);
  checkPrincipalTags(request);
  const roles = omitUndefined({
    authenticated: planPoolRole(request, "authenticated"),
    unauthenticated: planPoolRole(request, "unauthenticated"),
  }) as IdentityPoolPlan["roles"];
  for (const grant of roles.unauthenticated?.grants ?? []) checkGuestGrant(grant);

  const arnOf = (user: IdentityPoolUser) => {
    const role = roles[user];
    return role === undefined ? spec[user] : referencePlaceholder(role.planned.role, "arn");
  };
  const roleResources = Object.values(roles).flatMap(({ resources }) => resources);
  const attachment: PlannedResource = {
    type: "aws_cognito_identity_pool_roles_attachment",
    id: `${prefix}attachment`,
    // A user gets a role only when the role has its permissions.
    dependsOn: roleResources.filter(({ type }) => type !== "aws_iam_role").map(({ id }) => id),
    arguments: {
      ...resourceRegion,
      identityPoolId: spec.identityPoolId ?? "",
      roles: omitUndefined({
        authenticated: arnOf("authenticated"),
        unauthenticated: arnOf("unauthenticated"),
      }) as Record<string, string>,
      ...omitUndefined({ roleMappings: spec.roleMappings }),
    },
  };
  const tags = planPrincipalTags(request);
  return {
    resources: [...roleResources, attachment, ...tags],
    roles,
    planned: {
      ...omitUndefined({
        authenticated: roles.authenticated?.planned,
        unauthenticated: roles.unauthenticated?.planned,
      }),
      attachment: attachment.id,
      principalTags: tags.map(({ id }) => id),
    },
  };
}

/** Reports a pool of another region: its roles are attached to it in the deployment's. A pool's id starts with its region. */
function checkRegion({ context, spec: { identityPoolId = "" } }: IdentityPoolRequest): void {
  const { region } = context.deployment;
  if (identityPoolId === "" || isUnresolved(identityPoolId) || isUnresolved(region)) return;
  if (!identityPoolId.startsWith(`${region}:`))
    context.property("identityPoolId").report(regionMismatch(identityPoolId, region));
}

/** Warns of principal tags for which there is no signed-in user, or no role whose sessions Cognito may tag. */
function checkPrincipalTags({ context, spec }: IdentityPoolRequest): void {
  const { authenticated, principalTags, roleMappings } = spec;
  if (principalTags === undefined || typeof authenticated === "object") return;
  const withoutUsers = authenticated === undefined && roleMappings === undefined;
  context.property("principalTags").report(withoutUsers ? tagsForGuests() : tagsForExistingRole());
}

const DESCRIPTIONS: Readonly<Record<IdentityPoolUser, string>> = {
  authenticated: "what users who signed in may do",
  unauthenticated: "what guests may do",
};

function planPoolRole(request: IdentityPoolRequest, user: IdentityPoolUser): RolePlan | undefined {
  const { prefix, context, spec, defaults } = request;
  const given = spec[user];
  if (given === undefined || typeof given === "string") return undefined;
  // Only signed-in users have a token with claims.
  const sessionTags = user === "authenticated" && spec.principalTags !== undefined;
  return withCheckedPermissions(
    context.property(user),
    planRole({
      id: `${prefix}${user}`,
      context: context.property(user),
      spec: { ...defaults, ...given },
      defaultName: request.roleName(user),
      description: `Role of the identity pool of ${request.owner}: ${DESCRIPTIONS[user]}`,
      trust: identityPoolTrust(context.deployment, spec.identityPoolId ?? "", user, sessionTags),
      assumedBy: "AssumeRoleWithWebIdentity",
    }),
  );
}

function planPrincipalTags({
  prefix,
  spec,
  resourceRegion,
}: IdentityPoolRequest): readonly PlannedResource<"aws_cognito_identity_pool_provider_principal_tag">[] {
  const names = new Set<string>();
  return Object.entries(spec.principalTags ?? {}).map(
    ([key, { identityProviderName = "", principalTags, useDefaults }]) => {
      // In an array named by position, because the provider's name is known at synth in one tool and not in the other.
      const name = uniqueName(sanitized(key), names);
      names.add(name);
      return {
        type: "aws_cognito_identity_pool_provider_principal_tag",
        id: `${prefix}principal-tag-${name}`,
        dependsOn: [],
        arguments: {
          ...resourceRegion,
          identityPoolId: spec.identityPoolId ?? "",
          identityProviderName,
          useDefaults: useDefaults ?? principalTags === undefined,
          ...omitUndefined({ principalTags }),
        },
      };
    },
  );
}
