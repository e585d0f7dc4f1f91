import { allow, dynamodb, ssm, thisApp } from "@amplify-roles/core";
import { planAmplifyServiceRole, planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { identityPool } from "./bad-input/identity-pools.js";
import { app, computeRole, serviceRole, wrong } from "./bad-input/rows.js";
import { account, region } from "./fixtures/arns.js";
import { deployed, extracted, Unresolved } from "./support/placeholders.js";
import { argumentsOf, planners, referencesOf, reportedBy } from "./support/plans.js";

const start = allow({ actions: ["amplify:StartJob"], resources: [`${thisApp.arn}/branches/main/jobs/*`] });
const appArn = (id: string) => `arn:aws:amplify:eu-west-1:123456789012:apps/${id}`;
const here = { partition: "aws", region, account };

function planned(specification: object) {
  const { specification: given, unresolved } = extracted({ name: "web", ...here, ...specification });
  const plan = planAmplifySsrApp("web", given);
  const position = (id: string) => plan.resources.findIndex((resource) => resource.id === id);
  const resource = (id: string) => plan.resources.find((one) => one.id === id) ?? expect.fail(`no ${id}`);
  const policy = (id: string) => argumentsOf(deployed(plan, { unresolved }), "aws_iam_role_policy", id).policy;
  return { plan, position, resource, policy };
}

describe("ssm.amplifySecrets", () => {
  const secrets = (id: string) => ({
    Effect: "Allow",
    Action: "ssm:GetParametersByPath",
    // The order of resources does not depend on values known only after deploy.
    Resource: [
      ...(id === "d123" ? [`${id}/*`] : []),
      `shared/${id}`,
      `shared/${id}/*`,
      ...(id === "d123" ? [] : [`${id}/*`]),
    ].map((path) => `arn:aws:ssm:eu-west-1:123456789012:parameter/amplify/${path}`),
  });

  test("allows a service role the secrets of its app and of no other, before the first build", () => {
    const { policy, position, resource } = planned({
      serviceRole: { logs: false, grants: [ssm.amplifySecrets()] },
      branches: { main: {}, dev: { computeRole: { grants: [dynamodb.read({ name: "orders" })] } } },
    });
    expect(policy("service-role-policy").Statement).toEqual([secrets("<id of app>")]);
    expect(position("service-role-policy")).toBeGreaterThan(position("app"));
    for (const branch of ["branch-main", "branch-dev"]) {
      expect(resource(branch).dependsOn).toContain("service-role-policy");
      expect(position(branch)).toBeGreaterThan(position("service-role-policy"));
    }
    expect(referencesOf(resource("app"))).not.toContain("service-role-policy");
  });

  test("allows a standalone service role the secrets of the app that it names", () => {
    const plan = planners.serviceRole({ ...here, appId: "d123", logs: false, grants: [ssm.amplifySecrets()] });
    expect(argumentsOf(plan, "aws_iam_role_policy").policy.Statement).toEqual([secrets("d123")]);
    const { specification, unresolved } = extracted({
      ...here,
      appId: new Unresolved("d456"),
      logs: false,
      grants: [ssm.amplifySecrets()],
    });
    const later = deployed(planAmplifyServiceRole("logs", specification), { unresolved });
    expect(argumentsOf(later, "aws_iam_role_policy").policy.Statement).toEqual([secrets("d456")]);
  });

  test("needs an app", () => {
    expect(reportedBy(serviceRole({ grants: [ssm.amplifySecrets()] }))).toMatchObject([
      { code: "THIS_APP_UNKNOWN", path: "grants[0]" },
    ]);
  });
});

describe("thisApp", () => {
  test("is the app in its service role", () => {
    const { policy } = planned({
      serviceRole: { logs: false, grants: [start, ssm.read({ name: `/amplify/${thisApp.id}/main/url` })] },
    });
    expect(policy("service-role-policy").Statement).toEqual([
      { Effect: "Allow", Action: "amplify:StartJob", Resource: `${appArn("<id of app>")}/branches/main/jobs/*` },
      {
        Effect: "Allow",
        Action: ["ssm:GetParameter", "ssm:GetParameters"],
        Resource: "arn:aws:ssm:eu-west-1:123456789012:parameter/amplify/<id of app>/main/url",
      },
    ]);
  });

  test("is the app in its own compute role, whose policy then comes after the app and before the branches", () => {
    const { policy, position, resource, plan } = planned({
      computeRole: { grants: [start] },
      branches: { main: {}, dev: { computeRole: { grants: [start] } } },
    });
    expect(JSON.stringify(policy("compute-role-policy"))).toContain(appArn("<id of app>"));
    expect(JSON.stringify(policy("branch-dev-compute-role-policy"))).toContain(appArn("<id of app>"));
    expect(position("compute-role")).toBeLessThan(position("app"));
    expect(position("app")).toBeLessThan(position("compute-role-policy"));
    expect(resource("app").dependsOn).not.toContain("compute-role-policy");
    for (const branch of ["branch-main", "branch-dev"])
      expect(resource(branch).dependsOn).toContain("compute-role-policy");
    const order = new Map(plan.resources.map(({ id }, index) => [id, index]));
    for (const each of plan.resources)
      for (const other of referencesOf(each)) expect(order.get(other)).toBeLessThan(order.get(each.id) as number);
  });

  test("moves only the policies that name it", () => {
    const { position, resource } = planned({
      computeRole: {
        policyType: "managed",
        exclusivePolicies: true,
        managedPolicies: ["AmazonS3ReadOnlyAccess"],
        grants: [start, dynamodb.read({ name: "orders" })],
      },
      branches: { main: {} },
    });
    const before = ["compute-role-policy-dynamodb-attachment", "compute-role-attached-AmazonS3ReadOnlyAccess"];
    const after = [
      "compute-role-policy-amplify",
      "compute-role-policy-amplify-attachment",
      "compute-role-attachments-exclusive",
    ];
    for (const id of before) expect(position(id)).toBeLessThan(position("app"));
    for (const id of after) expect(position(id)).toBeGreaterThan(position("app"));
    expect(resource("app").dependsOn).toEqual(expect.arrayContaining(before));
    expect(resource("branch-main").dependsOn).toEqual(expect.arrayContaining(after));
  });

  test("changes nothing in an app that does not name it", () => {
    const { position, resource } = planned({
      computeRole: { grants: [dynamodb.read({ name: "orders" })] },
      branches: { main: {} },
    });
    expect(position("compute-role-policy")).toBeLessThan(position("app"));
    expect(resource("app").dependsOn).toContain("compute-role-policy");
    expect(resource("branch-main").dependsOn).not.toContain("compute-role-policy");
  });

  test.each([
    [
      "an object",
      { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "amplify:GetApp", Resource: thisApp.arn } },
    ],
    [
      "JSON",
      JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "amplify:GetApp", Resource: thisApp.arn },
      }),
    ],
  ])("is the app in a policy document: %s", (_, document) => {
    const { policy } = planned({ computeRole: { policyDocuments: [document] } });
    expect(policy("compute-role-policy").Statement).toEqual([
      { Effect: "Allow", Action: "amplify:GetApp", Resource: appArn("<id of app>") },
    ]);
  });

  test("is the app of a standalone compute role", () => {
    const plan = planners.computeRole({ ...here, appId: "d123", grants: [start] });
    expect(argumentsOf(plan, "aws_iam_role_policy").policy.Statement).toEqual([
      { Effect: "Allow", Action: "amplify:StartJob", Resource: `${appArn("d123")}/branches/main/jobs/*` },
    ]);
  });

  test("is shown by its name", () => {
    const { plan } = planned({ computeRole: { grants: [start] } });
    expect(JSON.stringify(plan.access)).not.toContain("this:");
  });

  test.each<[string, () => unknown, string]>([
    ["a standalone role without an app", computeRole({ grants: [start] }), "grants[0]"],
    ["a role of an identity pool", identityPool({ authenticated: { grants: [start] } }), "authenticated.grants[0]"],
    ["the app's own variables", app({ environmentVariables: { APP: thisApp.id } }), "environmentVariables.APP"],
    ["the app's description", app({ description: `App ${thisApp.id}` }), "description"],
    [
      "a role's name",
      app({ computeRole: { name: thisApp.id, managedPolicies: ["AmazonS3ReadOnlyAccess"] } }),
      "computeRole.name",
    ],
    ["the app's role", app({ computeRole: thisApp.arn }), "computeRole"],
    ["where a Boolean is expected", app({ enableBasicAuth: wrong(thisApp.id) }), "enableBasicAuth"],
  ])("is unknown in %s", (_, plan, path) => {
    expect(reportedBy(plan)).toMatchObject([{ code: "THIS_APP_UNKNOWN", path }]);
  });
});

