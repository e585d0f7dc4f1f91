import { expectAccess } from "@amplify-roles/core/testing";
import {
  AmplifyComputeRole,
  AmplifyServiceRole,
  AmplifySsrApp,
  allow,
  dynamodb,
  policyFor,
  SpecificationError,
  s3,
  ssm,
  thisApp,
} from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { deployedByPulumi } from "../support/pulumi/deployed.js";
import { type MockOptions, withMocks } from "../support/pulumi/mocks.js";

const deployment = { account: "123456789012", region: "eu-west-1" } as const;
const readImages = s3.read({ name: "images" });

const run = <T>(program: () => T | Promise<T>, options: MockOptions = {}) =>
  withMocks(
    { state: ({ type }) => (type.startsWith("aws:cloudcontrol/") ? { id: "branch" } : undefined), ...options },
    program,
  );
/** The resources of a component, by id. */
const resourcesOf = async (program: () => unknown, name = "web") => {
  const { resources } = await run(program);
  return new Map(deployedByPulumi(resources, name).map((resource) => [resource.id, resource]));
};
/** The findings that a program throws. */
async function thrownBy(program: () => unknown) {
  let findings: SpecificationError["findings"] = [];
  await run(async () => {
    try {
      await program();
    } catch (error) {
      if (!(error instanceof SpecificationError)) throw error;
      findings = error.findings;
    }
  });
  return findings;
}
const warningsOf = async (program: () => unknown) =>
  (await run(program)).logs.map(({ message }) => /\[(\w+)\]/.exec(message)?.[1]);

