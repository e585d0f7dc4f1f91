import {
  AmplifyIdentityPoolRole,
  type AmplifyIdentityPoolRoleArgs,
  AmplifySsrApp,
  appsync,
  SpecificationError,
  ssm,
} from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type MockOptions, withMocks } from "../support/pulumi/mocks.js";
import { registrationNamed as named } from "../support/pulumi/registration.js";
import { Unknown } from "../support/pulumi/wire.js";

const given = {
  account: "123456789012",
  region: "eu-west-1",
  identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
} as const;
const existing = "arn:aws:iam::123456789012:role/existing";
const api = { apiId: "abcdefghijklmnopqrstuvwxyz" };
const userPool = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
const both = {
  authenticated: { grants: [appsync.mutate(api, { fields: ["createPost"] })] },
  unauthenticated: { grants: [appsync.query(api, { fields: ["listPosts"] })] },
  principalTags: [{ identityProviderName: userPool, principalTags: { tenant: "custom:tenant" } }],
} satisfies Partial<AmplifyIdentityPoolRoleArgs>;
const tagName = "users-principal-tag-0";

/** The identity pool itself is no resource of this project's. */
const state: MockOptions["state"] = ({ type }) =>
  type === "aws:cognito/identityPool:IdentityPool" ? { id: given.identityPoolId } : undefined;
const mocked = <T>(program: () => T, options: MockOptions = {}) => withMocks({ ...options, state }, program);

test("every argument of the SDK can be given (checked by the compiler)", () => {
  type Attachment = keyof aws.cognito.IdentityPoolRoleAttachmentArgs;
  type PrincipalTag = keyof aws.cognito.IdentityPoolProviderPrincipalTagArgs;
  type Tags = Extract<AmplifyIdentityPoolRoleArgs["principalTags"], readonly unknown[]>[number];
  expectTypeOf<Exclude<Attachment, keyof AmplifyIdentityPoolRoleArgs | "roles">>().toBeNever();
  expectTypeOf<Exclude<PrincipalTag, keyof Tags | "identityPoolId" | "region">>().toBeNever();
});

describe("the roles of an identity pool", () => {
  test("are taken from the pool before others are attached: afterwards, the pool would be left without any", async () => {
    const { resources } = await mocked(() => new AmplifyIdentityPoolRole("users", { ...given, ...both }));
    expect(named(resources, "users-attachment").deleteBeforeReplace).toBe(true);
  });

  test("are registered with their permissions, and attached once they have them", async () => {
    const { resources, invokes, outputs } = await mocked(
      () => new AmplifyIdentityPoolRole("users", { ...given, ...both }),
    );
    const component = named(resources, "users");
    expect(component.type).toBe("amplify-roles:index:AmplifyIdentityPoolRole");
    expect(resources.filter(({ parent }) => parent === component.urn).map(({ name }) => name)).toHaveLength(6);
    const attachment = named(resources, "users-attachment");
    expect(attachment.inputs).toMatchObject({
      identityPoolId: given.identityPoolId,
      region: "eu-west-1",
      roles: {
        authenticated: "arn:aws:iam::123456789012:role/users-authenticated",
        unauthenticated: "arn:aws:iam::123456789012:role/users-unauthenticated",
      },
    });
    for (const user of ["authenticated", "unauthenticated"])
      expect(attachment.dependencies).toContain(named(resources, `users-${user}-policy`).urn);
    expect(named(resources, tagName).inputs).toMatchObject({
      identityProviderName: userPool,
      principalTags: { tenant: "custom:tenant" },
      useDefaults: false,
    });
    expect(invokes).toEqual([]);
    expect(outputs.get(component.urn)).toEqual({
      authenticatedRoleArn: "arn:aws:iam::123456789012:role/users-authenticated",
      unauthenticatedRoleArn: "arn:aws:iam::123456789012:role/users-unauthenticated",
    });
  });

  test("can be reached, and so can what attaches and tags them", async () => {
    const { result, read } = await mocked(() => {
      const users = new AmplifyIdentityPoolRole("users", { ...given, ...both });
      expect(users.authenticated.role).toBeInstanceOf(aws.iam.Role);
      expect(users.attachment).toBeInstanceOf(aws.cognito.IdentityPoolRoleAttachment);
      expect(users.principalTags).toHaveLength(1);
      expect(users.principalTags[0]).toBeInstanceOf(aws.cognito.IdentityPoolProviderPrincipalTag);
      return users.unauthenticated.lastAssumedCommand;
    });
    expect(await read(result)).toMatch(/=AssumeRoleWithWebIdentity .*:role\/users-unauthenticated/);
  });

  test.each([
    ["left out", undefined],
    ["one that exists", existing],
  ])("say so where one of them is %s", async (_, unauthenticated) => {
    const { resources, outputs } = await mocked(() => {
      const args = { ...given, authenticated: {}, ...(unauthenticated && { unauthenticated }) };
      const users = new AmplifyIdentityPoolRole("users", args);
      expect(users.authenticated.policies).toEqual([]);
      expect(users.principalTags).toEqual([]);
      expect(() => users.unauthenticated).toThrow(
        "The identity pool did not create this role: `unauthenticated` is left out, false, or the ARN of an existing role.",
      );
    });
    expect(outputs.get(named(resources, "users").urn)).toEqual({
      authenticatedRoleArn: "arn:aws:iam::123456789012:role/users-authenticated",
    });
  });

  test("are of a pool that is made in the same program: only its id is unknown at a preview", async () => {
    const { resources } = await mocked(
      () => {
        const { id } = new aws.cognito.IdentityPool("pool", { identityPoolName: "users" });
        return new AmplifyIdentityPoolRole("users", { ...given, ...both, identityPoolId: id });
      },
      { preview: true },
    );
    expect(named(resources, "users-attachment").inputs.identityPoolId).toBeInstanceOf(Unknown);
    expect(named(resources, tagName).inputs.identityPoolId).toBeInstanceOf(Unknown);
    expect(named(resources, "users-unauthenticated").inputs.assumeRolePolicy).toMatchObject({
      Statement: [
        {
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
            StringEquals: { "cognito-identity.amazonaws.com:aud": expect.any(Unknown) },
          },
        },
      ],
    });
  });

  test("and rules among them reach the attachment", async () => {
    const rule = { claim: "plan", matchType: "Equals", value: "paid", roleArn: existing };
    const mapping = { identityProvider: pulumi.output(`${userPool}:client`), type: "Rules", mappingRules: [rule] };
    const roleMappings = [{ ...mapping, ambiguousRoleResolution: "Deny" }];
    const { resources } = await mocked(
      () => new AmplifyIdentityPoolRole("users", { ...given, authenticated: {}, roleMappings }),
    );
    expect(named(resources, "users-attachment").inputs.roleMappings).toEqual([
      {
        identityProvider: `${userPool}:client`,
        type: "Rules",
        ambiguousRoleResolution: "Deny",
        mappingRules: [rule],
      },
    ]);
  });

  test("a hook for each kind of child changes what is registered", async () => {
    const { resources } = await mocked(
      () =>
        new AmplifyIdentityPoolRole("users", {
          ...given,
          ...both,
          transform: {
            identityPoolRoleAttachment: (args, opts, name) => ({
              args: { ...args, roles: { authenticated: existing } },
              opts: { ...opts, protect: name === "users-attachment" },
            }),
            identityPoolProviderPrincipalTag: (args) => {
              args.useDefaults = true;
            },
          },
        }),
    );
    expect(named(resources, "users-attachment")).toMatchObject({
      protect: true,
      inputs: { identityPoolId: given.identityPoolId, roles: { authenticated: existing } },
    });
    expect(named(resources, tagName).inputs.useDefaults).toBe(true);
  });
});