describe("a service role for what builds do", () => {
  const repositories: readonly [string, string, string][] = [
    ["HTTPS", "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/site", "eu-west-1:123456789012:site"],
    ["SSH", "ssh://key@git-codecommit.us-east-1.amazonaws.com/v1/repos/site", "us-east-1:123456789012:site"],
    ["git-remote-codecommit", "codecommit::eu-west-1://team@site", "eu-west-1:123456789012:site"],
  ];

  test.each(repositories)("clones a CodeCommit repository: %s", (_, repository, rest) => {
    const { policy, resource } = planned({ repository, serviceRole: { logs: false }, branches: { main: {} } });
    expect(policy("service-role-policy").Statement).toEqual([
      { Effect: "Allow", Action: "codecommit:GitPull", Resource: `arn:aws:codecommit:${rest}` },
    ]);
    expect(resource("branch-main").dependsOn).toContain("service-role-policy");
  });

  test.each([
    "https://github.com/acme/site",
    "https://example.com/git-codecommit.eu-west-1.amazonaws.com/v1/repos/site",
  ])("has nothing for another repository: %s", (repository) => {
    const { plan } = planned({ repository, serviceRole: { logs: false } });
    expect(plan.resources.map(({ type }) => type)).not.toContain("aws_iam_role_policy");
  });

  const attached = (plan: { readonly resources: readonly { readonly type: string; readonly arguments: object }[] }) =>
    plan.resources.flatMap((one) => (one.type === "aws_iam_role_policy_attachment" ? [one.arguments] : []));

  test.each([
    ["none", undefined, []],
    ["an array", ["AmazonS3ReadOnlyAccess"], ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]],
    ["an object", { s3: "AmazonS3ReadOnlyAccess" }, ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]],
    ["the same one", ["AmplifyBackendDeployFullAccess"], []],
  ])("deploys a Gen 2 backend, with other managed policies: %s", (_, managedPolicies, others) => {
    const { plan } = planned({ serviceRole: { build: "amplify-gen2", managedPolicies }, branches: { main: {} } });
    const backend = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess";
    expect(attached(plan)).toEqual([backend, ...others].map((policyArn) => expect.objectContaining({ policyArn })));
    const branch = plan.resources.find(({ id }) => id === "branch-main");
    expect(branch?.dependsOn).toContain("service-role-attached-service-role-AmplifyBackendDeployFullAccess");
  });

  test("builds only the app by default, and knows no other builds", () => {
    expect(attached(planned({ serviceRole: { build: "hosting" } }).plan)).toEqual([]);
    expect(reportedBy(serviceRole({ build: "gen2" }))).toMatchObject([{ code: "INVALID_VALUE", path: "build" }]);
  });
});