describe("a grant after the construction", () => {
  test("is in everything that says what the roles may do, also in what was read before", async () => {
    const other = "arn:aws:dynamodb:eu-west-1:210987654321:table/orders";
    const { result, read } = await run(() => {
      const web = new AmplifySsrApp("web", {
        ...deployment,
        name: "web",
        computeRole: {},
        branches: { main: { computeRole: {} }, develop: {} },
      });
      const { requirements } = web;
      expect(web.computeRole.policies).toEqual([]);
      web.computeRole.grant(readImages);
      web.branches.main.grant(dynamodb.readWrite(other));
      web.serviceRole.grant(ssm.amplifySecrets());
      expect(web.computeRole.policies).toHaveLength(1);
      return { web, requirements };
    });
    const { web, requirements } = result;
    expect(web.access.flatMap(({ grants }) => grants.map(({ path }) => path))).toEqual([
      "serviceRole.logs",
      "serviceRole.grants[0]",
      "computeRole.grants[0]",
      "branches.main.computeRole.grants[0]",
    ]);
    expect(JSON.stringify(web.explain())).toContain("s3.read");
    expect(await read(requirements)).toMatchObject([{ role: "branches.main.computeRole", resource: other }]);
    await expectAccess(web, { branch: "main" }).toAllow("dynamodb:PutItem", other);
    await expectAccess(web, { branch: "develop" }).toAllow("s3:GetObject", "arn:aws:s3:::images/cat.png");
  });

  test("is registered, and apps wait for policies that a grant adds", async () => {
    const { resources } = await run(() => {
      const reader = new AmplifyComputeRole("reader", deployment);
      const logs = new AmplifyServiceRole("logs", { ...deployment, logs: false });
      new AmplifySsrApp("web", { ...deployment, name: "web", computeRole: reader, serviceRole: logs });
      reader.grant(readImages);
      logs.grant(readImages);
    });
    const named = (name: string) => resources.find((one) => one.name === name);
    expect(named("web-app")?.dependencies).toEqual(
      expect.arrayContaining([named("reader-role-policy")?.urn, named("logs-role-policy")?.urn]),
    );
    expect(JSON.stringify(named("reader-role-policy")?.inputs.policy)).toContain("arn:aws:s3:::images/*");
  });

  test("on the app itself turns the dependency around: the app no longer waits for the policy", async () => {
    const start = allow({ actions: ["amplify:StartJob"], resources: [`${thisApp.arn}/branches/main/jobs/*`] });
    const app = () =>
      new AmplifySsrApp("web", {
        ...deployment,
        name: "web",
        computeRole: { grants: [readImages] },
        branches: { main: {} },
      });
    expect((await resourcesOf(app)).get("app")?.dependsOn).toContain("compute-role-policy");
    const after = await resourcesOf(() => app().computeRole.grant(start));
    expect(after.get("app")?.dependsOn).not.toContain("compute-role-policy");
    expect(after.get("compute-role-policy")?.dependsOn).toContain("app");
    expect(after.get("branch-main")?.dependsOn).toContain("compute-role-policy");
  });

  test("reaches `transform`, also one that returns other arguments", async () => {
    const seen: number[] = [];
    const policy = (
      await resourcesOf(() => {
        const role = new AmplifyComputeRole("web", {
          ...deployment,
          grants: [readImages],
          transform: {
            rolePolicy: (args) => {
              const given = args.policy as aws.iam.PolicyDocument;
              seen.push((given.Statement as unknown[]).length);
              const more = { Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" };
              return {
                args: { ...args, policy: { ...given, Statement: [...(given.Statement as []), more as never] } },
              };
            },
          },
        });
        role.grant(dynamodb.read({ name: "orders" }));
      })
    ).get("role-policy")?.arguments.policy;
    expect(seen).toHaveLength(2);
    expect(JSON.stringify(policy)).toMatch(/dynamodb:GetItem.*s3:GetObject|s3:GetObject.*dynamodb:GetItem/s);
    expect(JSON.stringify(policy)).toContain('"Deny"');
  });

  test("can move permissions to other policies, but not rename a registered one", async () => {
    const named = (sid: string) =>
      allow({
        sid,
        actions: ["s3:GetObject"],
        resources: Array.from({ length: 40 }, (_, index) => `arn:aws:s3:::${sid}-${"x".repeat(60)}-${index}/*`),
      });
    const role = (...sids: readonly string[]) =>
      new AmplifyComputeRole("web", { ...deployment, policyType: "managed", grants: sids.map(named) });
    const moved = await resourcesOf(() => role("a").grant(named("b")));
    expect(moved.has("role-policy-s3-1")).toBe(true);
    expect([...moved.values()]).toEqual([...(await resourcesOf(() => role("a", "b"))).values()]);
    expect(await thrownBy(() => role("a").grant(named("c")))).toMatchObject([
      { code: "GRANT_TOO_LATE", path: "grants", message: expect.stringContaining('"web-s3"') },
    ]);
  });

  test("with Outputs: checked when they are known", async () => {
    const program = () => new AmplifyComputeRole("web", deployment).grant(dynamodb.read(pulumi.output("orders")));
    await expect(run(program, { preview: true })).rejects.toThrow(/grants\[0\].*"orders" is not an ARN/s);
  });
});

describe("when it is too late:", () => {
  const role = () => new AmplifyComputeRole("web", { ...deployment, grants: [readImages] });

  test("a promise that is resolved already does not end the turn", async () => {
    const grant = async () => {
      const web = role();
      await Promise.resolve();
      web.grant(dynamodb.read({ name: "orders" }));
    };
    const policy = (await resourcesOf(grant)).get("role-policy")?.arguments.policy;
    expect(JSON.stringify(policy)).toContain("dynamodb:GetItem");
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      "after the program awaited something",
      async () => {
        const web = role();
        await new Promise((resolve) => setTimeout(resolve, 20));
        web.grant(readImages);
      },
    ],
    [
      "inside apply",
      () => {
        const web = role();
        return new Promise((resolve, reject) =>
          web.role.arn.apply(() => {
            try {
              resolve(web.grant(readImages));
            } catch (error) {
              reject(error);
            }
          }),
        );
      },
    ],
  ])("%s, it is an error", async (_, program) => {
    expect(await thrownBy(program)).toMatchObject([
      { code: "GRANT_TOO_LATE", path: "grants", fix: expect.stringContaining("right after the constructor") },
    ]);
  });
});

