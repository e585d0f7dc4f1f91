import { dynamodb, explain } from "@amplify-roles/core";
import { type PlannedResource, planAmplifySsrApp } from "@amplify-roles/core/adapter";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { role } from "./fixtures/arns.js";
import { basicAuth, cloudControlBranch, everything, firstExample, firstGrants } from "./fixtures/specifications.js";
import { validApps } from "./support/arbitraries.js";
import { deployed, extracted, Unresolved } from "./support/placeholders.js";
import { argumentsOf, planners, referencesOf } from "./support/plans.js";

/** One line for each resource: its type, its id, what it imports and what it depends on. */
const summary = ({ resources }: { readonly resources: readonly PlannedResource[] }) =>
  `\n${resources
    .map(({ type, id, importId, dependsOn }) =>
      [
        `${type} ${id}`,
        importId === undefined ? "" : ` = ${importId}`,
        dependsOn.length === 0 ? "" : ` after ${dependsOn.join(", ")}`,
      ].join(""),
    )
    .join("\n")}\n`;

describe("a plan's resources, in their order", () => {
  test("for a minimal specification", () => {
    expect(summary(planners.app({ name: "web" }))).toMatchInlineSnapshot(`
      "
      aws_iam_role service-role
      aws_amplify_app app after service-role
      aws_iam_role_policy service-role-policy
      "
    `);
  });

  test("for the specification of the first example", () => {
    expect(summary(planners.app(firstExample))).toMatchInlineSnapshot(`
      "
      aws_iam_role service-role
      aws_amplify_app app after service-role
      aws_iam_role_policy service-role-policy
      aws_cloudwatch_log_group service-role-log-group
      aws_iam_role branch-main-compute-role
      aws_iam_role_policy branch-main-compute-role-policy
      aws_iam_role_policy_attachment branch-main-compute-role-attached-AmazonS3ReadOnlyAccess
      aws_iam_role branch-feature-login-compute-role
      aws_iam_role_policy branch-feature-login-compute-role-policy
      aws_cloudcontrolapi_resource branch-main after service-role-policy, service-role-log-group, branch-main-compute-role-policy, branch-main-compute-role-attached-AmazonS3ReadOnlyAccess
      aws_cloudcontrolapi_resource branch-feature-login after service-role-policy, service-role-log-group, branch-feature-login-compute-role-policy
      "
    `);
  });

  test("with existing roles", () => {
    const plan = planners.app({
      name: "web",
      serviceRole: role,
      computeRole: role,
      branches: { main: {}, next: { computeRole: role } },
    });
    expect(summary(plan)).toMatchInlineSnapshot(`
      "
      aws_amplify_app app
      aws_amplify_branch branch-main
      aws_cloudcontrolapi_resource branch-next
      "
    `);
    expect(argumentsOf(plan, "aws_amplify_app")).toMatchObject({ iamServiceRoleArn: role, computeRoleArn: role });
    expect(argumentsOf(plan, "aws_cloudcontrolapi_resource").desiredState).toMatchObject({ ComputeRoleArn: role });
  });

  test("without a service role", () => {
    const plan = planners.app({ name: "web", serviceRole: false, branches: { main: {} } });
    expect(summary(plan)).toMatchInlineSnapshot(`
      "
      aws_amplify_app app
      aws_amplify_branch branch-main
      "
    `);
    expect(argumentsOf(plan, "aws_amplify_app")).toEqual({ name: "web", platform: "WEB_COMPUTE" });
  });

  test("of an imported app with its branches, and a new branch", () => {
    const plan = planners.app({
      name: "web",
      importId: "d123456789abcd",
      serviceRole: { logs: { retentionInDays: 30, import: true } },
      branches: { main: {}, "feature/login": {}, next: { import: false, computeRole: {} } },
    });
    expect(summary(plan)).toMatchInlineSnapshot(`
      "
      aws_iam_role service-role
      aws_amplify_app app = d123456789abcd after service-role
      aws_iam_role_policy service-role-policy
      aws_cloudwatch_log_group service-role-log-group = /aws/amplify/d123456789abcd
      aws_iam_role branch-next-compute-role
      aws_amplify_branch branch-main = d123456789abcd/main after service-role-policy, service-role-log-group
      aws_amplify_branch branch-feature-login = d123456789abcd/feature/login after service-role-policy, service-role-log-group
      aws_cloudcontrolapi_resource branch-next after service-role-policy, service-role-log-group
      "
    `);
  });

  test("an imported app is referred to by its resource, because a replacement has another id", () => {
    const plan = planners.app({
      name: "web",
      importId: "d123456789abcd",
      serviceRole: { logs: { retentionInDays: 30 } },
    });
    const resources = plan.resources.map(({ arguments: given }) => JSON.stringify(deployed(given)));
    expect(resources.join()).not.toContain("d123456789abcd");
    expect(resources.filter((given) => given.includes("/aws/amplify/<id of app>"))).toHaveLength(2);
  });

  test("with a branch that Cloud Control manages before it has a role", () => {
    const plan = planners.app({ name: "web", branches: { next: { managedBy: "cloudControl" } } });
    expect(summary(plan)).toMatchInlineSnapshot(`
      "
      aws_iam_role service-role
      aws_amplify_app app after service-role
      aws_iam_role_policy service-role-policy
      aws_cloudcontrolapi_resource branch-next after service-role-policy
      "
    `);
    expect(argumentsOf(plan, "aws_cloudcontrolapi_resource").desiredState).not.toHaveProperty("ComputeRoleArn");
  });

  test.each([
    ["a new one", {}, "<arn of compute-role>"],
    ["an existing one", "arn:aws:iam::123456789012:role/mine", "arn:aws:iam::123456789012:role/mine"],
  ])("with a branch that Cloud Control manages: without its own role it names the app's, %s", (_, role, arn) => {
    const plan = planners.app({ name: "web", computeRole: role, branches: { next: { managedBy: "cloudControl" } } });
    const { desiredState } = deployed(argumentsOf(plan, "aws_cloudcontrolapi_resource"));
    expect(desiredState).toMatchObject({ ComputeRoleArn: arn });
  });
});

