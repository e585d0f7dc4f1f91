import { type AmplifySsrAppSpec, dynamodb, explain, SpecificationError } from "@amplify-roles/core";
import { explainPlan, planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import * as arns from "./fixtures/arns.js";
import { everything } from "./fixtures/specifications.js";
import { permissions } from "./support/permissions.js";
import { extracted, Unresolved } from "./support/placeholders.js";

const app = (specification: Partial<AmplifySsrAppSpec>) => explain({ name: "web", ...specification });
const read = dynamodb.read(arns.table);

describe("everything that a specification can hold", () => {
  const matrix = explain(everything);

  test("has every role that is created, and every role that exists", () => {
    expect(matrix.roles.map(({ id, type, name, exists }) => [id, type, name, exists])).toEqual([
      ["web: serviceRole", "service", "web-service", false],
      ["web: computeRole", "compute", "web-compute", false],
      ['web: branches["feature/login"].computeRole', "compute", "shop-amplify-compute-feature-login", false],
      ["web: branches.next.computeRole", "compute", arns.role, true],
      ["web: identityPool.authenticated", "authenticated", "web-users", false],
      ["web: identityPool.unauthenticated", "unauthenticated", "shop-amplify-unauthenticated", false],
    ]);
  });

  test("says on which branches each role is in effect", () => {
    expect(matrix.roles.map(({ branches, otherBranches }) => [branches, otherBranches])).toEqual([
      [["main", "feature/login", "next", "old", "later"], true],
      [["main", "old", "later"], true],
      [["feature/login"], false],
      [["next"], false],
      [[], false],
      [[], false],
    ]);
  });

  test("says which role each branch's server code has, and why", () => {
    expect(matrix.branches).toEqual([
      { owner: "web", name: "main", stage: "PRODUCTION", computeRole: "web: computeRole", computeRoleSource: "app" },
      {
        owner: "web",
        name: "feature/login",
        computeRole: 'web: branches["feature/login"].computeRole',
        computeRoleSource: "branch",
      },
      {
        owner: "web",
        name: "next",
        stage: "BETA",
        computeRole: "web: branches.next.computeRole",
        computeRoleSource: "branch",
      },
      { owner: "web", name: "old", computeRole: "web: computeRole", computeRoleSource: "app" },
      { owner: "web", name: "later", computeRole: "web: computeRole", computeRoleSource: "app" },
    ]);
  });

  test("names the function and the path of every grant and policy document", () => {
    interface Asked {
      readonly grants?: readonly { readonly grant: string; readonly access: string }[];
      readonly policyDocuments?: readonly unknown[];
    }
    const asked = ({ grants = [], policyDocuments = [] }: Asked, path: string) => [
      ...grants.map(({ grant, access }, index) => [
        grant === "allow" ? "allow" : `${grant}.${access}`,
        `${path}.grants[${index}]`,
      ]),
      ...policyDocuments.map((_, index) => ["policy document", `${path}.policyDocuments[${index}]`]),
    ];
    const { serviceRole, computeRole, branches, identityPool } = everything;
    const expected = [
      ["SSR logs", "serviceRole.logs"],
      ...asked(serviceRole, "serviceRole"),
      ...asked(computeRole, "computeRole"),
      ...asked(branches["feature/login"].computeRole, 'branches["feature/login"].computeRole'),
      ...asked(identityPool.authenticated, "identityPool.authenticated"),
      ...asked(identityPool.unauthenticated, "identityPool.unauthenticated"),
    ];
    const said = new Map(matrix.permissions.map(({ by, path }) => [`${by} ${path}`, [by, path]]));
    expect([...said.values()]).toEqual(expected);
  });

  test("has exactly the permissions of the planned policies", () => {
    const plan = planAmplifySsrApp("web", everything);
    for (const { path, statements } of plan.access) {
      const granted = matrix.permissions
        .filter(({ role }) => role === `web: ${path}`)
        .map(({ statement }) => statement);
      const shown = JSON.parse(JSON.stringify(statements).replace(/\uE000reference:id:app\uE001/g, "<id of app>"));
      const unnamed = granted.map(({ Sid: _, ...statement }) => statement);
      expect(permissions(unnamed)).toEqual(permissions(shown));
    }
    expect(matrix.permissions.length).toBeGreaterThan(plan.access.length);
  });

  test("names attached policies, whose contents are unknown", () => {
    expect(matrix.roles[1]?.managedPolicies).toEqual([
      "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
      "arn:aws:iam::123456789012:policy/mine",
    ]);
  });

  test("is the same for the same specification", () => {
    expect(JSON.stringify(explain(everything))).toBe(JSON.stringify(explain(structuredClone(everything))));
  });
});

describe("the compute role that is in effect on a branch", () => {
  test.each([
    ["its own", { computeRole: {}, branches: { main: { computeRole: {} } } }, "branch", "web-amplify-compute-main"],
    ["the app's", { computeRole: {}, branches: { main: {} } }, "app", "web-amplify-compute"],
    ["the app's that exists", { computeRole: arns.role, branches: { main: {} } }, "app", arns.role],
    ["its own that exists", { computeRole: {}, branches: { main: { computeRole: arns.role } } }, "branch", arns.role],
    ["none", { branches: { main: {} } }, "none", undefined],
  ])("%s", (_, specification, source, name) => {
    const { branches, roles } = app(specification);
    expect(branches.map(({ computeRoleSource }) => computeRoleSource)).toEqual([source]);
    expect(roles.find(({ id }) => id === branches[0]?.computeRole)?.name).toBe(name);
  });

  test("an existing role of the app and of a branch has an id for each", () => {
    const { roles, branches } = app({
      computeRole: arns.role,
      branches: { main: { computeRole: arns.role }, next: {} },
    });
    expect(new Set(roles.map(({ id }) => id)).size).toBe(3);
    expect(branches.map(({ computeRole }) => computeRole)).toEqual([
      "web: branches.main.computeRole",
      "web: computeRole",
    ]);
  });
});

test("the permissions of an existing service role are unknown, and an app can have no service role", () => {
  expect(app({ serviceRole: arns.role }).roles).toMatchObject([{ type: "service", name: arns.role, exists: true }]);
  expect(app({ serviceRole: arns.role }).permissions).toEqual([]);
  expect(app({ serviceRole: false })).toEqual({ roles: [], branches: [], permissions: [] });
});

test("a Deny statement of a policy document has its conditions and its path", () => {
  const deny = {
    Effect: "Deny",
    Action: "dynamodb:DeleteItem",
    Resource: arns.table,
    Condition: { StringNotEquals: { "aws:PrincipalTag/team": "web" } },
  } as const;
  const { permissions } = app({
    serviceRole: false,
    computeRole: { policyDocuments: [{ Version: "2012-10-17", Statement: [deny] }] },
  });
  expect(permissions).toEqual([
    { role: "web: computeRole", by: "policy document", path: "computeRole.policyDocuments[0]", statement: deny },
  ]);
});

test("users of an identity pool are on no branch", () => {
  const identityPoolId = "eu-west-1:12345678-1234-1234-1234-123456789012";
  const { roles, permissions } = app({
    serviceRole: false,
    branches: { main: {} },
    identityPool: { identityPoolId, authenticated: { grants: [read] }, unauthenticated: arns.role },
  });
  expect(roles.map(({ type, exists, branches, otherBranches }) => [type, exists, branches, otherBranches])).toEqual([
    ["authenticated", false, [], false],
    ["unauthenticated", true, [], false],
  ]);
  expect(new Set(permissions.map(({ path }) => path))).toEqual(new Set(["identityPool.authenticated.grants[0]"]));
});

describe("a value that is known only after deploy", () => {
  const explained = (specification: unknown) =>
    explainPlan("web", planAmplifySsrApp("web", extracted(specification).specification));

  test("reads like what it is, and two tables read as two", () => {
    const { permissions } = explained({
      name: "web",
      serviceRole: false,
      computeRole: {
        grants: [
          dynamodb.write(new Unresolved("a") as never),
          dynamodb.write(new Unresolved("b") as never),
          dynamodb.read({ name: "t" }),
        ],
      },
    });
    const resources = permissions.flatMap(({ statement }) => statement.Resource ?? []);
    const said = [...new Set(resources.map((resource) => resource.replace(/\/.*/, "")))];
    expect(said).toEqual([
      "<known only after deploy, 1>",
      "<known only after deploy, 2>",
      "arn:<partition>:dynamodb:<region>:<account>:table",
    ]);
  });

  test("has no number if there is only one", () => {
    const matrix = explained({
      name: new Unresolved("web"),
      computeRole: { grants: [dynamodb.read(new Unresolved("a") as never)] },
    });
    expect(JSON.stringify(matrix)).toContain('"<known only after deploy>/index/*"');
  });
});

describe("a standalone role", () => {
  test.each([
    ["AmplifyServiceRole", { grants: [read] }, ["service", [], true], ["logs", "grants[0]"]],
    ["AmplifyComputeRole", { grants: [read] }, ["compute", [], true], ["grants[0]"]],
    [
      "AmplifyComputeRole",
      { grants: [read], appId: "d123456789", branchName: "main" },
      ["compute", ["main"], false],
      ["grants[0]"],
    ],
    [
      "AmplifyIdentityPoolRole",
      { identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012", authenticated: { grants: [read] } },
      ["authenticated", [], false],
      ["authenticated.grants[0]"],
    ],
  ] as const)("%s", (type, specification, role, paths) => {
    const matrix = explain(specification, { type, id: "standalone" });
    expect(matrix.roles.map(({ type: of, branches, otherBranches }) => [of, branches, otherBranches])).toEqual([role]);
    expect([...new Set(matrix.permissions.map(({ path }) => path))]).toEqual(paths);
    expect(matrix.permissions.every(({ role: id }) => id === matrix.roles[0]?.id)).toBe(true);
  });
});

test("an error is thrown as everywhere", () => {
  expect(() => explain({ name: "web", platfrom: "WEB" })).toThrow(SpecificationError);
});