test("an invalid grant throws all findings with the paths that the role's grants have, and changes nothing", async () => {
  const after = await resourcesOf(() => {
    const web = new AmplifySsrApp("web", { ...deployment, name: "web", computeRole: { grants: [readImages] } });
    expect(() => web.computeRole.grant(dynamodb.read({ name: "orders" }), dynamodb.read("orders"))).toThrow(
      /1 error.*computeRole\.grants\[2\]\.resources\[0\]/s,
    );
  });
  expect(JSON.stringify(after.get("compute-role-policy"))).not.toContain("dynamodb");
});

test("a branch that runs as the app's role is an error that says so", async () => {
  const app = () => new AmplifySsrApp("web", { ...deployment, name: "web", computeRole: {}, branches: { main: {} } });
  expect(await thrownBy(() => app().branches.main.grant(readImages))).toMatchObject([
    { code: "BRANCH_WITHOUT_OWN_ROLE", path: "branches.main.computeRole" },
  ]);
});

test("a role is without permissions only if it still is when it is registered", async () => {
  expect(await warningsOf(() => new AmplifyComputeRole("web", deployment))).toEqual(["ROLE_WITHOUT_PERMISSIONS"]);
  expect(await warningsOf(() => new AmplifyComputeRole("web", deployment).grant(readImages))).toEqual([]);
});

describe("an array of grants that is an Output", () => {
  const arrays: [string, () => unknown][] = [
    ["an Output", () => pulumi.output([readImages])],
    ["a Promise", () => Promise.resolve([readImages])],
    ["an Output of an Output's grant", () => pulumi.output("images").apply((name) => [s3.read({ name })])],
  ];

  test.each(arrays)("is a finding in the constructor: %s", async (_, make) => {
    const grants = (given: unknown) =>
      thrownBy(() => new AmplifyComputeRole("web", { ...deployment, grants: given as never }));
    expect(await grants(make())).toMatchObject([
      { code: "VALUE_REQUIRED_AT_SYNTH", path: "grants", message: "This array is known only after deploy." },
    ]);
    expect(await grants([make()])).toMatchObject([
      { code: "VALUE_REQUIRED_AT_SYNTH", path: "grants[0]", message: "This grant is known only after deploy." },
    ]);
  });

  test.each(arrays)("is a finding in grant(): %s", async (_, make) => {
    const grant = () => new AmplifyComputeRole("web", deployment).grant(make() as never, [readImages] as never);
    expect(await thrownBy(grant)).toMatchObject([
      { code: "VALUE_REQUIRED_AT_SYNTH", path: "grants[0]" },
      { code: "NOT_A_GRANT", path: "grants[1]", fix: expect.stringContaining("...grants") },
    ]);
  });

  test.each(arrays)("is a finding in policyFor: %s", async (_, make) => {
    expect(await thrownBy(() => policyFor(make() as never))).toMatchObject([
      { code: "VALUE_REQUIRED_AT_SYNTH", path: "grants" },
    ]);
  });
});

describe("policyFor checks Outputs once they are known:", () => {
  const policyOf = (grant: () => ReturnType<typeof dynamodb.read>) =>
    run(
      () => {
        new aws.iam.Policy("other", { policy: policyFor([grant()], deployment) });
      },
      { preview: true },
    );

  test.each<[string, () => ReturnType<typeof dynamodb.read>, RegExp]>([
    ["a name instead of an ARN", () => dynamodb.read(pulumi.output("orders")), /grants\[0\].*"orders" is not an ARN/s],
    ["another service's ARN", () => dynamodb.read(pulumi.output("arn:aws:s3:::images")), /not a DynamoDB table ARN/],
    ["undefined", () => dynamodb.read(pulumi.output(undefined as never)), /grants\[0\].*undefined/s],
  ])("%s", async (_, grant, message) => {
    await expect(policyOf(grant)).rejects.toThrow(message);
  });

  test("what a data source found is its ARN", async () => {
    const arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
    const { resources } = await policyOf(() => dynamodb.read(pulumi.output({ arn, id: "orders" }) as never));
    expect(String(resources.find(({ name }) => name === "other")?.inputs.policy)).toContain(arn);
  });
});