test("the app has the composed ARN of its service role, which must not replace it, and a reference to its compute role", () => {
  const plan = deployed(planners.app({ name: "web", computeRole: {} }));
  expect(argumentsOf(plan, "aws_amplify_app")).toMatchObject({
    iamServiceRoleArn: "arn:aws:iam::123456789012:role/web-amplify-service",
    computeRoleArn: "<arn of compute-role>",
  });
});

describe("new compute roles", () => {
  test.each([
    [{}, { seconds: 10, wait: "local-exec" }],
    [{ roles: { propagationSeconds: 30 } }, { seconds: 30, wait: "local-exec" }],
    [{ roles: { propagationWait: "time_sleep" } }, { seconds: 10, wait: "time_sleep" }],
    [{ roles: { propagationSeconds: 0, propagationWait: "time_sleep" } }, undefined],
    [{ roles: { propagationSeconds: 0 } }, undefined],
  ])("wait for propagation before they are used, and no other roles do: %j", (given, propagation) => {
    const branches = { next: { computeRole: {} }, main: { computeRole: "arn:aws:iam::123456789012:role/mine" } };
    const { resources } = planners.app({ name: "web", computeRole: {}, branches, ...given });
    const waiting = resources.filter((resource) => resource.propagation !== undefined);
    const roles = propagation === undefined ? [] : ["compute-role", "branch-next-compute-role"];
    expect(waiting.map((resource) => [resource.id, resource.propagation])).toEqual(
      roles.map((id) => [id, propagation]),
    );
  });
});

describe("a branch through Cloud Control", () => {
  test("has every argument as CloudFormation's property, arrays sorted", () => {
    const plan = deployed(planners.app({ name: "web", branches: { next: cloudControlBranch } }));
    expect(argumentsOf(plan, "aws_cloudcontrolapi_resource")).toEqual({
      typeName: "AWS::Amplify::Branch",
      desiredState: {
        AppId: "<id of app>",
        BasicAuthConfig: { EnableBasicAuth: true, Password: "pass:word", Username: "user" },
        BranchName: "next",
        BuildSpec: "version: 1",
        ComputeRoleArn: role,
        Description: "Next release",
        EnableAutoBuild: true,
        EnablePerformanceMode: false,
        EnablePullRequestPreview: true,
        EnableSkewProtection: true,
        EnvironmentVariables: [
          { Name: "ALPHA", Value: "2" },
          { Name: "ZED", Value: "1" },
        ],
        Framework: "Next.js - SSR",
        PullRequestEnvironmentName: "pr",
        Stage: "BETA",
        Tags: [
          { Key: "cost", Value: "1" },
          { Key: "team", Value: "web" },
        ],
      },
    });
  });

  test("splits unresolved credentials after deploy, and enables nothing by itself", () => {
    const { specification, unresolved } = extracted({
      name: "web",
      branches: { next: { computeRole: role, basicAuthCredentials: new Unresolved(basicAuth) } },
    });
    const plan = deployed(planAmplifySsrApp("web", specification), { unresolved });
    expect(argumentsOf(plan, "aws_cloudcontrolapi_resource").desiredState).toMatchObject({
      BasicAuthConfig: { EnableBasicAuth: false, Password: "pass:word", Username: "user" },
    });
  });

  test("has the role that is created for it", () => {
    const plan = deployed(planners.app({ name: "web", branches: { "feature/login": { computeRole: {} } } }));
    expect(argumentsOf(plan, "aws_cloudcontrolapi_resource").desiredState).toMatchObject({
      BranchName: "feature/login",
      ComputeRoleArn: "<arn of branch-feature-login-compute-role>",
    });
  });
});

