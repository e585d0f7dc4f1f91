import {
  AmplifyComputeRole,
  AmplifyIdentityPoolRole,
  AmplifyServiceRole,
  AmplifySsrApp,
  allow,
  dynamodb,
  type Grant,
  SpecificationError,
  s3,
  ssm,
  thisApp,
} from "@amplify-roles/cdktf";
import { expectAccess } from "@amplify-roles/core/testing";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { App, dependable, Lazy, TerraformOutput, TerraformStack, TerraformVariable, Token } from "cdktf";
import { describe, expect, test } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { annotationsOf, synthesize, type TerraformJson } from "../support/cdktf/synthesize.js";

const deployment = { account: "123456789012", region: "eu-west-1" } as const;
const orders = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
const readImages = s3.read({ name: "images" });

/** The findings that a call throws. */
function thrownBy(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (error instanceof SpecificationError) return error.findings;
    throw error;
  }
  return [];
}
const stackOf = () => new TerraformStack(new App(), "stack");
const resourcesOf = (json: TerraformJson, path = "stack/web") =>
  new Map(deployedByTerraform(json, path).map((resource) => [resource.id, resource]));

describe("a grant after the construction", () => {
  test("is in everything that says what the roles may do", () => {
    const stack = stackOf();
    const table = new DynamodbTable(stack, "orders", { name: "orders", hashKey: "id" });
    const web = new AmplifySsrApp(stack, "web", {
      ...deployment,
      name: "web",
      computeRole: {},
      branches: { main: { computeRole: {} }, develop: {} },
    });
    expect(web.computeRole.policies).toEqual([]);
    expect(web.requirements).toEqual([]);
    web.computeRole.grant(dynamodb.read(table), readImages);
    web.branches.main.grant(dynamodb.readWrite(table));
    web.serviceRole.grant(ssm.amplifySecrets());
    web.branches.main.computeRole.grant(dynamodb.read("arn:aws:dynamodb:eu-west-1:210987654321:table/orders"));

    const [service, compute, main] = web.access;
    expect(service?.grants.map(({ path }) => path)).toEqual(["serviceRole.logs", "serviceRole.grants[0]"]);
    expect(compute?.grants.map(({ path, by }) => `${path} ${by}`)).toEqual([
      "computeRole.grants[0] dynamodb.read",
      "computeRole.grants[1] s3.read",
    ]);
    expect(main?.branches).toEqual(["main"]);
    expect(JSON.stringify(main?.statements)).toContain("<arn of orders>");
    expect(JSON.stringify(web.explain())).toContain("s3.read");
    expect(web.requirements).toMatchObject([{ role: "branches.main.computeRole" }]);
    expect(web.computeRole.policies).toHaveLength(1);
    expectAccess(web, { branch: "main" }).toAllow("dynamodb:PutItem", table);
    expectAccess(web, { branch: "develop" }).toAllow("dynamodb:GetItem", table);
    expectAccess(web, { branch: "develop" }).not.toAllow("dynamodb:PutItem", table);
  });

  test("works for each construct with roles", () => {
    const json = synthesize((stack) => {
      const compute = new AmplifyComputeRole(stack, "compute", deployment);
      const service = new AmplifyServiceRole(stack, "service", { ...deployment, appId: "d123456789" });
      const identityPoolId = "eu-west-1:12345678-1234-1234-1234-123456789012";
      const users = new AmplifyIdentityPoolRole(stack, "users", { ...deployment, identityPoolId, authenticated: {} });
      compute.grant(readImages);
      service.grant(ssm.amplifySecrets());
      users.authenticated.grant(readImages);
      expect(compute.policies).toHaveLength(1);
    });
    const policies = Object.entries(json.resource.aws_iam_role_policy ?? {});
    expect(policies.map(([name, { policy }]) => [name.split("_")[0], String(policy).includes("images")])).toEqual([
      ["compute", true],
      ["service", false],
      ["users", true],
    ]);
    expect(JSON.stringify(policies)).toContain("parameter/amplify/shared/d123456789");
  });

  test("on the app itself turns the dependency around: the app no longer waits for the policy", () => {
    const app = { ...deployment, name: "web", computeRole: { grants: [readImages] }, branches: { main: {} } };
    const start = allow({ actions: ["amplify:StartJob"], resources: [`${thisApp.arn}/branches/main/jobs/*`] });
    const before = resourcesOf(synthesize((stack) => void new AmplifySsrApp(stack, "web", app)));
    const after = resourcesOf(synthesize((stack) => new AmplifySsrApp(stack, "web", app).computeRole.grant(start)));
    expect(before.get("app")?.dependsOn).toContain("compute-role-policy");
    expect(after.get("app")?.dependsOn).not.toContain("compute-role-policy");
    expect(after.get("compute-role-policy")?.dependsOn).toContain("app");
    expect(after.get("branch-main")?.dependsOn).toContain("compute-role-policy");
  });

  test("reaches the apps that use a role of its own: they wait for its policies", () => {
    const json = synthesize((stack) => {
      const reader = new AmplifyComputeRole(stack, "reader", deployment);
      const logs = new AmplifyServiceRole(stack, "logs", { ...deployment, logs: false });
      new AmplifySsrApp(stack, "web", { ...deployment, name: "web", computeRole: reader, serviceRole: logs });
      reader.grant(readImages);
      logs.grant(readImages);
    });
    const [app] = Object.values(json.resource.aws_amplify_app ?? {});
    const waitsFor = (app?.depends_on ?? []) as readonly string[];
    expect(waitsFor.filter((one) => one.startsWith("aws_iam_role_policy."))).toHaveLength(2);
  });

  test("keeps the dependencies that a program has added itself", () => {
    const json = synthesize((stack) => {
      const table = new DynamodbTable(stack, "orders", { name: "orders", hashKey: "id" });
      const web = new AmplifySsrApp(stack, "web", { ...deployment, name: "web", computeRole: {} });
      web.app.dependsOn = [...(web.app.dependsOn ?? []), dependable(table)];
      web.computeRole.grant(readImages);
    });
    const [app] = Object.values(json.resource.aws_amplify_app ?? {});
    expect(app?.depends_on).toEqual(
      expect.arrayContaining(["aws_dynamodb_table.orders", expect.stringMatching(/^aws_iam_role_policy\./)]),
    );
  });

  test("can move permissions to other policies, and rename one", () => {
    const named = (sid: string): Grant =>
      allow({
        sid,
        actions: ["s3:GetObject"],
        resources: Array.from({ length: 40 }, (_, index) => `arn:aws:s3:::${sid}-${"x".repeat(60)}-${index}/*`),
      });
    const managed = { ...deployment, policyType: "managed" } as const;
    const ids = (...sids: readonly string[]) => {
      const json = (more: readonly string[], kept: readonly string[]) =>
        synthesize((stack) => {
          const grants = kept.map(named);
          new AmplifyComputeRole(stack, "web", { ...managed, grants }).grant(...more.map(named));
        });
      const afterwards = deployedByTerraform(json(sids.slice(1), sids.slice(0, 1)), "stack/web");
      expect(afterwards).toEqual(deployedByTerraform(json([], sids), "stack/web"));
      return afterwards
        .map(({ id }) => id)
        .filter((id) => id.startsWith("role-policy-") && !id.endsWith("-attachment"));
    };
    expect(ids("a", "b")).toEqual(["role-policy-s3", "role-policy-s3-1"]);
    // Both statements are in the same half, so no policy keeps the name of the first one.
    expect(ids("a", "c")).toEqual(["role-policy-s3-1", "role-policy-s3-11"]);
  });
});

