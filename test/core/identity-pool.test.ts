import { allow, appsync, dynamodb, s3, ssm } from "@amplify-roles/core";
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

  test.each(["authenticated", "unauthenticated"])("allows only that pool's %s users to assume it", (user) => {
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
  ])("names the issuer of tokens in %s", (poolRegion, issuer) => {
    const [statement] = trustOf({ region: poolRegion, identityPoolId: `${poolRegion}:${govCloud}` });
    expect(statement?.Principal).toEqual({ Federated: issuer });
    expect(Object.values(statement?.Condition ?? {}).flatMap(Object.keys)).toEqual([`${issuer}:amr`, `${issuer}:aud`]);
  });

  test("uses the deployment's region if the pool's id is known only after deploy", () => {
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
    ["by the pool's region, if nothing else is given", { identityPoolId: `us-gov-west-1:${govCloud}` }],
    [
      "by the partition, if the pool is known only after deploy",
      { identityPoolId: new Unresolved("id"), partition: "aws-us-gov" },
    ],
  ])("recognizes GovCloud %s", (_, specification) => {
    const plan = planners.identityPool({ authenticated: {}, ...specification });
    expect(argumentsOf(plan, "aws_iam_role").assumeRolePolicy.Statement[0]?.Principal).toEqual({
      Federated: "cognito-identity-us-gov.amazonaws.com",
    });
  });

  test("allows Cognito to tag the sessions of signed-in users, if there are principal tags", () => {
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

  test("may do what they are granted", () => {
    const policyOf = (user: string) => permissionsOf(argumentsOf(both, "aws_iam_role_policy", `${user}-policy`).policy);
    const field = `Allow appsync:GraphQL on ${api}/types/Query/fields/listPosts`;
    expect(policyOf("authenticated")).toEqual([`Allow appsync:GraphQL on ${api}/types/Mutation/*`, field]);
    expect(policyOf("unauthenticated")).toEqual([field]);
  });

  test("are attached to the pool together, after they have their permissions", () => {
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

  test("may be a new one and an existing one", () => {
    const plan = pool({ authenticated: {}, unauthenticated: role });
    expect(Object.keys(plan.identityPool).sort()).toEqual(["attachment", "authenticated", "principalTags"]);
    const { roles } = argumentsOf(plan, "aws_cognito_identity_pool_roles_attachment");
    expect(roles.unauthenticated).toBe(role);
  });

  test("have the command for the CloudTrail event of their assumption", () => {
    expect(both.identityPool.authenticated?.lastAssumedCommand).toContain("AttributeValue=AssumeRoleWithWebIdentity ");
  });

  const provider = (id: string) => `cognito-idp.eu-west-1.amazonaws.com/eu-west-1_${id}`;

  test("get tags from the provider's defaults or from claims", () => {
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

  test("tags of several providers are told apart by the user's names, when others are added or removed", () => {
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
    ["an empty provider", { a: { identityProviderName: "" } }, "principalTags.a.identityProviderName"],
  ])("tags under the user's names: %s is reported at its path", (_, principalTags, path) => {
    expect(reportedBy(() => pool({ authenticated: {}, principalTags })).map((finding) => finding.path)).toEqual([path]);
  });

  test("tags give no warning if their role is new, and one if the role mappings choose the roles", () => {
    const principalTags = [{ identityProviderName: "graph.facebook.com" }];
    const roleMappings = [
      { identityProvider: "graph.facebook.com", type: "Token", ambiguousRoleResolution: "AuthenticatedRole" },
    ];
    const own = { grants: [s3.read({ name: "images" })] };
    expect(pool({ authenticated: own, principalTags, roleMappings }).warnings).toEqual([]);
    const [warning, ...more] = pool({ unauthenticated: own, principalTags, roleMappings }).warnings;
    expect(more).toEqual([]);
    expect(warning?.fix).toContain("sts:TagSession");
  });

  test("are chosen by rules", () => {
    const rule = { claim: "plan", matchType: "Equals", value: "paid", roleArn: role };
    const roleMappings = [
      { identityProvider: "graph.facebook.com", type: "Rules", ambiguousRoleResolution: "Deny", mappingRules: [rule] },
    ];
    const plan = pool({ authenticated: {}, roleMappings });
    expect(argumentsOf(plan, "aws_cognito_identity_pool_roles_attachment").roleMappings).toEqual(roleMappings);
  });
});

describe("guests", () => {
  test("get a warning for services that Cognito does not allow them, whatever their role allows", () => {
    const grants = [dynamodb.read(table), ssm.read({ path: "/web/prod" })];
    expect(pool({ unauthenticated: { grants } }).warnings).toMatchObject([
      { code: "UNAVAILABLE_TO_GUESTS", severity: "warning", path: "unauthenticated.grants[1]" },
    ]);
    expect(pool({ authenticated: { grants } }).warnings).toEqual([]);
  });
});

describe("the services that Cognito allows guests", () => {
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

  test("are no others", () => expect(warned({ grants: [doing("states")] })).toHaveLength(1));

  test("do not matter for a Deny", () => {
    const Resource = `arn:aws:ssm:${region}:${account}:parameter/web`;
    const saying = (Effect: string) => ({
      Version: "2012-10-17",
      Statement: { Effect, Action: "ssm:GetParameter", Resource },
    });
    expect(warned({ policyDocuments: [saying("Deny")] })).toEqual([]);
    expect(warned({ policyDocuments: [saying("Allow")] })).toHaveLength(1);
  });
});

describe("an identity pool of an app", () => {
  const app = (specification: object) =>
    planAmplifySsrApp("web", {
      ...here,
      name: "web",
      roles: { path: "/amplify/" },
      identityPool: { identityPoolId, authenticated: { grants: [appsync.graphql(api)] }, unauthenticated: {} },
      ...specification,
    });

  test("has roles that are named after the app and share the options of its roles", () => {
    const plan = app({});
    expect(argumentsOf(plan, "aws_iam_role", "identity-pool-authenticated")).toMatchObject({
      name: "web-amplify-authenticated",
      path: "/amplify/",
      description: "Role of the identity pool of the Amplify app web: what users who signed in may do",
    });
    expect(plan.identityPool?.unauthenticated?.role).toBe("identity-pool-unauthenticated");
  });

  test("refers only to resources before it", () => {
    const before = new Set<string>();
    for (const resource of app({}).resources) {
      expect(referencesOf(resource).filter((id) => !before.has(id))).toEqual([]);
      before.add(resource.id);
    }
  });

  test("reports a role name that another role of the app has", () => {
    const computeRole = { name: "web-amplify-authenticated" };
    expect(findingsOf(() => app({ computeRole }))).toMatchObject([
      { code: "DUPLICATE_ROLE_NAME", path: "identityPool.authenticated.name" },
    ]);
  });
});
