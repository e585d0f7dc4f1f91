import { AmplifyComputeRole, AmplifySsrApp, type AmplifySsrAppConfig, dynamodb } from "@amplify-roles/cdktf";
import type { AccessMatrix } from "@amplify-roles/core";
import { explain } from "@amplify-roles/core";
import { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { describe, expect, test } from "vitest";
import { explainTerraform } from "../../packages/cli/src/terraform/explain-terraform.js";
import { readJsonTemplate, readTemplate } from "../../packages/cli/src/terraform/template.js";
import { everything } from "../core/fixtures/specifications.js";
import { permissions } from "../core/support/permissions.js";
import { synthesize } from "../support/cdktf/synthesize.js";

/** What each role may do, however it is grouped and wherever it was said. */
function permissionsByRole({ roles, permissions: granted }: AccessMatrix): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    roles.map(({ id, type, name, exists, branches, otherBranches, managedPolicies }) => {
      const statements = granted.filter(({ role }) => role === id).map(({ statement }) => statement);
      return [
        `${name} on ${[...branches].sort().join(", ")}`,
        { type, exists, otherBranches, managedPolicies, may: permissions(statements) },
      ];
    }),
  );
}

const runsAs = ({ branches, roles }: AccessMatrix) =>
  branches
    .map(({ name, computeRole, computeRoleSource }) => [
      name,
      computeRoleSource,
      roles.find(({ id }) => id === computeRole)?.name,
    ])
    .sort();

const trust = (principal: object, Condition?: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...(Condition && { Condition }) }],
  });
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

describe("a specification and the output of cdktf synth for it", () => {
  // The bindings of provider 5 know neither.
  const { jobConfig: _, ...known } = everything;
  const { enableSkewProtection: __, ...next } = known.branches.next;
  const specification = { ...known, branches: { ...known.branches, next } } as unknown as AmplifySsrAppConfig;
  const said = explain(specification, { id: "web" });
  const read = explainTerraform({
    stack: synthesize((stack) => {
      new AmplifySsrApp(stack, "web", specification);
    }),
  });

  test("agree on every role, action, resource and condition", () => {
    expect(permissionsByRole(read)).toEqual(permissionsByRole(said));
    expect(read.permissions.length).toBeGreaterThan(10);
  });

  test("agree on the role of each branch's server code, and why", () => {
    expect(runsAs(read)).toEqual(runsAs(said));
    expect(read.branches).toHaveLength(5);
  });

  test.each([
    ["previews, and auto-created branches", 2, specification],
    [
      "previews of a branch through Cloud Control, without a role of the app",
      1,
      { name: "web", branches: { main: { computeRole: {}, enablePullRequestPreview: true } } },
    ],
    ["neither", 0, { name: "web", branches: { main: {} } }],
  ])("agree on what Amplify creates by itself: %s", (_case, count, given) => {
    const planned = explain(given, { id: "web" });
    const configuration = synthesize((stack) => {
      new AmplifySsrApp(stack, "web", given);
    });
    const synthesized = explainTerraform({ stack: configuration });
    const unnamed = ({ roles, unnamedBranches }: AccessMatrix) =>
      runsAs({ roles, branches: unnamedBranches ?? [], permissions: [] });
    expect(unnamed(synthesized)).toEqual(unnamed(planned));
    expect(unnamed(planned)).toHaveLength(count);
  });
});