describe("an invalid grant after the construction", () => {
  test("throws all findings with the paths that the role's grants have, and changes nothing", () => {
    const stack = stackOf();
    const web = new AmplifySsrApp(stack, "web", { ...deployment, name: "web", computeRole: { grants: [readImages] } });
    const before = JSON.stringify([web.access, stack.node.findAll().map(({ node }) => node.path)]);
    const findings = thrownBy(() =>
      web.computeRole.grant(dynamodb.read(orders), dynamodb.read("orders"), s3.read({ name: "*" })),
    );
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "NOT_AN_ARN computeRole.grants[2].resources[0]",
      "WILDCARD_GRANTS_EVERYTHING computeRole.grants[3].resources[0].name",
    ]);
    expect(JSON.stringify([web.access, stack.node.findAll().map(({ node }) => node.path)])).toBe(before);
    web.computeRole.grant(dynamodb.read(orders));
    expect(web.access.find(({ type }) => type === "compute")?.grants).toHaveLength(2);
  });

  test("a branch that runs as the app's role is an error that says so", () => {
    const web = new AmplifySsrApp(stackOf(), "web", {
      ...deployment,
      name: "web",
      computeRole: {},
      branches: { main: {} },
    });
    expect(thrownBy(() => web.branches.main.grant(readImages))).toMatchObject([
      { code: "BRANCH_WITHOUT_OWN_ROLE", path: "branches.main.computeRole" },
    ]);
  });

  test("it is too late once CDKTF synthesizes", () => {
    const roles: AmplifyComputeRole[] = [];
    synthesize((stack) => {
      roles.push(new AmplifyComputeRole(stack, "web", { ...deployment, grants: [readImages] }));
    });
    expect(roles.flatMap((role) => thrownBy(() => role.grant(readImages)))).toMatchObject([
      { code: "GRANT_TOO_LATE", path: "grants", message: expect.stringContaining("synthesizes") },
    ]);
  });
});