describe("the summary of a branch", () => {
  const token = `gh${"p_"}${"a1B2".repeat(9)}`;
  const settings = {
    stage: "PRODUCTION",
    enableBasicAuth: true,
    basicAuthCredentials: new Unresolved(btoa("user:password")),
    environmentVariables: { TABLE: new Unresolved("orders"), API_TOKEN: "0123abcd", OTHER: token, URL: "https://a.b" },
  };
  const summariesOf = (specification: object) => {
    const { branches } = planners.app({ name: "web", account: "123456789012", partition: "aws", ...specification });
    return Object.values(branches).map(({ summary }) => summary);
  };

  test("is the same through Cloud Control, and has no secret", () => {
    const [plain, own] = summariesOf({
      computeRole: { grants: [dynamodb.read({ name: "orders" })] },
      branches: { main: settings, dev: { ...settings, computeRole: {}, buildSpec: "version: 1" } },
    });
    const shown = {
      stage: "PRODUCTION",
      enableBasicAuth: true,
      basicAuthCredentials: "<secret>",
      environmentVariables: {
        TABLE: expect.stringMatching(/^<known only after deploy.*>$/),
        API_TOKEN: "<secret>",
        OTHER: "<secret>",
        URL: "https://a.b",
      },
    };
    const arn = "arn:aws:iam::123456789012:role/web-amplify-compute";
    expect(plain).toEqual({ branchName: "main", managedBy: "amplify", computeRoleArn: arn, ...shown });
    expect(own).toEqual({
      branchName: "dev",
      managedBy: "cloudControl",
      computeRoleArn: `${arn}-dev`,
      buildSpec: "version: 1",
      ...shown,
    });
  });

  test("has its existing role, or no role", () => {
    const [main, dev] = summariesOf({ branches: { main: { computeRole: role }, dev: {} } });
    expect(main).toMatchObject({ computeRoleArn: role });
    expect(dev).toEqual({ branchName: "dev", managedBy: "amplify" });
  });
});

describe("who may do what, on which branch", () => {
  test("a branch uses its own role instead of the app's", () => {
    const { access } = planners.app({
      name: "web",
      computeRole: {},
      branches: { main: {}, login: { computeRole: {} }, old: { computeRole: role } },
    });
    expect(access.map(({ type, role: name, branches }) => [type, name, branches])).toEqual([
      ["service", "web-amplify-service", ["main", "login", "old"]],
      ["compute", "web-amplify-compute", ["main"]],
      ["compute", "web-amplify-compute-login", ["login"]],
      ["compute", role, ["old"]],
    ]);
  });
});

test("the region is an argument if the provider supports it", () => {
  const specification = { name: "web", region: "eu-west-1", branches: { main: {}, next: { computeRole: {} } } };
  const regionsOf = (supports: boolean) =>
    planAmplifySsrApp("web", specification, {
      supportsArgument: (_, argument) => argument !== "region" || supports,
    }).resources.map((resource) => (resource.arguments as { region?: string }).region);
  expect(regionsOf(false)).toEqual(regionsOf(false).map(() => undefined));
  expect(regionsOf(true).filter((region) => region !== undefined)).toHaveLength(3);
});

describe("each resource comes after all that it refers to, and has a unique id", () => {
  const isInOrder = ({ resources }: { readonly resources: readonly PlannedResource[] }) => {
    const before = new Set<string>();
    for (const resource of resources) {
      expect(referencesOf(resource).filter((id) => !before.has(id))).toEqual([]);
      expect(before).not.toContain(resource.id);
      before.add(resource.id);
    }
  };

  test("with every part of a specification", () => {
    const plan = planners.app(everything);
    isInOrder(plan);
    const branch = plan.resources.filter(({ id }) => id.startsWith("branch-")).at(-1);
    expect(referencesOf(branch as PlannedResource)).toContain("app");
  });

  test("whatever is specified", () => {
    fc.assert(
      fc.property(validApps, (specification) => isInOrder(planners.app(specification))),
      { numRuns: 200 },
    );
  });
});

test("the app waits for the permissions of its compute role, a branch for those of the service role", () => {
  const { resources } = planners.app({
    name: "web",
    computeRole: {
      policyType: "managed",
      managedPolicies: ["AmazonS3ReadOnlyAccess"],
      grants: firstGrants,
    },
    branches: { main: {} },
  });
  const dependsOn = (id: string) => resources.find((resource) => resource.id === id)?.dependsOn ?? [];
  const permissions = (of: string) => resources.map(({ id }) => id).filter((id) => id.startsWith(`${of}-`));
  expect(dependsOn("app")).toEqual(expect.arrayContaining(permissions("compute-role")));
  expect(dependsOn("branch-main")).toEqual(expect.arrayContaining(permissions("service-role")));
  expect(permissions("compute-role").length).toBeGreaterThan(5);
});

