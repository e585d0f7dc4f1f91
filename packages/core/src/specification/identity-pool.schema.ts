import type { Report } from "../findings/finding.js";
import { invalidLength, invalidName, requiredProperty } from "../findings/messages.js";
import { quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import {
  arrayOrRecord,
  boolean,
  isRecord,
  maxSize,
  nonEmpty,
  nonEmptyArray,
  object,
  oneOf,
  type Properties,
  record,
  type Schema,
  string,
  stringOfLength,
  written,
} from "../schema/schema.js";
import { newOrExisting, roleArn } from "./iam-arn.schema.js";
import type { IdentityPoolSpec, PrincipalTags, RoleMapping, RoleMappingRule } from "./identity-pool.js";
import { ROLE_HINTS } from "./other-names.js";
import type { ParsedBoolean, ParsedNumber } from "./parsed.js";
import { type ParsedRole, roleProperties } from "./role.schema.js";
import { reservedTag } from "./tags.js";

/** A role of an identity pool as parsed. */
export type ParsedPoolRole = Omit<ParsedRole, "confusedDeputyConditions">;

/** An identity pool as parsed. Its roles are new roles, or the ARNs of existing ones. */
export type ParsedIdentityPool = Omit<
  IdentityPoolSpec<string, ParsedBoolean, ParsedNumber>,
  "authenticated" | "unauthenticated"
> & {
  readonly authenticated?: ParsedPoolRole | string;
  readonly unauthenticated?: ParsedPoolRole | string;
};

const notAnIdentityPool = (found: string): Report => ({
  code: "NOT_AN_IDENTITY_POOL",
  message: `${quoted(found)} is not the id of an identity pool.`,
  fix: 'Write the id only: "eu-west-1:12345678-1234-1234-1234-123456789012".',
  parameters: { found: toDisplayString(found) },
});

const identityPoolWithoutRole = (): Report => ({
  code: "IDENTITY_POOL_WITHOUT_ROLE",
  message: 'Expected "authenticated" or "unauthenticated", got neither.',
  fix: 'Add "authenticated", "unauthenticated", or both.',
});

/** @param what the provider has: `role mappings` */
const duplicateProvider = (name: string, what: string): Report => ({
  code: "DUPLICATE_IDENTITY_PROVIDER",
  message: `The identity provider ${quoted(name)} already has ${what}.`,
  fix: `Write all ${what} of the provider in one entry.`,
  parameters: { found: toDisplayString(name), what },
});

const rulesOfToken = (): Report => ({
  code: "CONFLICTING_ARGUMENTS",
  message: '"mappingRules" is not allowed in a role mapping of type "Token".',
  fix: 'Write type: "Rules", or remove "mappingRules".',
});

const { confusedDeputyConditions: _, ...poolRoleProperties } = roleProperties;
const newOrExistingPoolRole = written(
  "Write an object for a new role ({ grants: [s3.read(bucket.arn)] }), or the ARN of an existing role.",
  newOrExisting(object<ParsedPoolRole>(poolRoleProperties, [], ROLE_HINTS)),
);

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
const identityProvider = stringOfLength("identity provider's name", 1, 128);

const MAX_TAG_KEY_LENGTH = 128;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
function checkTagKey(key: string, context: Context): void {
  if (key === "" || key.length > MAX_TAG_KEY_LENGTH)
    context.report(invalidLength(key.length, "key of the tag", 1, MAX_TAG_KEY_LENGTH));
  if (/^aws:/i.test(key)) context.report(reservedTag(key, "key"));
}

const principalTags = object<PrincipalTags<string, ParsedBoolean>>(
  {
    identityProviderName: identityProvider,
    principalTags: maxSize(50, "tags", record(stringOfLength("claim", 1, 256), checkTagKey)),
    useDefaults: boolean,
  },
  ["identityProviderName"],
);

const CLAIM = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,64}$/u;

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html */
const mappingRule = object<RoleMappingRule>(
  {
    claim: string((value) => (CLAIM.test(value) ? undefined : invalidName(value, "claim", CLAIM, "custom:plan"))),
    matchType: oneOf("Equals", "Contains", "StartsWith", "NotEqual"),
    value: stringOfLength("value", 1, 128),
    roleArn,
  },
  ["claim", "matchType", "value", "roleArn"],
);

const roleMappingOfAnyType = object<RoleMapping>(
  {
    identityProvider,
    type: oneOf("Token", "Rules"),
    ambiguousRoleResolution: oneOf("AuthenticatedRole", "Deny"),
    mappingRules: maxSize(25, "rules", nonEmptyArray(mappingRule, "rule")),
  },
  ["identityProvider", "type", "ambiguousRoleResolution"],
);

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html */
const roleMapping: Schema<RoleMapping> = (value, context) => {
  const mapping = roleMappingOfAnyType(value, context);
  const rules = isRecord(value) ? value.mappingRules : undefined;
  if (mapping?.type === "Rules" && rules === undefined)
    context.property("mappingRules").report(requiredProperty("mappingRules"));
  if (mapping?.type === "Token" && rules !== undefined) context.property("mappingRules").report(rulesOfToken());
  return mapping;
};

/**
 * Reports entries for an identity provider that already has one. Cognito keeps one entry for each provider.
 *
 * @param property the property that names the provider
 */
function uniqueProviders<T>(property: string, what: string, schema: Schema<T>): Schema<T> {
  return (value, context) => {
    const seen = new Set<string>();
    const entries = Array.isArray(value) || isRecord(value) ? Object.entries(value) : [];
    for (const [key, entry] of entries) {
      const provider = isRecord(entry) ? entry[property] : undefined;
      if (typeof provider !== "string") continue;
      const entryContext = Array.isArray(value) ? context.index(Number(key)) : context.property(key);
      if (seen.has(provider)) entryContext.report(duplicateProvider(provider, what));
      seen.add(provider);
    }
    return schema(value, context);
  };
}

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_IdentityPool.html */
const POOL_ID = /^[a-z]{2,5}(-[a-z]+)+-\d:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const identityPoolProperties: Properties<ParsedIdentityPool> = {
  identityPoolId: string((value) => (POOL_ID.test(value) ? undefined : notAnIdentityPool(value))),
  authenticated: newOrExistingPoolRole,
  unauthenticated: newOrExistingPoolRole,
  principalTags: written(
    'Write an array: [{ identityProviderName: userPool.endpoint, principalTags: { user: "sub" } }].',
    nonEmpty(
      "identity provider",
      uniqueProviders("identityProviderName", "principal tags", arrayOrRecord(principalTags)),
    ),
  ),
  roleMappings: written(
    'Write an array: [{ identityProvider, type: "Token", ambiguousRoleResolution: "Deny" }].',
    uniqueProviders(
      "identityProvider",
      "role mappings",
      maxSize(10, "role mappings", nonEmptyArray(roleMapping, "role mapping")),
    ),
  ),
};

/** A pool with at least one of its roles. */
export const withAnyRole =
  <T>(pool: Schema<T>): Schema<T> =>
  (value, context) => {
    const without = isRecord(value) && value.authenticated === undefined && value.unauthenticated === undefined;
    if (without) context.report(identityPoolWithoutRole());
    return pool(value, context);
  };

export const identityPool = written(
  "Write an object: { identityPoolId: pool.id, authenticated: { grants: [ … ] } }.",
  withAnyRole(object<ParsedIdentityPool>(identityPoolProperties, ["identityPoolId"])),
);