describe("as a part of an app", () => {
  test("the roles can be reached, and hang under the app", async () => {
    const { resources } = await mocked(() => {
      const identityPool = { identityPoolId: given.identityPoolId, authenticated: { grants: [appsync.graphql(api)] } };
      const web = new AmplifySsrApp("web", { name: "web", identityPool });
      expect(web.identityPool.authenticated.role).toBeInstanceOf(aws.iam.Role);
      expect(web.identityPool.attachment).toBeInstanceOf(aws.cognito.IdentityPoolRoleAttachment);
      expect(() => web.identityPool.unauthenticated).toThrow(
        "The identity pool did not create this role: `unauthenticated`",
      );
    });
    expect(named(resources, "web-identity-pool-attachment").parent).toBe(named(resources, "web").urn);
    expect(named(resources, "web-identity-pool-authenticated").inputs.name).toBe("web-amplify-authenticated");
  });

  test("an app without a pool says so", async () => {
    await mocked(() => {
      const web = new AmplifySsrApp("web", { name: "web" });
      expect(() => web.identityPool).toThrow("has no identity pool: `identityPool` is left out.");
    });
  });
});

describe("findings", () => {
  test("are thrown together, before anything is registered", async () => {
    const bare = "arn:aws:appsync:eu-west-1:123456789012:apis/abcdefghijklmnopqrstuvwxyz/types/Query";
    const args = { ...given, identityPoolId: "users", authenticated: { grants: [appsync.query(bare)] } };
    const { resources } = await mocked(() => {
      const make = () => new AmplifyIdentityPoolRole("users", args);
      expect(make).toThrow(SpecificationError);
      expect(make).toThrow(/2 errors.*AmplifyIdentityPoolRole "users".*identityPoolId.*authenticated\.grants\[0\]/s);
    });
    expect(resources).toEqual([]);
  });

  test("what Cognito keeps from guests is a warning in the log of the component, and no error", async () => {
    const { resources, logs } = await mocked(() => {
      const unauthenticated = { grants: [appsync.query(api), ssm.read({ path: "/web/prod" })] };
      return new AmplifyIdentityPoolRole("users", { ...given, unauthenticated });
    });
    expect(logs).toEqual([
      {
        severity: "warning",
        message: expect.stringMatching(/^unauthenticated\.grants\[1\]: .*\[UNAVAILABLE_TO_GUESTS\]/s),
        urn: named(resources, "users").urn,
      },
    ]);
  });
});
