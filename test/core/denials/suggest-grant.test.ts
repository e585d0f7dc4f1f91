import { describe, expect, test } from "vitest";
import { comparePolicy, suggestGrant } from "../../../packages/core/src/doctor.js";
import { everywhere } from "../../../packages/core/src/grants/definition.js";
import { definitions } from "../../../packages/core/src/grants/definitions.js";
import * as core from "../../../packages/core/src/index.js";

const at = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const api = at("appsync", "apis/abc");

describe("the grant for a denied call", () => {
  test.each([
    ["dynamodb:GetItem", at("dynamodb", "table/orders"), `dynamodb.read("${at("dynamodb", "table/orders")}")`],
    [
      "dynamodb:Query",
      at("dynamodb", "table/orders/index/byDate"),
      `dynamodb.read("${at("dynamodb", "table/orders")}")`,
    ],
    ["dynamodb:PutItem", at("dynamodb", "table/orders"), `dynamodb.write("${at("dynamodb", "table/orders")}")`],
    [
      "dynamodb:GetRecords",
      at("dynamodb", "table/orders/stream/2026"),
      `dynamodb.readStream("${at("dynamodb", "table/orders")}")`,
    ],
    ["s3:GetObject", "arn:aws:s3:::web/images/cat.png", 's3.read("arn:aws:s3:::web", { prefix: "images/" })'],
    ["s3:GetObject", "arn:aws:s3:::web/cat.png", 's3.read("arn:aws:s3:::web")'],
    ["s3:ListBucket", "arn:aws:s3:::web", 's3.read("arn:aws:s3:::web")'],
    ["s3:DeleteObject", "arn:aws:s3:::web/a/b", 's3.delete("arn:aws:s3:::web", { prefix: "a/" })'],
    ["appsync:GraphQL", `${api}/types/Query/fields/getPost`, `appsync.query("${api}", { fields: ["getPost"] })`],
    ["appsync:GraphQL", `${api}/types/Mutation/fields/addPost`, `appsync.mutate("${api}", { fields: ["addPost"] })`],
    [
      "appsync:GraphQL",
      `${api}/types/Post/fields/title`,
      `appsync.fields("${api}", { type: "Post", fields: ["title"] })`,
    ],
    ["ssm:GetParameter", at("ssm", "parameter/web/key"), `ssm.read("${at("ssm", "parameter/web/key")}")`],
    ["ssm:GetParametersByPath", at("ssm", "parameter/web/"), `ssm.read("${at("ssm", "parameter/web/*")}")`],
    [
      "secretsmanager:GetSecretValue",
      at("secretsmanager", "secret:prod/db-AbC123"),
      `secretsManager.read("${at("secretsmanager", "secret:prod/db-AbC123")}")`,
    ],
    ["lambda:InvokeFunction", at("lambda", "function:f:live"), `lambda.invoke("${at("lambda", "function:f:live")}")`],
    ["sns:Publish", "+15555550100", 'allow({ actions: ["sns:Publish"], resources: ["*"] })'],
    ["dynamodb:GetItem", undefined, 'dynamodb.read("<ARN of the table>")'],
    ["xray:PutTraceSegments", "*", "xray.write()"],
    [
      "iam:GetRole",
      "arn:aws:iam::123456789012:role/web",
      'allow({ actions: ["iam:GetRole"], resources: ["arn:aws:iam::123456789012:role/web"] })',
    ],
    [
      "codecommit:ListRepositories",
      undefined,
      'allow({ actions: ["codecommit:ListRepositories"], resources: ["<ARN of the resource>"] })',
    ],
  ])("%s on %s", (action, resource, code) => expect(suggestGrant(action, resource).code).toBe(code));
});

/** Runs a suggestion as a program would, and gives the policy that a compute role gets from it. */
function policyFrom(code: string): unknown {
  const exported = Object.entries(core);
  const grant = new Function(...exported.map(([name]) => name), `return ${code}`)(
    ...exported.map(([, value]) => value),
  );
  const { permissions } = core.explain({ grants: [grant] }, { type: "AmplifyComputeRole", id: "r" });
  return { Statement: permissions.map(({ statement }) => statement) };
}

/** An action of each function, on each resource that its own table names. */
const rows = definitions.flatMap(({ name, access }) =>
  Object.entries(access).flatMap(([level, { permissions, resourceTypes, options }]) =>
    permissions
      .filter(({ resources }) => resources !== everywhere)
      .flatMap(({ actions, resources }) =>
        resourceTypes.slice(0, 1).flatMap((type) => {
          const account = type.scope === "global" || type.scope === "region" ? "" : "123456789012";
          const region = type.scope === "global" || type.scope === "account" || type.regionless ? "" : "eu-west-1";
          const arn = `arn:aws:${type.service}:${region}:${account}:${type.example}`;
          const request = { resource: { arn, type: type.name, form: "arn", region }, options: {}, deployment: {} };
          const on = (resources as (request: unknown) => readonly string[])(request).map((one) =>
            one.replaceAll("*", "x"),
          );
          return actions.flatMap((action) =>
            on.map((resource) => ({ by: `${name}.${level}`, action, resource, options })),
          );
        }),
      ),
  ),
);

test("there is a call for almost every function", () => {
  expect(rows.length).toBeGreaterThan(120);
  expect(new Set(rows.map(({ by }) => by)).size).toBeGreaterThan(35);
});

test.each(rows.filter(({ resource }) => !/undefined/.test(resource)))(
  "what is suggested for $action on $resource allows it",
  ({ action, resource }) => {
    const { code } = suggestGrant(action, resource);
    expect(comparePolicy(policyFrom(code), action, resource)).toMatchObject({ verdict: "allowed" });
  },
);

describe("a policy and a denied call", () => {
  const field = `${api}/types/Query/fields/getPost`;
  const allow = (Resource: unknown, rest: object = {}) => ({
    Effect: "Allow",
    Action: "appsync:GraphQL",
    Resource,
    ...rest,
  });
  test.each([
    ["allows it", { Statement: allow(`${api}/*`) }, "allowed"],
    ["allows it as `*`", { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }, "allowed"],
    ["names the API without fields", { Statement: [allow(api)] }, "otherResources"],
    [
      "has the action in other letters",
      { Statement: [{ ...allow(`${api}/*`), Action: "AppSync:graphql" }] },
      "allowed",
    ],
    ["has another action", { Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] }, "noAction"],
    [
      "has a condition",
      { Statement: [allow("*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })] },
      "conditional",
    ],
    ["has a variable", { Statement: [allow(`${api}/types/Query/fields/\${aws:PrincipalTag/f}`)] }, "conditional"],
    ["denies it", { Statement: [allow("*"), { ...allow("*"), Effect: "Deny" }] }, "denied"],
    ["denies something else", { Statement: [allow("*"), { ...allow("x"), Effect: "Deny" }] }, "allowed"],
    [
      "allows all but others",
      { Statement: [{ Effect: "Allow", NotAction: "iam:*", NotResource: "arn:aws:s3:::x" }] },
      "allowed",
    ],
    ["as get-role-policy prints it", { RoleName: "r", PolicyDocument: { Statement: [allow(field)] } }, "allowed"],
    ["as get-policy-version prints it", { PolicyVersion: { Document: { Statement: [allow(field)] } } }, "allowed"],
    ["is empty", {}, "noAction"],
    ["is of another type", 5, "noAction"],
  ])("%s", (_, policy, verdict) => expect(comparePolicy(policy, "appsync:GraphQL", field).verdict).toBe(verdict));
});
