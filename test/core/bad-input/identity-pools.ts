import { allow, dynamodb, ssm } from "@amplify-roles/core";
import { role } from "../fixtures/arns.js";
import { planners } from "../support/plans.js";
import { app, arnOf, type Row, type Wrong } from "./rows.js";

const identityPoolId = "eu-west-1:12345678-1234-1234-1234-123456789012";
export const identityPool = (specification: Wrong) => () =>
  planners.identityPool({
    identityPoolId,
    authenticated: { grants: [dynamodb.read({ name: "orders" })] },
    ...specification,
  });
export const facebook = "graph.facebook.com";
export const mapping = (more: Wrong) =>
  identityPool({
    roleMappings: [
      {
        identityProvider: facebook,
        type: "Rules",
        ambiguousRoleResolution: "Deny",
        mappingRules: [mappingRule],
        ...more,
      },
    ],
  });
const tagged = (more: Wrong) => identityPool({ principalTags: [{ identityProviderName: facebook, ...more }] });
const keyed = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "claim"]));
const tagKeys = "principalTags[0].principalTags";
const parameter = arnOf("ssm", "parameter/web");
export const mappingRule = { claim: "plan", matchType: "Equals", value: "paid", roleArn: role };

export const identityPools: readonly Row[] = [
  ["no identity pool id", identityPool({ identityPoolId: undefined }), ["REQUIRED identityPoolId"]],
  [
    "a user pool's id",
    identityPool({ identityPoolId: "eu-west-1_AbCdEfGhI" }),
    ["NOT_AN_IDENTITY_POOL identityPoolId"],
  ],
  ["no role", identityPool({ authenticated: undefined }), ["IDENTITY_POOL_WITHOUT_ROLE "]],
  ["a role name instead of its ARN", identityPool({ authenticated: "users" }), ["NOT_A_ROLE_ARN authenticated"]],
  [
    "the confused-deputy option of roles that Amplify assumes",
    identityPool({ authenticated: { confusedDeputyConditions: true } }),
    ["UNKNOWN_PROPERTY authenticated.confusedDeputyConditions"],
  ],
  [
    "the same name for both roles",
    identityPool({ authenticated: { name: "users" }, unauthenticated: { name: "Users" } }),
    ["DUPLICATE_ROLE_NAME unauthenticated.name"],
  ],
  [
    "a grant that is unavailable to guests",
    identityPool({ unauthenticated: { grants: [ssm.read({ path: "/web" })] } }),
    ["UNAVAILABLE_TO_GUESTS unauthenticated.grants[0]"],
  ],
  [
    "an uppercase service prefix that is unavailable to guests",
    identityPool({ unauthenticated: { grants: [allow({ actions: ["SSM:GetParameter"], resources: [parameter] })] } }),
    ["UNAVAILABLE_TO_GUESTS unauthenticated.grants[0]"],
  ],
  ["a pool in another region", identityPool({ region: "us-east-1" }), ["IDENTITY_POOL_REGION_MISMATCH identityPoolId"]],
  [
    "a pool in another region than its app",
    app({ region: "us-east-1", identityPool: { identityPoolId, authenticated: {} } }),
    ["IDENTITY_POOL_REGION_MISMATCH identityPool.identityPoolId"],
  ],
  [
    "principal tags with a guest role only",
    identityPool({
      authenticated: undefined,
      unauthenticated: role,
      principalTags: [{ identityProviderName: facebook }],
    }),
    ["PRINCIPAL_TAGS_WITHOUT_ROLE principalTags"],
  ],
  [
    "principal tags with an existing role",
    identityPool({ authenticated: role, principalTags: [{ identityProviderName: facebook }] }),
    ["PRINCIPAL_TAGS_WITHOUT_ROLE principalTags"],
  ],
  [
    "a tag key that starts with aws:",
    tagged({ principalTags: { "aws:user": "sub" } }),
    [`INVALID_TAG ${tagKeys}["aws:user"]`],
  ],
  [
    "a tag key that starts with AWS:",
    tagged({ principalTags: { "AWS:user": "sub" } }),
    [`INVALID_TAG ${tagKeys}["AWS:user"]`],
  ],
  [
    "an id that consists of hyphens",
    identityPool({ identityPoolId: `eu-west-1:${"-".repeat(36)}` }),
    ["NOT_AN_IDENTITY_POOL identityPoolId"],
  ],
  [
    "two sets of tags for one provider",
    identityPool({ principalTags: [{ identityProviderName: facebook }, { identityProviderName: facebook }] }),
    ["DUPLICATE_IDENTITY_PROVIDER principalTags[1]"],
  ],
  [
    "tags without a provider",
    identityPool({ principalTags: [{}] }),
    ["REQUIRED principalTags[0].identityProviderName"],
  ],
  ["an empty array of tags", identityPool({ principalTags: [] }), ["EMPTY principalTags"]],
  ["a mapping with an unknown type", mapping({ type: "Rule" }), ["INVALID_VALUE roleMappings[0].type"]],
  ["a mapping with an empty array of rules", mapping({ mappingRules: [] }), ["EMPTY roleMappings[0].mappingRules"]],
  [
    "a rule with a role name instead of its ARN",
    mapping({ mappingRules: [{ ...mappingRule, roleArn: "paying" }] }),
    ["NOT_A_ROLE_ARN roleMappings[0].mappingRules[0].roleArn"],
  ],
  [
    "a rule without a claim",
    mapping({ mappingRules: [{ ...mappingRule, claim: undefined }] }),
    ["REQUIRED roleMappings[0].mappingRules[0].claim"],
  ],
  [
    "a mapping without ambiguousRoleResolution",
    mapping({ ambiguousRoleResolution: undefined }),
    ["REQUIRED roleMappings[0].ambiguousRoleResolution"],
  ],
  [
    "a mapping of type Rules without rules",
    mapping({ mappingRules: undefined }),
    ["REQUIRED roleMappings[0].mappingRules"],
  ],
  [
    "a mapping of type Token with rules",
    mapping({ type: "Token" }),
    ["CONFLICTING_ARGUMENTS roleMappings[0].mappingRules"],
  ],
  [
    "26 rules",
    mapping({ mappingRules: Array.from({ length: 26 }, () => mappingRule) }),
    ["TOO_MANY roleMappings[0].mappingRules"],
  ],
  [
    "a rule with a space in its claim",
    mapping({ mappingRules: [{ ...mappingRule, claim: "my plan" }] }),
    ["INVALID_NAME roleMappings[0].mappingRules[0].claim"],
  ],
  [
    "a rule with a claim of 65 characters",
    mapping({ mappingRules: [{ ...mappingRule, claim: "x".repeat(65) }] }),
    ["INVALID_NAME roleMappings[0].mappingRules[0].claim"],
  ],
  [
    "a rule with an empty value",
    mapping({ mappingRules: [{ ...mappingRule, value: "" }] }),
    ["INVALID_LENGTH roleMappings[0].mappingRules[0].value"],
  ],
  [
    "a provider name of 129 characters",
    mapping({ identityProvider: "x".repeat(129) }),
    ["INVALID_LENGTH roleMappings[0].identityProvider"],
  ],
  [
    "two mappings for one provider",
    identityPool({
      roleMappings: [1, 2].map(() => ({ identityProvider: facebook, type: "Token", ambiguousRoleResolution: "Deny" })),
    }),
    ["DUPLICATE_IDENTITY_PROVIDER roleMappings[1]"],
  ],
  [
    "11 mappings",
    identityPool({
      roleMappings: Array.from({ length: 11 }, (_, index) => ({
        identityProvider: `p${index}`,
        type: "Token",
        ambiguousRoleResolution: "Deny",
      })),
    }),
    ["TOO_MANY roleMappings"],
  ],
  ["51 tags", tagged({ principalTags: keyed(51) }), ["TOO_MANY principalTags[0].principalTags"]],
  [
    "a tag with an empty key",
    tagged({ principalTags: { "": "email" } }),
    ['INVALID_LENGTH principalTags[0].principalTags[""]'],
  ],
  [
    "a tag with an empty claim",
    tagged({ principalTags: { user: "" } }),
    ["INVALID_LENGTH principalTags[0].principalTags.user"],
  ],
  [
    "an empty provider name",
    identityPool({ principalTags: [{ identityProviderName: "" }] }),
    ["INVALID_LENGTH principalTags[0].identityProviderName"],
  ],
  ["useDefaults as a string", tagged({ useDefaults: "yes" }), ["NOT_A_BOOLEAN principalTags[0].useDefaults"]],
  [
    "an id with an uppercase UUID",
    identityPool({ identityPoolId: `eu-west-1:${"ABCD".repeat(9)}` }),
    ["NOT_AN_IDENTITY_POOL identityPoolId"],
  ],
  [
    "a role tag that starts with aws:",
    identityPool({ authenticated: { tags: { "aws:a": "b" } } }),
    ['INVALID_TAG authenticated.tags["aws:a"]'],
  ],
  [
    "a pool without roles inside an app",
    app({ identityPool: { identityPoolId } }),
    ["IDENTITY_POOL_WITHOUT_ROLE identityPool"],
  ],
];