describe("what AWS has and the program leaves out", () => {
  const keptBy = (specification: object) =>
    Object.fromEntries(planners.app(specification).resources.flatMap(({ id, keeps }) => (keeps ? [[id, keeps]] : [])));

  test("stays as it is where Amplify sets it by itself", () => {
    expect(keptBy({ name: "web", branches: { main: {}, next: { framework: "Nuxt" } } })).toEqual({
      app: ["autoBranchCreationPatterns"],
      "branch-main": ["backendEnvironmentArn", "framework"],
      "branch-next": ["backendEnvironmentArn"],
    });
  });

  test("stays as it is after an import, roles included", () => {
    const kept = keptBy({ name: "web", importId: "d1", description: "x", branches: { main: { stage: "BETA" } } });
    expect(kept.app).toEqual(
      expect.arrayContaining(["computeRoleArn", "customRules", "environmentVariables", "platform"]),
    );
    expect(kept.app).not.toEqual(expect.arrayContaining(["description"]));
    expect(kept["branch-main"]).toEqual(expect.arrayContaining(["description", "enableAutoBuild", "framework", "ttl"]));
    expect(kept["branch-main"]).not.toContain("stage");
  });

  test("an import removes the compute role only if the program says so", () => {
    const ofApp = (specification: object) => keptBy({ name: "web", importId: "d1", ...specification }).app;
    expect(ofApp({})).toContain("computeRoleArn");
    expect(ofApp({ computeRole: role })).not.toContain("computeRoleArn");
    expect(ofApp({ previews: { computeRole: false } })).not.toContain("computeRoleArn");
  });

  test("is not named if the installed provider does not have it", () => {
    const { resources } = planAmplifySsrApp(
      "web",
      { name: "web", importId: "d1" },
      { supportsArgument: (_, argument) => argument !== "jobConfig" },
    );
    expect(resources.find(({ id }) => id === "app")?.keeps).not.toContain("jobConfig");
  });
});

describe("nothing that is imported is destroyed", () => {
  const isProtected = (specification: object) =>
    planners.app(specification).resources.flatMap(({ id, preventDestroy }) => (preventDestroy ? [id] : []));
  const imported = {
    name: "web",
    importId: "d1",
    serviceRole: { logs: { import: true } },
    branches: { main: {}, next: { import: false } },
  };

  test("by default", () => {
    expect(isProtected(imported)).toEqual(["app", "service-role-log-group", "branch-main"]);
    expect(isProtected({ name: "web", branches: { main: {} } })).toEqual([]);
  });

  test("unless the program turns it off; any app can be protected", () => {
    expect(isProtected({ ...imported, preventDestroy: false })).toEqual([]);
    expect(isProtected({ name: "web", preventDestroy: true, branches: { main: {} } })).toEqual(["app"]);
  });
});

describe("previews and auto-created branches", () => {
  const specification = {
    name: "web",
    previews: { computeRole: { grants: [dynamodb.read({ name: "previews" })] } },
    branches: {
      main: { computeRole: { grants: [dynamodb.write({ name: "orders" })] }, enablePullRequestPreview: true },
    },
  };

  test("run as the app's compute role, which is specified with them", () => {
    const plan = planners.app(specification);
    expect(argumentsOf(deployed(plan), "aws_amplify_app")).toMatchObject({ computeRoleArn: "<arn of compute-role>" });
    expect(plan.access.map(({ path, branches, otherBranches }) => [path, branches, otherBranches])).toEqual([
      ["serviceRole", ["main"], true],
      ["previews.computeRole", [], true],
      ["branches.main.computeRole", ["main"], false],
    ]);
    // As it would be called without `previews`, so that a role in use is not replaced.
    expect(plan.access[1]?.role).toBe("web-amplify-compute");
  });

  test("are explained where they are turned on, with the role that they run as", () => {
    expect(explain(specification).unnamedBranches).toEqual([
      {
        owner: "web",
        name: "pull-request previews",
        computeRole: "web: previews.computeRole",
        computeRoleSource: "app",
      },
    ]);
    const { previews: _, ...without } = specification;
    expect(explain({ ...without, enableAutoBranchCreation: true }).unnamedBranches).toEqual([
      { owner: "web", name: "pull-request previews", computeRoleSource: "none" },
      { owner: "web", name: "auto-created branches", computeRoleSource: "none" },
    ]);
    expect(explain({ name: "web", branches: { main: {} } })).not.toHaveProperty("unnamedBranches");
  });
});
