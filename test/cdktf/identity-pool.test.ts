import {
  AmplifyIdentityPoolRole,
  type AmplifyIdentityPoolRoleConfig,
  AmplifySsrApp,
  appsync,
  SpecificationError,
  s3,
  ssm,
} from "@amplify-roles/cdktf";
import { CognitoIdentityPool } from "@cdktf/provider-aws/lib/cognito-identity-pool";
import { CognitoIdentityPoolProviderPrincipalTag } from "@cdktf/provider-aws/lib/cognito-identity-pool-provider-principal-tag";
import { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { describe, expect, test } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { evaluateTemplate } from "../support/cdktf/evaluate.js";
import { providerArguments, unknownProperties, zeros } from "../support/cdktf/provider-arguments.js";
import { annotationsOf, synthesize, type TerraformJson } from "../support/cdktf/synthesize.js";

const given = {
  account: "123456789012",
  region: "eu-west-1",
  identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
} as const;
const existing = "arn:aws:iam::123456789012:role/existing";
const api = { apiId: "abcdefghijklmnopqrstuvwxyz" };
const userPool = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
const tenant = { identityProviderName: userPool, principalTags: { tenant: "custom:tenant" } };

const withRoles = (config: Partial<AmplifyIdentityPoolRoleConfig>): TerraformJson =>
  synthesize((stack) => {
    new AmplifyIdentityPoolRole(stack, "users", { ...given, ...config });
  });

const only = (json: TerraformJson, type: string) => {
  const blocks = Object.values(json.resource[type] ?? {});
  expect(blocks).toHaveLength(1);
  return { ...blocks[0] };
};

describe("the roles of an identity pool", () => {
  const both: Partial<AmplifyIdentityPoolRoleConfig> = {
    authenticated: { grants: [appsync.mutate(api, { fields: ["createPost"] })] },
    unauthenticated: { grants: [appsync.query(api, { fields: ["listPosts"] })] },
    principalTags: [tenant],
  };

  test("are created with their permissions, and attached once they have them", () => {
    const deployed = deployedByTerraform(withRoles(both), "stack/users");
    expect(deployed.map(({ id }) => id)).toEqual([
      "attachment",
      "authenticated",
      "authenticated-policy",
      "principal-tag-0",
      "unauthenticated",
      "unauthenticated-policy",
    ]);
    expect(deployed[0]).toMatchObject({
      arguments: {
        identityPoolId: given.identityPoolId,
        roles: {
          authenticated: "arn:aws:iam::123456789012:role/users-authenticated",
          unauthenticated: "arn:aws:iam::123456789012:role/users-unauthenticated",
        },
      },
      dependsOn: ["authenticated", "authenticated-policy", "unauthenticated", "unauthenticated-policy"],
    });
  });

  test("can be reached, and so can what attaches and tags them", () => {
    const json = synthesize((stack) => {
      const users = new AmplifyIdentityPoolRole(stack, "users", { ...given, ...both });
      expect(users.authenticated.role.nameInput).toBe("users-authenticated");
      expect(users.unauthenticated.role.nameInput).toBe("users-unauthenticated");
      expect(users.attachment).toBeInstanceOf(CognitoIdentityPoolRolesAttachment);
      expect(users.principalTags).toHaveLength(1);
      expect(users.principalTags[0]).toBeInstanceOf(CognitoIdentityPoolProviderPrincipalTag);
      new TerraformOutput(stack, "command", { value: users.unauthenticated.lastAssumedCommand });
    });
    expect(json.output?.command?.value).toMatch(/=AssumeRoleWithWebIdentity .*:role\/users-unauthenticated/);
  });

  test.each([
    ["left out", undefined],
    ["one that exists", existing],
  ])("say so where one of them is %s", (_, unauthenticated) => {
    synthesize((stack) => {
      const config = { ...given, authenticated: {}, ...(unauthenticated && { unauthenticated }) };
      const users = new AmplifyIdentityPoolRole(stack, "users", config);
      expect(users.authenticated.policies).toEqual([]);
      expect(users.principalTags).toEqual([]);
      expect(() => users.unauthenticated).toThrow(
        "The identity pool did not create this role: `unauthenticated` is left out, false, or the ARN of an existing role.",
      );
    });
  });

  test("are of a pool that is made in the same stack", () => {
    const json = synthesize((stack) => {
      const pool = new CognitoIdentityPool(stack, "pool", { identityPoolName: "users" });
      new AmplifyIdentityPoolRole(stack, "users", { ...given, ...both, identityPoolId: pool.id });
    });
    const id = "${aws_cognito_identity_pool.pool.id}";
    expect(only(json, "aws_cognito_identity_pool_roles_attachment").identity_pool_id).toBe(id);
    expect(only(json, "aws_cognito_identity_pool_provider_principal_tag").identity_pool_id).toBe(id);
    for (const { assume_role_policy } of Object.values(json.resource.aws_iam_role ?? {}))
      expect(
        JSON.parse(String(evaluateTemplate(String(assume_role_policy), (path) => `\${${path.join(".")}}`))).Statement[0]
          .Condition.StringEquals,
      ).toEqual({ "cognito-identity.amazonaws.com:aud": id });
  });

  test("tags are a user's own: IAM's variable is plain text to Terraform", () => {
    const grants = [s3.read({ name: "documents" }, { prefix: "${aws:PrincipalTag/tenant}/" })];
    const json = withRoles({ authenticated: { grants }, principalTags: [tenant] });
    expect(only(json, "aws_iam_role_policy").policy).toContain("documents/$${aws:PrincipalTag/tenant}/*");
    expect(only(json, "aws_cognito_identity_pool_provider_principal_tag")).toMatchObject({
      identity_provider_name: userPool,
      principal_tags: { tenant: "custom:tenant" },
      use_defaults: false,
    });
  });

  test("and rules among them are blocks, as Terraform has them", () => {
    const rule = { claim: "plan", matchType: "Equals", value: "paid", roleArn: existing };
    const json = synthesize((stack) => {
      const client = new TerraformVariable(stack, "client", { type: "string" }).stringValue;
      const mapping = { identityProvider: `${userPool}:${client}`, type: "Rules", ambiguousRoleResolution: "Deny" };
      const roleMappings = [{ ...mapping, mappingRules: [rule] }];
      new AmplifyIdentityPoolRole(stack, "users", { ...given, authenticated: {}, roleMappings });
    });
    expect(only(json, "aws_cognito_identity_pool_roles_attachment").role_mapping).toEqual([
      {
        identity_provider: `${userPool}:\${var.client}`,
        type: "Rules",
        ambiguous_role_resolution: "Deny",
        mapping_rule: [{ claim: "plan", match_type: "Equals", value: "paid", role_arn: existing }],
      },
    ]);
  });
});

describe("as a part of an app", () => {
  test("the roles can be reached, and hang under the app", () => {
    const json = synthesize((stack) => {
      const identityPool = { identityPoolId: given.identityPoolId, authenticated: { grants: [appsync.graphql(api)] } };
      const web = new AmplifySsrApp(stack, "web", { name: "web", identityPool });
      expect(web.identityPool.authenticated.role.nameInput).toBe("web-amplify-authenticated");
      expect(web.identityPool.attachment).toBeInstanceOf(CognitoIdentityPoolRolesAttachment);
      expect(() => web.identityPool.unauthenticated).toThrow(
        "The identity pool did not create this role: `unauthenticated`",
      );
    });
    const ids = deployedByTerraform(json, "stack/web").map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(["identity-pool-attachment", "identity-pool-authenticated", "service-role"]),
    );
  });

  test("an app without a pool says so", () => {
    synthesize((stack) => {
      const web = new AmplifySsrApp(stack, "web", { name: "web" });
      expect(() => web.identityPool).toThrow(
        'AmplifySsrApp "stack/web" has no identity pool: `identityPool` is left out.',
      );
    });
  });
});

