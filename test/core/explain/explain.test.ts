import { type AmplifySsrAppSpec, dynamodb, explain, SpecificationError } from "@amplify-roles/core";
import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import * as arns from "../fixtures/arns.js";
import { everything } from "../fixtures/specifications.js";
import { permissions } from "../support/permissions.js";
import { bound, Late } from "../support/placeholders.js";

const app = (specification: Partial<AmplifySsrAppSpec>) => explain({ name: "web", ...specification });
const read = dynamodb.read(arns.table);

describe("everything that a specification can hold", () => {
  const matrix = explain(everything);

  test("has a role for each that is created, and for each that exists", () => {
    expect(matrix.roles.map(({ id, kind, name, exists }) => [id, kind, name, exists])).toEqual([
      ["web: serviceRole", "service", "web-service", false],
      ["web: computeRole", "compute", "web-compute", false],
      ['web: branches["feature/login"].computeRole', "compute", "shop-amplify-compute-feature-login", false],
      ["web: branches.next.computeRole", "compute", arns.role, true],
      ["web: identityPool.authenticated", "authenticated", "web-users", false],
      ["web: identityPool.unauthenticated", "unauthenticated", "shop-amplify-unauthenticated", false],
    ]);
  });

  test("says where each is in force", () => {
    expect(matrix.roles.map(({ branches, otherBranches }) => [branches, otherBranches])).toEqual([
      [["main", "feature/login", "next", "old", "later"], true],
      [["main", "old", "later"], true],
      [["feature/login"], false],
      [["next"], false],
      [[], false],
      [[], false],
    ]);
  });

  test("says what each branch's server code runs as, and why", () => {
    expect(matrix.branches).toEqual([
      { of: "web", name: "main", computeRole: "web: computeRole", because: "app" },
      {
        of: "web",
        name: "feature/login",
        computeRole: 'web: branches["feature/login"].computeRole',
        because: "own",
      },
      { of: "web", name: "next", computeRole: "web: branches.next.computeRole", because: "own" },
      { of: "web", name: "old", computeRole: "web: computeRole", because: "app" },
      { of: "web", name: "later", computeRole: "web: computeRole", because: "app" },
    ]);
  });

  test("names the function and the place of every grant and policy document", () => {
    interface Asked {
      readonly grants?: readonly { readonly grant: string; readonly access: string }[];
      readonly policyDocuments?: readonly unknown[];
    }
    const asked = ({ grants = [], policyDocuments = [] }: Asked, context: string) => [
      ...grants.map(({ grant, access }, index) => [
        grant === "allow" ? "allow" : `${grant}.${access}`,
        `${context}.grants[${index}]`,
      ]),
      ...policyDocuments.map((_, index) => ["policy document", `${context}.policyDocuments[${index}]`]),
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

  test("says neither more nor less than the policies that are made", () => {
    const plan = planAmplifySsrApp("web", everything);
    for (const { path, statements } of plan.access) {
      const rights = matrix.permissions.filter(({ role }) => role === `web: ${path}`).map(({ statement }) => statement);
      const shown = JSON.parse(JSON.stringify(statements).replace(/\uE000reference:id:app\uE001/g, "<id of app>"));
      const unnamed = rights.map(({ Sid: _, ...statement }) => statement);
      expect(permissions(unnamed)).toEqual(permissions(shown));
    }
    expect(matrix.permissions.length).toBeGreaterThan(plan.access.length);
  });

  test("names attached policies, whose contents nobody here knows", () => {
    expect(matrix.roles[1]?.managedPolicies).toEqual([
      "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
      "arn:aws:iam::123456789012:policy/mine",
    ]);
  });

  test("gives the same twice", () => {
    expect(JSON.stringify(explain(everything))).toBe(JSON.stringify(explain(structuredClone(everything))));
  });
});

describe("which compute role is in force on a branch", () => {
  test.each([
    ["its own", { computeRole: {}, branches: { main: { computeRole: {} } } }, "own", "web-amplify-compute-main"],
    ["the app's", { computeRole: {}, branches: { main: {} } }, "app", "web-amplify-compute"],
    ["the app's that exists", { computeRole: arns.role, branches: { main: {} } }, "app", arns.role],
    ["its own that exists", { computeRole: {}, branches: { main: { computeRole: arns.role } } }, "own", arns.role],
    ["none", { branches: { main: {} } }, "none", undefined],
  ])("%s", (_, specification, because, name) => {
    const { branches, roles } = app(specification);
    expect(branches.map((branch) => branch.because)).toEqual([because]);
    expect(roles.find(({ id }) => id === branches[0]?.computeRole)?.name).toBe(name);
  });

  test("one that exists for the app and for a branch is told apart by where it stands", () => {
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

test("of a service role that exists nothing is known; where there is none, there is no role", () => {
  expect(app({ serviceRole: arns.role }).roles).toMatchObject([{ kind: "service", name: arns.role, exists: true }]);
  expect(app({ serviceRole: arns.role }).permissions).toEqual([]);
  expect(app({ serviceRole: false })).toEqual({ roles: [], branches: [], rights: [] });
});

test("an adopted policy's Deny is said with its conditions and its place", () => {
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
    { role: "web: computeRole", by: "policy document", context: "computeRole.policyDocuments[0]", statement: deny },
  ]);
});

test("users of an identity pool are on no branch", () => {
  const identityPoolId = "eu-west-1:12345678-1234-1234-1234-123456789012";
  const { roles, permissions } = app({
    serviceRole: false,
    branches: { main: {} },
    identityPool: { identityPoolId, authenticated: { grants: [read] }, unauthenticated: arns.role },
  });
  expect(roles.map(({ kind, exists, branches, otherBranches }) => [kind, exists, branches, otherBranches])).toEqual([
    ["authenticated", false, [], false],
    ["unauthenticated", true, [], false],
  ]);
  expect(new Set(permissions.map(({ path }) => path))).toEqual(new Set(["identityPool.authenticated.grants[0]"]));
});

describe("what is known at deploy time only", () => {
  test("reads as what it is, and two tables as two", () => {
    const { specification } = bound({
      name: "web",
      serviceRole: false,
      computeRole: {
        grants: [
          dynamodb.write(new Late("a") as never),
          dynamodb.write(new Late("b") as never),
          dynamodb.read({ name: "t" }),
        ],
      },
    });
    const resources = explain(specification).permissions.flatMap(({ statement }) => statement.Resource ?? []);
    const said = [...new Set(resources.map((resource) => resource.replace(/\/.*/, "")))];
    expect(said).toEqual([
      "<known at deploy, 1>",
      "<known at deploy, 2>",
      "arn:<partition>:dynamodb:<region>:<account>:table",
    ]);
  });

  test("needs no number where it is one value", () => {
    const { specification } = bound({
      name: new Late("web"),
      computeRole: { grants: [dynamodb.read(new Late("a") as never)] },
    });
    expect(JSON.stringify(explain(specification))).toContain('"<known at deploy>/index/*"');
  });
});

describe("what stands alone", () => {
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
  ] as const)("%s", (kind, specification, role, places) => {
    const matrix = explain(specification, { kind, id: "alone" });
    expect(matrix.roles.map(({ kind: of, branches, otherBranches }) => [of, branches, otherBranches])).toEqual([role]);
    expect([...new Set(matrix.permissions.map(({ path }) => path))]).toEqual(places);
    expect(matrix.permissions.every(({ role: id }) => id === matrix.roles[0]?.id)).toBe(true);
  });
});

test("a mistake is thrown as everywhere", () => {
  expect(() => explain({ name: "web", platfrom: "WEB" })).toThrow(SpecificationError);
});
