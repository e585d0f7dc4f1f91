import { allow, appsync, dynamodb, type Grant, lambda, s3, secretsManager, ssm, sts } from "@amplify-roles/core";
import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { definitions } from "../../packages/core/src/grants/definitions.js";
import { hasNoResourcePolicies, resourcePolicyOf } from "../../packages/core/src/plan/resource-policies.js";
import { account, region } from "./fixtures/arns.js";
import { deployed, extracted, Unresolved } from "./support/placeholders.js";

const here = { partition: "aws", region, account };
const there = "210987654321";
const arnThere = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:${there}:${resource}`;
const table = arnThere("dynamodb", "table/orders");
const key = arnThere("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
const role = "arn:aws:iam::123456789012:role/web-amplify-compute";

function planned(specification: object, deployment: object = here) {
  const { specification: given, unresolved } = extracted({ name: "web", ...deployment, ...specification });
  return deployed(planAmplifySsrApp("web", given), { unresolved });
}
const granting = (...grants: Grant[]) => planned({ computeRole: { grants } });
const codesOf = ({ warnings }: ReturnType<typeof planned>) => warnings.map(({ code, path }) => `${code} ${path}`);

describe("a resource in another account", () => {
  test("needs the role's statements in its own policy", () => {
    const plan = granting(dynamodb.read(table, { indexes: [] }), dynamodb.write(table));
    expect(codesOf(plan)).toEqual([
      "OTHER_SIDE_REQUIRED computeRole.grants[0]",
      "OTHER_SIDE_REQUIRED computeRole.grants[1]",
    ]);
    expect(plan.requirements).toEqual([
      {
        role: "computeRole",
        grants: ["computeRole.grants[0]", "computeRole.grants[1]"],
        resource: table,
        where: "resource-based policy of the table or the stream",
        statements: [
          {
            Effect: "Allow",
            Principal: { AWS: role },
            Action: [
              "dynamodb:BatchGetItem",
              "dynamodb:BatchWriteItem",
              "dynamodb:ConditionCheckItem",
              "dynamodb:DeleteItem",
              "dynamodb:DescribeTable",
              "dynamodb:GetItem",
              "dynamodb:PutItem",
              "dynamodb:Query",
              "dynamodb:Scan",
              "dynamodb:UpdateItem",
            ],
            Resource: table,
          },
        ],
        page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-cross-account-access.html",
      },
    ]);
  });

  test("has its indexes in the same policy, and its stream in one of its own", () => {
    const { requirements } = granting(dynamodb.read(table), dynamodb.readStream(table));
    expect(requirements.map(({ resource }) => resource)).toEqual([table, `${table}/stream/*`]);
    expect(requirements[0]?.statements.flatMap(({ Resource }) => Resource)).toContain(`${table}/index/*`);
  });

  test("is a key, whose policy names no other resource and keeps the conditions", () => {
    const { requirements } = granting(s3.read("arn:aws:s3:::images", { kmsKey: key }));
    expect(requirements).toMatchObject([
      {
        resource: key,
        where: "key policy",
        statements: [
          {
            Principal: { AWS: role },
            Action: "kms:Decrypt",
            Resource: "*",
            Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
          },
        ],
      },
    ]);
  });

  test("is a role, whose trust policy names this role and the external id", () => {
    const reader = `arn:aws:iam::${there}:role/reader`;
    const { requirements } = granting(sts.assumeRole(reader, { externalId: "shop-42" }));
    expect(requirements).toMatchObject([{ resource: reader, where: "trust policy of the role" }]);
    expect(requirements[0]?.statements).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: role },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "shop-42" } },
      },
    ]);
  });

  test("is a function with its versions, and a secret", () => {
    const lambdaArn = arnThere("lambda", "function:resize");
    const secret = arnThere("secretsmanager", "secret:web-AbCdEf");
    const { requirements } = granting(lambda.invoke(lambdaArn), secretsManager.read(secret));
    expect(requirements.map(({ resource, where }) => [resource, where])).toEqual([
      [lambdaArn, "resource-based policy of the function"],
      [secret, "resource policy of the secret"],
    ]);
    expect(requirements[0]?.statements[0]?.Resource).toEqual([lambdaArn, `${lambdaArn}:*`]);
  });

  test.each([
    ["execute-api:Invoke", arnThere("execute-api", "abc123/prod/GET/orders")],
    ["es:ESHttpGet", arnThere("es", "domain/search/*")],
    ["elasticfilesystem:ClientMount", arnThere("elasticfilesystem", "file-system/fs-1234abcd")],
    ["glue:GetTable", arnThere("glue", "table/shop/orders")],
  ])("may be a policy of a resource that no grant is for: %s", (action, resource) => {
    const plan = granting(allow({ actions: [action], resources: [resource] }));
    expect(codesOf(plan)).toEqual(["OTHER_SIDE_REQUIRED computeRole.grants[0]"]);
    expect(plan.warnings[0]?.message).toContain("has resource-based policies, the one there has to allow the access");
    expect(plan.requirements).toEqual([]);
  });

  test("is known for each service that grants are for", () => {
    /** AWS's table calls them partial, or they got such policies lately. */
    const uncertain = ["bedrock", "dsql"];
    const of = definitions.flatMap(({ access }) =>
      Object.values(access).flatMap(({ resourceTypes }) => resourceTypes.map(({ service }) => service)),
    );
    const undecided = [...new Set(of)].filter(
      (service) => resourcePolicyOf(service) === undefined && !hasNoResourcePolicies(service),
    );
    expect(undecided.sort()).toEqual(uncertain);
  });

  test.each<[string, Grant, string]>([
    ["an API", appsync.graphql(arnThere("appsync", "apis/abc123")), "Create a role in that account"],
    ["a parameter", ssm.read(arnThere("ssm", "parameter/web/url")), "Share the parameter with AWS RAM"],
  ])("cannot be reached if such resources have no policies: %s", (_, grant, fix) => {
    const plan = granting(grant);
    expect(codesOf(plan)).toEqual(["OTHER_ACCOUNT_UNREACHABLE computeRole.grants[0]"]);
    expect(plan.warnings[0]?.fix).toContain(fix);
    expect(plan.requirements).toEqual([]);
  });

  test("is one of every role of an app, each of which is named", () => {
    const grants = [dynamodb.read(table, { indexes: [] })];
    const { requirements } = planned({
      serviceRole: { grants },
      branches: { main: { computeRole: { grants } } },
      identityPool: {
        identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
        authenticated: { grants },
      },
    });
    expect(requirements.map(({ role, statements }) => [role, statements[0]?.Principal])).toEqual([
      ["serviceRole", { AWS: "arn:aws:iam::123456789012:role/web-amplify-service" }],
      ["branches.main.computeRole", { AWS: "arn:aws:iam::123456789012:role/web-amplify-compute-main" }],
      ["identityPool.authenticated", { AWS: "arn:aws:iam::123456789012:role/web-amplify-authenticated" }],
    ]);
  });
});