describe("findings", () => {
  const bare = "arn:aws:appsync:eu-west-1:123456789012:apis/abcdefghijklmnopqrstuvwxyz/types/Query";
  const config = { ...given, identityPoolId: "users", authenticated: { grants: [appsync.query(bare)] } };

  test("are thrown together, before anything is created", () => {
    const stack = new TerraformStack(new App(), "stack");
    const make = () => new AmplifyIdentityPoolRole(stack, "users", config);
    expect(make).toThrow(SpecificationError);
    expect(make).toThrow(/2 errors.*AmplifyIdentityPoolRole "users".*identityPoolId.*authenticated\.grants\[0\]/s);
    expect(stack.node.children).toEqual([]);
  });

  test("one of the two roles has to be there", () => {
    expect(() => withRoles({})).toThrow(/1 error .*authenticated/s);
  });

  test("what Cognito keeps from guests is an annotation of the construct, and no error", () => {
    const warned = annotationsOf((stack) => {
      const unauthenticated = { grants: [appsync.query(api), ssm.read({ path: "/web/prod" })] };
      return new AmplifyIdentityPoolRole(stack, "users", { ...given, unauthenticated });
    });
    expect(warned).toEqual([
      expect.stringMatching(/^@cdktf\/warn unauthenticated\.grants\[1\]: .*\[UNAVAILABLE_TO_GUESTS\]/s),
    ]);
  });
});

describe("every argument of the provider can be given", () => {
  const argumentsWithout = (binding: { prototype: object }, ...elsewhere: string[]) =>
    providerArguments(binding).filter((name) => !["id", "region", ...elsewhere].includes(name));
  const unknown = (config: object) => unknownProperties(() => withRoles(config));

  test("of the attachment", () => {
    // The provider's block is called by its singular, and its map of roles is the two roles.
    const names = argumentsWithout(CognitoIdentityPoolRolesAttachment, "roleMapping", "roles");
    expect(names).toEqual(["identityPoolId"]);
    expect(unknown({ ...zeros(names), roleMappings: [], authenticated: {}, unauthenticated: {} })).toEqual([]);
  });

  test("of the principal tags", () => {
    const names = argumentsWithout(CognitoIdentityPoolProviderPrincipalTag, "identityPoolId");
    expect(names.sort()).toEqual(["identityProviderName", "principalTags", "useDefaults"]);
    expect(unknown({ authenticated: {}, principalTags: [zeros(names)] })).toEqual([]);
    expect(unknown({ authenticated: {}, principalTags: [{ nonsense: 0 }] })).toEqual(["principalTags[0].nonsense"]);
  });
});