describe("a stack without our constructs", () => {
  const json = synthesize((stack) => {
    const table = new DynamodbTable(stack, "orders", { name: "orders" });
    const amplify = new IamRole(stack, "compute", {
      name: "manual",
      assumeRolePolicy: trust({ Service: ["amplify.amazonaws.com"] }),
      inlinePolicy: [
        { name: "inline", policy: policy({ Effect: "Deny", Action: ["dynamodb:*"], NotResource: table.arn }) },
      ],
    });
    const own = new IamPolicy(stack, "policy", {
      name: "tables",
      policy: policy({ Effect: "Allow", Action: "dynamodb:GetItem", Resource: `${table.arn}/index/*` }),
    });
    new IamRolePolicyAttachment(stack, "own", { role: amplify.name, policyArn: own.arn });
    new IamRolePolicyAttachment(stack, "named", {
      role: "manual",
      policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    });
    new IamRole(stack, "lambda", { name: "function", assumeRolePolicy: trust({ Service: "lambda.amazonaws.com" }) });
    const users = new IamRole(stack, "users", {
      name: "users",
      assumeRolePolicy: trust({ Federated: "cognito-identity.amazonaws.com" }),
    });
    new IamRole(stack, "guests", {
      name: "guests",
      assumeRolePolicy: trust(
        { Federated: "cognito-identity.amazonaws.com" },
        { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" } },
      ),
    });
    new CognitoIdentityPoolRolesAttachment(stack, "attachment", {
      identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
      roles: { authenticated: users.arn },
    });
    new AmplifyComputeRole(stack, "main-role", {
      branchName: "main",
      appId: "d123456789",
      grants: [dynamodb.read(table.arn)],
    });
  });
  const matrix = explainTerraform({ stack: json });

  test("shows the roles that Amplify or Cognito can assume, and no others", () => {
    expect(matrix.roles.map(({ name, type, owner }) => [name, type, owner]).sort()).toEqual([
      ["guests", "unauthenticated", "guests"],
      ["main-role", "either", "main-role"],
      ["manual", "either", "manual"],
      ["users", "authenticated", expect.stringMatching(/^aws_cognito_identity_pool_roles_attachment\./)],
    ]);
  });

  test("reads inline policies and customer managed policies, and names other attached ones", () => {
    const role = matrix.roles.find(({ name }) => name === "manual");
    const permissions = matrix.permissions.filter((permission) => permission.role === role?.id);
    expect(permissions.map(({ by, statement }) => ({ by, statement }))).toEqual([
      { by: "inline", statement: { Effect: "Deny", Action: ["dynamodb:*"], NotResource: "<arn of orders>" } },
      { by: "tables", statement: { Effect: "Allow", Action: "dynamodb:GetItem", Resource: "<arn of orders>/index/*" } },
    ]);
    expect(role?.managedPolicies).toEqual(["arn:aws:iam::aws:policy/ReadOnlyAccess"]);
  });
});

test("existing roles of an app, and branches of an app that is managed elsewhere", () => {
  const arn = "arn:aws:iam::123456789012:role/existing";
  const matrix = explainTerraform({
    stack: {
      resource: {
        aws_amplify_app: { web: { name: "web", iam_service_role_arn: arn } },
        aws_amplify_branch: { main: { app_id: "${aws_amplify_app.web.id}", branch_name: "main" } },
        aws_cloudcontrolapi_resource: {
          next: {
            type_name: "AWS::Amplify::Branch",
            desired_state: `{"AppId":"d123456789","BranchName":"next","ComputeRoleArn":"${arn}"}`,
          },
        },
      },
    },
  });
  expect(matrix.roles).toMatchObject([
    { owner: "web", type: "service", name: arn, exists: true, branches: ["main"] },
    { owner: "d123456789", type: "compute", name: arn, exists: true, branches: ["next"] },
  ]);
  expect(matrix.branches).toMatchObject([
    { owner: "web", name: "main", computeRoleSource: "none" },
    { owner: "d123456789", name: "next", computeRoleSource: "branch" },
  ]);
});

test("stacks for several accounts with the same names are told apart", () => {
  const stackOf = () => ({
    resource: {
      aws_dynamodb_table: { orders: { name: "orders" } },
      aws_iam_role: {
        compute: { name: "web-compute", assume_role_policy: trust({ Service: "amplify.amazonaws.com" }) },
      },
      aws_iam_role_policy: {
        tables: {
          name: "tables",
          role: "web-compute",
          policy: policy({ Effect: "Allow", Action: "dynamodb:GetItem", Resource: "${aws_dynamodb_table.orders.arn}" }),
        },
      },
      aws_amplify_app: { web: { name: "web", compute_role_arn: "arn:aws:iam::${var.account}:role/web-compute" } },
      aws_amplify_branch: { main: { app_id: "${aws_amplify_app.web.id}", branch_name: "main" } },
    },
  });
  const { roles, branches, permissions } = explainTerraform({ test: stackOf(), production: stackOf() });
  expect(roles.map(({ owner, name, branches: on }) => [owner, name, on])).toEqual([
    ["test: web", "web-compute", ["main"]],
    ["production: web", "web-compute", ["main"]],
  ]);
  expect(new Set(roles.map(({ id }) => id)).size).toBe(2);
  expect(branches.map(({ owner, computeRole }) => [owner, computeRole])).toEqual([
    ["test: web", roles[0]?.id],
    ["production: web", roles[1]?.id],
  ]);
  expect(permissions.map(({ role, statement }) => [role, statement.Resource])).toEqual([
    [roles[0]?.id, "<arn of orders in test>"],
    [roles[1]?.id, "<arn of orders in production>"],
  ]);
});

test("the output of another stack has the label that it has there", () => {
  const role = {
    assume_role_policy: trust({ Service: "amplify.amazonaws.com" }),
    name: "reader",
    inline_policy: {
      name: "p",
      policy: policy({
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "${data.terraform_remote_state.other.outputs.arn}",
      }),
    },
  };
  const matrix = explainTerraform({
    app: { resource: { aws_iam_role: { reader: role } } },
    data: {
      resource: { aws_s3_bucket: { images: {} } },
      output: { arn: { value: "${aws_s3_bucket.images.arn}" } },
    },
  });
  expect(matrix.permissions.map(({ statement }) => statement.Resource)).toEqual(["<arn of images>"]);
});

test("stacks that export each other's outputs do not loop", () => {
  const stack = (other: string) => ({
    resource: {
      aws_amplify_app: {
        web: { name: "${data.terraform_remote_state.other.outputs.name}", iam_service_role_arn: "a" },
      },
    },
    output: { name: { value: `\${data.terraform_remote_state.${other}.outputs.name}` } },
  });
  expect(explainTerraform({ a: stack("b"), b: stack("a") }).roles.map(({ owner }) => owner)).toEqual([
    "a: <outputs.name of other>",
    "b: <outputs.name of other>",
  ]);
});

test("a role of another stack that an app uses is not listed as attached elsewhere", () => {
  const { roles } = explainTerraform({
    roles: {
      resource: {
        aws_iam_role: { service: { name: "service", assume_role_policy: trust({ Service: "amplify.amazonaws.com" }) } },
      },
      output: { role: { value: "${aws_iam_role.service.arn}" } },
    },
    app: {
      resource: {
        aws_amplify_app: {
          web: { name: "web", iam_service_role_arn: "${data.terraform_remote_state.roles.outputs.role}" },
        },
      },
    },
  });
  expect(roles).toMatchObject([{ owner: "web", type: "service", name: "service", exists: false }]);
});

test("a statement with another effect than Allow and Deny allows nothing", () => {
  const statements = [5, undefined, "allow", "Allow", "${var.effect}"].map((Effect) => ({
    Effect,
    Action: "s3:GetObject",
    Resource: "*",
  }));
  const { permissions } = explainTerraform({
    app: {
      resource: {
        aws_iam_role: { reader: { name: "reader", assume_role_policy: trust({ Service: "amplify.amazonaws.com" }) } },
        aws_iam_role_policy: {
          one: {
            name: "one",
            role: "reader",
            policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
          },
        },
      },
    },
  });
  expect(permissions.map(({ statement }) => statement.Effect)).toEqual(["Allow", "Allow"]);
});

test("the contents of a policy that Terraform computes are unknown", () => {
  const { roles } = explainTerraform({
    app: {
      resource: {
        aws_iam_role: { reader: { name: "reader", assume_role_policy: trust({ Service: "amplify.amazonaws.com" }) } },
        aws_iam_role_policy: {
          one: { name: "computed", role: "reader", policy: "${data.aws_iam_policy_document.p.json}" },
        },
      },
    },
  });
  expect(roles).toMatchObject([{ name: "reader", managedPolicies: ["computed"] }]);
});

test.each([
  undefined,
  null,
  [],
  "",
  { resource: 1 },
  { resource: { aws_iam_role: { a: 1 }, aws_amplify_app: { b: [] } } },
])("%j has no role, or one without a name, and does not throw", (json) => {
  expect(() => explainTerraform({ stack: json })).not.toThrow();
});

describe("templates", () => {
  const label = (expression: string) => `<${expression}>`;

  test.each([
    ["plain", "plain"],
    ["a${b.c}d", "a<b.c>d"],
    ["$${aws:username}", "${aws:username}"],
    ["%%{ if", "%{ if"],
    ['${f("}", {a = 1})}!', '<f("}", {a = 1})>!'],
    ["${never closed", "<never closed>"],
  ])("%s", (template, expected) => {
    expect(readTemplate(template, label)).toBe(expected);
  });

  test("of JSON contain values that Terraform encodes, and strings that it fills in", () => {
    const template = '{"a":${jsonencode(b.c)},"d":"x${e.f}","g":${jsonencode("h${i.j}")}}';
    expect(readJsonTemplate(template, label)).toEqual({ a: "<b.c>", d: "x<e.f>", g: "h<i.j>" });
  });

  test("that are not JSON before deploy are undefined", () => {
    expect(readJsonTemplate("${data.x.json}", label)).toBeUndefined();
  });
});