describe("a resource in an account that may be the role's own", () => {
  test("gives a requirement that says when it is one, and a warning for the tool to decide on", () => {
    const plan = planned({ computeRole: { grants: [dynamodb.read(table)] } }, {});
    expect(plan.warnings).toEqual([]);
    expect(plan.requirements).toMatchObject([{ resource: table, onlyFromOutside: there }]);
    expect(plan.ifOtherAccount).toMatchObject([
      { account: there, finding: { code: "OTHER_SIDE_REQUIRED", path: "computeRole.grants[0]" } },
    ]);
  });

  test.each<[string, Grant]>([
    ["in the role's account", dynamodb.read(`arn:aws:dynamodb:eu-west-1:${account}:table/orders`)],
    ["by name", dynamodb.read({ name: "orders" })],
    ["known only after deploy", dynamodb.read(new Unresolved(table) as never)],
    ["a bucket, whose ARN has no account", s3.read("arn:aws:s3:::images")],
    ["an action on a role other than assuming it", allow({ actions: ["iam:GetRole"], resources: [role] })],
  ])("needs nothing: %s", (_, grant) => {
    const plan = granting(grant);
    expect(plan.requirements).toEqual([]);
    expect(codesOf(plan).filter((code) => code.startsWith("OTHER_"))).toEqual([]);
  });

  test("is a role of the same account, whose trust policy still has to name this role", () => {
    const reader = `arn:aws:iam::${account}:role/reader`;
    const plan = granting(sts.assumeRole(reader));
    expect(plan.requirements).toMatchObject([{ resource: reader, where: "trust policy of the role" }]);
    expect(plan.requirements[0]).not.toHaveProperty("onlyFromOutside");
    expect(codesOf(plan)).toEqual([]);
  });
});

test("the bucket behind an access point has to allow what the access point allows", () => {
  const accessPoint = `arn:aws:s3:eu-west-1:${account}:accesspoint/images`;
  const plan = granting(s3.read(accessPoint, { prefix: "cats/" }));
  expect(codesOf(plan)).toEqual(["OTHER_SIDE_REQUIRED computeRole.grants[0]"]);
  expect(plan.requirements.map(({ where, resource }) => [where, resource])).toEqual([["bucket policy", accessPoint]]);
  const statements = plan.requirements[0]?.statements ?? [];
  for (const { Principal, Condition } of statements) {
    expect(Principal).toEqual({ AWS: role });
    expect(Condition?.StringEquals).toMatchObject({ "s3:DataAccessPointArn": accessPoint });
  }
  expect(statements.map(({ Action, Resource }) => [Action, Resource])).toContainEqual([
    "s3:GetObject",
    "arn:aws:s3:::<bucket>/cats/*",
  ]);
  expect(statements.flatMap(({ Resource }) => Resource)).toContain("arn:aws:s3:::<bucket>");
});

test("an access point by name has one requirement, also if its region and account are looked up", () => {
  const plan = planned({ computeRole: { grants: [s3.read({ accessPoint: "images" })] } }, {});
  const accessPoint = `arn:aws:s3:eu-west-1:${account}:accesspoint/images`;
  expect(plan.requirements).toMatchObject([{ where: "bucket policy", resource: accessPoint }]);
  for (const { Condition } of plan.requirements[0]?.statements ?? [])
    expect(Condition?.StringEquals).toMatchObject({ "s3:DataAccessPointArn": accessPoint });
});

test("an access point in another account needs both policies", () => {
  const plan = granting(s3.read(arnThere("s3", "accesspoint/images")));
  expect(plan.requirements.map(({ where }) => where).sort()).toEqual(["access point policy", "bucket policy"]);
});

test("the key of a log group has to allow CloudWatch Logs, for log groups of apps only", () => {
  const own = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const plan = planned({ serviceRole: { logs: { retentionInDays: 30, kmsKeyId: own } } });
  expect(codesOf(plan)).toEqual(["OTHER_SIDE_REQUIRED serviceRole.logs.kmsKeyId"]);
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
  expect(plan.requirements).toMatchObject([
    {
      role: "serviceRole",
      resource: own,
      where: "key policy",
      statements: [
        {
          Effect: "Allow",
          Principal: { Service: "logs.eu-west-1.amazonaws.com" },
          Action: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
          Resource: "*",
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/amplify/*",
            },
          },
        },
      ],
    },
  ]);
});
