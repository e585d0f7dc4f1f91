import type { Deployment } from "../aws/deployment.js";
import { messages } from "../findings/messages.js";
import { isUnresolved, referencePlaceholder } from "../placeholders/placeholder.js";
import { toArray } from "../policy/document.js";
import type { Context } from "../schema/context.js";
import type { IdentityPoolSpec, RoleSpec } from "../specification/role.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { sanitized, uniqueName } from "./names.js";
import type { PlannedIdentityPool, PlannedResource } from "./resources.js";
import { type Granted, planRole, type RolePlan } from "./role.js";
import { type IdentityPoolUser, identityPoolTrust } from "./trust.js";

/** What it takes to plan the roles of an identity pool. */
export interface IdentityPoolRequest {
  /** What its resources' ids begin with: `identity-pool-`, or nothing. */
  readonly prefix: string;
  /** Where it stands in the specification. */
  readonly context: Context;
  readonly deployment: Deployment;
  readonly spec: Partial<IdentityPoolSpec<string, boolean | string, number | string>>;
  /** What the roles have unless they say otherwise. */
  readonly defaults?: Omit<RoleSpec<string, boolean | string, number | string>, "grants">;
  readonly roleName: (user: IdentityPoolUser) => string;
  /** What the pool belongs to, for the roles' descriptions: `the Amplify app web`. */
  readonly whose: string;
  /** The provider's own region argument, where it has one and it was given. */
  readonly resourceRegion: { readonly region?: string };
}

/** The roles of an identity pool as planned. */
export interface IdentityPoolPlan {
  readonly resources: readonly PlannedResource[];
  readonly planned: PlannedIdentityPool;
  /** Those that are created. */
  readonly roles: { readonly [user in IdentityPoolUser]?: RolePlan };
}

const USERS: readonly IdentityPoolUser[] = ["authenticated", "unauthenticated"];

/** Plans the roles of an identity pool, their attachment to it, and the session tags that they are passed. */
export function planIdentityPool(request: IdentityPoolRequest): IdentityPoolPlan {
  const { prefix, spec, resourceRegion } = request;
  checkRegion(request);
  checkTagged(request);
  const roles = Object.fromEntries(
    USERS.map((user) => [user, planPoolRole(request, user)]).filter(([, role]) => role !== undefined),
  ) as IdentityPoolPlan["roles"];
  for (const grant of roles.unauthenticated?.grants ?? []) checkReach(grant);

  const arnOf = (user: IdentityPoolUser) => {
    const [role, given] = [roles[user], spec[user]];
    return role === undefined ? given : referencePlaceholder(role.planned.role, "arn");
  };
  const own = Object.values(roles).flatMap(({ resources }) => resources);
  const attachment: PlannedResource = {
    type: "aws_cognito_identity_pool_roles_attachment",
    id: `${prefix}attachment`,
    // No user meets a role without its permissions.
    dependsOn: own.filter(({ type }) => type !== "aws_iam_role").map(({ id }) => id),
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
    resources: [...own, attachment, ...tags],
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

/** A pool's id begins with its region, and its attachment is made in the deployment's. */
function checkRegion({ context, deployment: { region }, spec: { identityPoolId = "" } }: IdentityPoolRequest): void {
  if (identityPoolId === "" || isUnresolved(identityPoolId) || isUnresolved(region)) return;
  if (!identityPoolId.startsWith(`${region}:`)) {
    context.property("identityPoolId").report(messages.poolOfOtherRegion(identityPoolId, region));
  }
}

/** Whether the tags reach a session: of users who signed in, under a role that lets Cognito tag it. */
function checkTagged({ context, spec }: IdentityPoolRequest): void {
  const { authenticated, principalTags, roleMappings } = spec;
  if (principalTags === undefined || typeof authenticated === "object") return;
  const place = context.property("principalTags");
  if (authenticated === undefined && roleMappings === undefined) place.report(messages.tagsOfGuests());
  else place.report(messages.tagsOfExistingRole());
}

const DESCRIPTIONS: Readonly<Record<IdentityPoolUser, string>> = {
  authenticated: "what users who signed in may do",
  unauthenticated: "what guests may do",
};

function planPoolRole(request: IdentityPoolRequest, user: IdentityPoolUser): RolePlan | undefined {
  const { prefix, context, deployment, spec, defaults } = request;
  const given = spec[user];
  if (given === undefined || typeof given === "string") return undefined;
  // Only those who signed in have a token with claims to make tags of.
  const sessionTags = user === "authenticated" && spec.principalTags !== undefined;
  return planRole({
    id: `${prefix}${user}`,
    context: context.property(user),
    deployment,
    spec: { ...defaults, ...given },
    defaultName: request.roleName(user),
    description: `Role of the identity pool of ${request.whose}: ${DESCRIPTIONS[user]}`,
    trust: identityPoolTrust(deployment, spec.identityPoolId ?? "", user, sessionTags),
    assumedBy: "AssumeRoleWithWebIdentity",
  });
}

/**
 * What Cognito's session policies leave to guests, by service; of some, not every action:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
const GUESTS_REACH: ReadonlySet<string> = new Set(
  [
    "appsync cloudwatch codewhisperer cognito-identity cognito-idp cognito-sync comprehend dynamodb execute-api firehose",
    "gamelift geo iot kinesis kms lambda lex logs machinelearning mobileanalytics mobiletargeting personalize polly",
    "rekognition rum s3 sagemaker sdb ses sns sqs textract transcribe translate",
  ].flatMap((services) => services.split(" ")),
);

function checkReach({ context, statements }: Granted): void {
  const actions = statements.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => toArray(Action));
  // To IAM upper and lower case are alike.
  const services = new Set(actions.map((action) => action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase()));
  for (const service of services)
    if (service !== "" && !GUESTS_REACH.has(service)) context.report(messages.beyondGuests(service));
}

function planPrincipalTags({
  prefix,
  context,
  spec,
  resourceRegion,
}: IdentityPoolRequest): readonly PlannedResource<"aws_cognito_identity_pool_provider_principal_tag">[] {
  const { principalTags: given = [] } = spec;
  const taken = new Set<string>();
  const names = new Set<string>();
  return Object.entries(given).map(([key, { identityProviderName = "", principalTags, useDefaults }]) => {
    const all = context.property("principalTags");
    const place = Array.isArray(given) ? all.index(Number(key)) : all.property(key);
    if (taken.has(identityProviderName)) place.report(messages.duplicateProvider(identityProviderName, "tags"));
    taken.add(identityProviderName);
    const name = uniqueName(sanitized(key), names);
    names.add(name);
    return {
      type: "aws_cognito_identity_pool_provider_principal_tag",
      // In a list by its place, since the provider is known in one tool and late in the other.
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
  });
}
