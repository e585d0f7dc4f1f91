import { allow, appsync, dynamodb, ssm } from "@amplify-roles/core";
import { planAmplifyIdentityPoolRole, planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { account, api, region, role, table } from "./fixtures/arns.js";
import { permissionsOf } from "./support/permissions.js";
import { deployed, Unresolved } from "./support/placeholders.js";
import { argumentsOf, findingsOf, planners, referencesOf, reportedBy } from "./support/plans.js";

const here = { account, region };
const identityPoolId = "eu-west-1:12345678-1234-1234-1234-123456789012";
const pool = (specification: object) =>
  planAmplifyIdentityPoolRole("users", { ...here, identityPoolId, ...specification });

describe("the trust of an identity pool's role", () => {
  const trustOf = (specification: object, user = "authenticated") =>
    argumentsOf(pool({ [user]: {}, ...specification }), "aws_iam_role").assumeRolePolicy.Statement;

  test.each(["authenticated", "unauthenticated"])("lets that pool's %s users assume it, and nobody else", (user) => {
    expect(trustOf({}, user)).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": user },
          StringEquals: { "cognito-identity.amazonaws.com:aud": identityPoolId },
        },
      },
    ]);
  });

  const govCloud = "1234abcd-12ab-34cd-56ef-1234567890ab";
  test.each([
    ["us-gov-west-1", "cognito-identity-us-gov.amazonaws.com"],
    ["us-gov-east-1", "cognito-identity.us-gov-east-1.amazonaws.com"],
    ["cn-north-1", "cognito-identity.amazonaws.com"],
  ])("names who issues tokens in %s", (poolRegion, issuer) => {
    const [statement] = trustOf({ region: poolRegion, identityPoolId: `${poolRegion}:${govCloud}` });
    expect(statement?.Principal).toEqual({ Federated: issuer });
    expect(Object.values(statement?.Condition ?? {}).flatMap(Object.keys)).toEqual([`${issuer}:amr`, `${issuer}:aud`]);
  });

  test("goes by the deployment where the pool's id is known later", () => {
    const plan = planners.identityPool({
      region: "us-gov-east-1",
      identityPoolId: new Unresolved(`us-gov-east-1:${govCloud}`),
      authenticated: {},
    });
    expect(argumentsOf(plan, "aws_iam_role").assumeRolePolicy.Statement[0]?.Principal).toEqual({
      Federated: "cognito-identity.us-gov-east-1.amazonaws.com",
    });
  });

  test.each([
    ["by the pool's own region, where nothing else is given", { identityPoolId: `us-gov-west-1:${govCloud}` }],
    ["by the partition, where the pool is known later", { identityPoolId: new Unresolved("id"), partition: "aws-us-gov" }],
  ])("tells GovCloud %s", (_, specification) => {
    const plan = planners.identityPool({ authenticated: {}, ...specification });
    expect(argumentsOf(plan, "aws_iam_role").assumeRolePolicy.Statement[0]?.Principal).toEqual({
      Federated: "cognito-identity-us-gov.amazonaws.com",
    });
  });

  test("lets Cognito tag the sessions of users who signed in, where tags are asked for", () => {
    const principalTags = [{ identityProviderName: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI" }];
    const plan = pool({ authenticated: {}, unauthenticated: {}, principalTags });
    const actions = (id: string) => argumentsOf(plan, "aws_iam_role", id).assumeRolePolicy.Statement[0]?.Action;
    expect(actions("authenticated")).toEqual(["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]);
    expect(actions("unauthenticated")).toBe("sts:AssumeRoleWithWebIdentity");
  });
});

describe("the roles of an identity pool", () => {
  const query = appsync.query(api, { fields: ["listPosts"] });
  const both = pool({ authenticated: { grants: [appsync.mutate(api), query] }, unauthenticated: { grants: [query] } });

  test("may do what each was granted", () => {
    const policyOf = (user: string) => permissionsOf(argumentsOf(both, "aws_iam_role_policy", `${user}-policy`).policy);
    const field = `Allow appsync:GraphQL on ${api}/types/Query/fields/listPosts`;
    expect(policyOf("authenticated")).toEqual([`Allow appsync:GraphQL on ${api}/types/Mutation/*`, field]);
    expect(policyOf("unauthenticated")).toEqual([field]);
  });

  test("are attached to the pool together, once they have their permissions", () => {
    const attachment = both.resources.find(({ id }) => id === both.identityPool.attachment);
    expect(attachment?.dependsOn).toEqual(["authenticated-policy", "unauthenticated-policy"]);
    expect(deployed(both).resources.find(({ id }) => id === "attachment")?.arguments).toEqual({
      identityPoolId,
      region,
      roles: {
        authenticated: "<arn of authenticated>",
        unauthenticated: "<arn of unauthenticated>",
      },
    });
  });

  test("may be one alone, beside one that exists", () => {
    const plan = pool({ authenticated: {}, unauthenticated: role });
    expect(Object.keys(plan.identityPool).sort()).toEqual(["attachment", "authenticated", "principalTags"]);
    const { roles } = argumentsOf(plan, "aws_cognito_identity_pool_roles_attachment");
    expect(roles.unauthenticated).toBe(role);
  });

  test("come with the CloudTrail event by which they are assumed", () => {
    expect(both.identityPool.authenticated?.lastAssumedCommand).toContain("AttributeValue=AssumeRoleWithWebIdentity ");
  });

  const provider = (id: string) => `cognito-idp.eu-west-1.amazonaws.com/eu-west-1_${id}`;

  test("tags come from the provider's defaults, or from claims", () => {
    const plan = pool({
      authenticated: {},
      principalTags: [
        { identityProviderName: provider("AbCdEfGhI") },
        { identityProviderName: provider("JkLmNoPqR"), principalTags: { tenant: "custom:tenant" } },
      ],
    });
    expect(plan.resources.filter(({ id }) => plan.identityPool.principalTags.includes(id))).toMatchObject([
      { arguments: { identityPoolId, identityProviderName: provider("AbCdEfGhI"), useDefaults: true } },
      {
        arguments: {
          identityProviderName: provider("JkLmNoPqR"),
          useDefaults: false,
          principalTags: { tenant: "custom:tenant" },
        },
      },
    ]);
  });

  test("tags of several providers are told apart by names of the user's, whatever is put before them or taken away", () => {
    const tags = (name: string) => ({
      identityProviderName: provider(name),
      principalTags: { tenant: "custom:tenant" },
    });
    const [users, partners] = [tags("AbCdEfGhI"), tags("JkLmNoPqR")];
    const planned = (principalTags: object) =>
      Object.fromEntries(
        pool({ authenticated: {}, principalTags }).resources.flatMap(({ type, id, arguments: given }) =>
          type === "aws_cognito_identity_pool_provider_principal_tag" ? [[id, given]] : [],
        ),
      );
    const both = planned({ users, partners });
    expect(Object.keys(both)).toEqual(["principal-tag-users", "principal-tag-partners"]);
    expect(both).toMatchObject(planned({ partners }));
    expect(Object.keys(planned({ "a/b": users, "a-b": partners }))).toEqual([
      "principal-tag-a-b",
      "principal-tag-a-b-0",
    ]);
    expect(Object.keys(planned([users, partners]))).toEqual(["principal-tag-0", "principal-tag-1"]);
  });

  test.each([
    ["none", {}, "principalTags"],
    [
      "the same provider twice",
      { a: { identityProviderName: "graph.facebook.com" }, b: { identityProviderName: "graph.facebook.com" } },
      "principalTags.b",
    ],
    ["what is no provider", { a: { identityProviderName: "" } }, "principalTags.a.identityProviderName"],
  ])("tags under names of the user's: %s is reported where it stands", (_, principalTags, path) => {
    expect(reportedBy(() => pool({ authenticated: {}, principalTags })).map((fault) => fault.path)).toEqual([path]);
  });

  test("tags warn of nothing where their role is new, or others are chosen for users", () => {
    const principalTags = [{ identityProviderName: "graph.facebook.com" }];
    const roleMappings = [
      { identityProvider: "graph.facebook.com", type: "Token", ambiguousRoleResolution: "AuthenticatedRole" },
    ];
    expect(pool({ authenticated: {}, principalTags, roleMappings }).warnings).toEqual([]);
    const [warning, ...more] = pool({ unauthenticated: {}, principalTags, roleMappings }).warnings;
    expect(more).toEqual([]);
    expect(warning?.fix).toContain("sts:TagSession");
  });

  test("and rules choose among roles", () => {
    const rule = { claim: "plan", matchType: "Equals", value: "paid", roleArn: role };
    const roleMappings = [
      { identityProvider: "graph.facebook.com", type: "Rules", ambiguousRoleResolution: "Deny", mappingRules: [rule] },
    ];
    const plan = pool({ authenticated: {}, roleMappings });
    expect(argumentsOf(plan, "aws_cognito_identity_pool_roles_attachment").roleMappings).toEqual(roleMappings);
  });
});

describe("guests", () => {
  test("are told from what Cognito keeps from them, whatever their role allows", () => {
    const grants = [dynamodb.read(table), ssm.read({ path: "/web/prod" })];
    expect(pool({ unauthenticated: { grants } }).warnings).toMatchObject([
      { code: "UNAVAILABLE_TO_GUESTS", severity: "warning", path: "unauthenticated.grants[1]" },
    ]);
    expect(pool({ authenticated: { grants } }).warnings).toEqual([]);
  });
});

describe("what Cognito leaves to guests", () => {
  const warned = (specification: object) =>
    reportedBy(() => pool({ unauthenticated: specification })).filter(({ code }) => code === "UNAVAILABLE_TO_GUESTS");
  const doing = (service: string) =>
    allow({ actions: [`${service}:Do`], resources: [`arn:aws:${service}:${region}:${account}:thing/a`] });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
  test.each([
    ...["appsync", "cloudwatch", "codewhisperer", "cognito-identity", "cognito-idp", "cognito-sync", "comprehend"],
    ...["dynamodb", "execute-api", "firehose", "gamelift", "geo", "iot", "kinesis", "kms", "lambda", "lex", "logs"],
    ...["machinelearning", "mobileanalytics", "mobiletargeting", "personalize", "polly", "rekognition", "rum", "s3"],
    ...["sagemaker", "sdb", "ses", "sns", "sqs", "textract", "transcribe", "translate"],
  ])("%s", (service) => {
    expect(warned({ grants: [doing(service)] })).toEqual([]);
    expect(warned({ grants: [doing(service.toUpperCase())] })).toEqual([]);
  });

  test("is not other services", () => expect(warned({ grants: [doing("states")] })).toHaveLength(1));

  test("is nothing that a Deny has to keep to", () => {
    const Resource = `arn:aws:ssm:${region}:${account}:parameter/web`;
    const saying = (Effect: string) => ({
      Version: "2012-10-17",
      Statement: { Effect, Action: "ssm:GetParameter", Resource },
    });
    expect(warned({ policyDocuments: [saying("Deny")] })).toEqual([]);
    expect(warned({ policyDocuments: [saying("Allow")] })).toHaveLength(1);
  });
});

describe("as a part of an app", () => {
  const app = (specification: object) =>
    planAmplifySsrApp("web", {
      ...here,
      name: "web",
      roles: { path: "/amplify/" },
      identityPool: { identityPoolId, authenticated: { grants: [appsync.graphql(api)] }, unauthenticated: {} },
      ...specification,
    });

  test("its roles are named after the app, and share what its roles share", () => {
    const plan = app({});
    expect(argumentsOf(plan, "aws_iam_role", "identity-pool-authenticated")).toMatchObject({
      name: "web-amplify-authenticated",
      path: "/amplify/",
      description: "Role of the identity pool of the Amplify app web: what users who signed in may do",
    });
    expect(plan.identityPool?.unauthenticated?.role).toBe("identity-pool-unauthenticated");
  });

  test("it refers to what stands before it only", () => {
    const before = new Set<string>();
    for (const resource of app({}).resources) {
      expect(referencesOf(resource).filter((id) => !before.has(id))).toEqual([]);
      before.add(resource.id);
    }
  });

  test("a name that another role of the app has is found", () => {
    const computeRole = { name: "web-amplify-authenticated" };
    expect(findingsOf(() => app({ computeRole }))).toMatchObject([
      { code: "DUPLICATE_ROLE_NAME", path: "identityPool.authenticated.name" },
    ]);
  });
});