describe("an array of grants that is a token", () => {
  const list = Lazy.anyValue({ produce: () => [readImages] });

  test("is a finding in the constructor, and so is a grant that is one", () => {
    const stack = stackOf();
    const variable = new TerraformVariable(stack, "grants", { type: "list(string)" });
    for (const grants of [list, Token.asList(variable.value), variable.value])
      expect(
        thrownBy(() => new AmplifyComputeRole(stack, "web", { ...deployment, grants: grants as never })),
      ).toMatchObject([
        { code: "VALUE_REQUIRED_AT_SYNTH", path: "grants", message: "This array is known only after deploy." },
      ]);
    expect(
      thrownBy(() => new AmplifyComputeRole(stack, "web", { ...deployment, grants: [list as never] })),
    ).toMatchObject([
      { code: "VALUE_REQUIRED_AT_SYNTH", path: "grants[0]", message: "This grant is known only after deploy." },
    ]);
  });

  test("is a finding in grant()", () => {
    const role = new AmplifyComputeRole(stackOf(), "web", { ...deployment, grants: [readImages] });
    expect(thrownBy(() => role.grant(list as never, [readImages] as never))).toMatchObject([
      { code: "VALUE_REQUIRED_AT_SYNTH", path: "grants[1]" },
      { code: "NOT_A_GRANT", path: "grants[2]", fix: expect.stringContaining("...grants") },
    ]);
  });
});

test("a role is without permissions only if it still is when the app is synthesized", () => {
  const warned = (grants: readonly Grant[]) =>
    annotationsOf((stack) => {
      const role = new AmplifyComputeRole(stack, "web", deployment);
      role.grant(...grants);
      return role;
    });
  expect(warned([])).toEqual([expect.stringContaining("[ROLE_WITHOUT_PERMISSIONS]")]);
  expect(warned([readImages])).toEqual([]);
});

test("requirements in an output have the grants that come later", () => {
  const json = synthesize((stack) => {
    const role = new AmplifyComputeRole(stack, "web", deployment);
    role.grant(dynamodb.read("arn:aws:dynamodb:eu-west-1:210987654321:table/orders"));
    new TerraformOutput(stack, "requirements", { value: role.requirements });
  });
  expect(JSON.stringify(json.output?.requirements?.value)).toContain("210987654321");
});
