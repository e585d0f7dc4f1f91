import {
  AmplifyComputeRole,
  AmplifyServiceRole,
  AmplifySsrApp,
  type AmplifySsrAppArgs,
  dynamodb,
  type Grant,
  SpecificationError,
  s3,
} from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, expectTypeOf, test } from "vitest";
import { supportsArgument } from "../../packages/pulumi/src/resources.js";
import { withMocks } from "../support/pulumi/mocks.js";
import { registrationNamed as named, type Registration } from "../support/pulumi/registration.js";

const deployment = { account: "123456789012", region: "eu-west-1" } as const;
const state = ({ type }: Registration) => (type.startsWith("aws:cloudcontrol/") ? { id: "branch" } : undefined);
const mocked = <T>(program: () => T) => withMocks({ state }, program);

/** Arguments that the specification has as properties of its own. */
type Elsewhere = "computeRoleArn" | "iamServiceRoleArn" | "appId" | "branchName";
type BranchArgs = NonNullable<AmplifySsrAppArgs["branches"]>[string];

test("every argument of the SDK can be given (checked by the compiler)", () => {
  expectTypeOf<Exclude<keyof aws.amplify.AppArgs, keyof AmplifySsrAppArgs | Elsewhere>>().toBeNever();
  expectTypeOf<Exclude<keyof aws.amplify.BranchArgs, keyof BranchArgs | "region" | Elsewhere>>().toBeNever();
});

describe("what Pulumi's users rely on", () => {
  test("children hang under the component, and inherit its provider", async () => {
    const { resources, invokes } = await mocked(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      return new AmplifySsrApp("web", { name: "web", branches: { main: {} } }, { providers: [provider] });
    });
    const component = resources.find(({ type }) => type === "amplify-roles:index:AmplifySsrApp");
    const children = resources.filter(({ parent }) => parent === component?.urn);
    expect(children.map(({ name }) => name).sort()).toEqual([
      "web-app",
      "web-branch-main",
      "web-service-role",
      "web-service-role-policy",
    ]);
    for (const child of children) expect(child.provider).toContain("frankfurt");
    expect(invokes).toHaveLength(3);
    for (const invoke of invokes) expect(invoke.provider).toContain("frankfurt");
  });

  test("aliases of the component, and `transforms` of its children, work", async () => {
    const { resources } = await mocked(() => {
      const tagged: pulumi.ResourceTransform = ({ type, props, opts }) =>
        type === "aws:iam/role:Role" ? { props: { ...props, tags: { by: "transform" } }, opts } : undefined;
      return new AmplifySsrApp(
        "web",
        { ...deployment, name: "web" },
        { transforms: [tagged], aliases: [{ name: "old" }] },
      );
    });
    expect(named(resources, "web").aliases).toMatchObject([{ name: "old" }]);
    expect(named(resources, "web-service-role").inputs.tags).toEqual({ by: "transform" });
  });

  test("a policy inside a role that is replaced is made before the old one is deleted, though both are `permissions`", async () => {
    const { resources } = await mocked(() => new AmplifySsrApp("web", { ...deployment, name: "web" }));
    expect(named(resources, "web-service-role-policy")).toMatchObject({
      inputs: { name: "permissions" },
      deleteBeforeReplace: false,
    });
    // Where roles keep their names, as with another path, the provider's order is the only one.
    expect(named(resources, "web-service-role")).not.toHaveProperty("deleteBeforeReplace");
  });

  test("policies of the same program are attached under names of the user's", async () => {
    const attached = async (...names: readonly string[]) => {
      const { resources } = await mocked(() => {
        const policies = names.map((name) => [name, new aws.iam.Policy(name, { name, policy: "{}" }).id]);
        return new AmplifyComputeRole("compute", { ...deployment, managedPolicies: Object.fromEntries(policies) });
      });
      const attachments = resources.filter(({ type }) => type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment");
      return attachments.map(({ name, inputs }) => [name, inputs.policyArn]);
    };
    const both = await attached("team", "other");
    expect(both.map(([name]) => name)).toEqual(["compute-role-attached-team", "compute-role-attached-other"]);
    expect(both).toEqual(expect.arrayContaining(await attached("other")));
    expect(new Set(both.map(([, arn]) => arn)).size).toBe(2);
  });

  test("a hook for each kind of child changes what is registered", async () => {
    const { resources } = await mocked(
      () =>
        new AmplifySsrApp("web", {
          ...deployment,
          name: "web",
          branches: { main: {} },
          transform: {
            role: (args) => {
              args.description = `changed`;
            },
            app: (args, opts, name) => ({ args: { ...args, customHeaders: name }, opts: { ...opts, protect: true } }),
            branch: (_args, opts) => {
              opts.ignoreChanges = ["environmentVariables"];
            },
          },
        }),
    );
    expect(named(resources, "web-service-role").inputs.description).toBe("changed");
    expect(named(resources, "web-app")).toMatchObject({
      protect: true,
      inputs: { customHeaders: "web-app", platform: "WEB_COMPUTE" },
    });
    expect(named(resources, "web-branch-main").ignoreChanges).toEqual(["environmentVariables"]);
  });

  test("what Amplify sets, and all that an import leaves out, is ignored; what is imported is protected", async () => {
    const { resources } = await mocked(
      () =>
        new AmplifySsrApp("web", {
          ...deployment,
          name: "web",
          importId: "d123456789",
          branches: { main: {}, next: { import: false, framework: "Nuxt" } },
        }),
    );
    expect(named(resources, "web-app")).toMatchObject({ protect: true });
    expect(named(resources, "web-app").ignoreChanges).toEqual(
      expect.arrayContaining(["computeRoleArn", "customRules"]),
    );
    expect(named(resources, "web-branch-main")).toMatchObject({ protect: true });
    expect(named(resources, "web-branch-next").ignoreChanges).toEqual(["backendEnvironmentArn"]);
    expect(named(resources, "web-branch-next").protect).toBeFalsy();
  });

  test("what uses the name or the ARN of a branch waits for it, whichever API creates it", async () => {
    const { resources } = await mocked(() => {
      const web = new AmplifySsrApp("web", {
        ...deployment,
        name: "web",
        branches: { main: { computeRole: {} }, next: {} },
      });
      const { main, next } = web.branches;
      expectTypeOf<keyof typeof web.branches>().toEqualTypeOf<"main" | "next">();
      // @ts-expect-error The specification has no branch of this name.
      expect(() => web.branches.mian).toThrow('AmplifySsrApp "web" has no branch "mian". Did you mean "main"?');
      new aws.s3.Bucket("by-main", { bucket: main.branchName });
      new aws.s3.Bucket("by-next", { bucket: next.branchName });
      new aws.s3.Bucket("by-arn", { bucket: main.arn });
    });
    const waits = (name: string) => named(resources, name).dependencies.map((urn) => urn.split("::").at(-1));
    expect(named(resources, "by-main").inputs.bucket).toBe("main");
    expect(waits("by-main")).toEqual(["web-branch-main"]);
    expect(named(resources, "by-next").inputs.bucket).toBe("next");
    expect(waits("by-next")).toEqual(["web-branch-next"]);
    expect(named(resources, "by-arn").inputs.bucket).toBe("branch");
    expect(waits("by-arn")).toEqual(["web-branch-main"]);
  });

  test("a branch with its own role has the provider's default tags, and its own before them", async () => {
    const branches = { main: { computeRole: {}, tags: { team: "web" } } };
    const desiredState = async (config: Record<string, string>, explicit = false) => {
      const { resources } = await withMocks({ state, config }, () => {
        const provider = explicit ? { provider: new aws.Provider("other", {}) } : {};
        new AmplifySsrApp("web", { ...deployment, name: "web", branches }, provider);
      });
      return JSON.parse(String(named(resources, "web-branch-main").inputs.desiredState)).Tags;
    };
    const defaults = { "aws:defaultTags": JSON.stringify({ tags: { Owner: "platform", team: "all" } }) };
    const both = [
      { Key: "Owner", Value: "platform" },
      { Key: "team", Value: "web" },
    ];
    expect(await desiredState(defaults)).toEqual(both);
    expect(await desiredState({}, true)).toEqual(both);
    expect(await desiredState({})).toEqual([{ Key: "team", Value: "web" }]);
  });

  test("outputs are registered", async () => {
    const { resources, outputs } = await mocked(
      () => new AmplifySsrApp("web", { ...deployment, name: "web", computeRole: {} }),
    );
    expect(outputs.get(named(resources, "web").urn)).toEqual({
      appId: "d1234567890abc",
      defaultDomain: "d1234567890abc.amplifyapp.com",
      serviceRoleArn: "arn:aws:iam::123456789012:role/web-amplify-service",
      computeRoleArn: "arn:aws:iam::123456789012:role/web-amplify-compute",
    });
  });

  test("nothing is asked for that was given, or is not needed", async () => {
    const tokens = async (args: Partial<AmplifySsrAppArgs>) =>
      (await mocked(() => new AmplifySsrApp("web", { name: "web", ...args }))).invokes.map(({ token }) => token).sort();
    expect(await tokens(deployment)).toEqual([]);
    expect(await tokens({ serviceRole: false, computeRole: { grants: [s3.read({ name: "b" })] } })).toEqual([
      "aws:index/getPartition:getPartition",
    ]);
    expect(await tokens({})).toHaveLength(3);
  });

  test("an app that exists is imported, with its branches", async () => {
    const { resources } = await mocked(
      () =>
        new AmplifySsrApp("web", {
          ...deployment,
          name: "web",
          importId: "d123456789",
          branches: { main: {}, next: { import: false } },
        }),
    );
    expect(resources.flatMap(({ name, importId }) => (importId === undefined ? [] : [[name, importId]]))).toEqual([
      ["web-app", "d123456789"],
      ["web-branch-main", "d123456789/main"],
    ]);
  });

  test("what is below can be reached, and what was not made says why", async () => {
    await mocked(() => {
      const web = new AmplifySsrApp("web", {
        ...deployment,
        name: "web",
        serviceRole: false,
        computeRole: {},
        branches: { main: {} },
      });
      expect(web.app).toBeInstanceOf(aws.amplify.App);
      expect(web.branches.main?.branch).toBeInstanceOf(aws.amplify.Branch);
      expect(web.computeRole.role).toBeInstanceOf(aws.iam.Role);
      expect(() => web.serviceRole).toThrow(
        'AmplifySsrApp "web" did not create this role: `serviceRole` is left out, false, or the ARN of an existing role.',
      );
      expect(() => web.branches.main?.computeRole).toThrow(
        'The branch "main" did not create this role: `computeRole` is left out',
      );
    });
  });
});

describe("values known only after deploy", () => {
  test("promises, flags and numbers count as well", async () => {
    const { resources } = await mocked(
      () =>
        new AmplifySsrApp("web", {
          ...deployment,
          name: "web",
          repository: Promise.resolve("https://github.com/acme/web"),
          enableBranchAutoBuild: pulumi.output(true),
          serviceRole: { logs: { retentionInDays: pulumi.output(30) } },
        }),
    );
    expect(named(resources, "web-app").inputs).toMatchObject({
      repository: "https://github.com/acme/web",
      enableBranchAutoBuild: true,
    });
    expect(named(resources, "web-service-role-log-group").inputs).toMatchObject({
      retentionInDays: 30,
      name: "/aws/amplify/d1234567890abc",
    });
  });

  test("lists and maps that go to the provider as they are may be known only after deploy as a whole", async () => {
    const unresolved = { tags: pulumi.output({ team: "web" }), environmentVariables: pulumi.output({ A: "a" }) };
    const args = {
      ...deployment,
      name: "web",
      ...unresolved,
      autoBranchCreationPatterns: pulumi.output(["feature/*"]),
    };
    const { resources } = await mocked(() => new AmplifySsrApp("web", args));
    expect(named(resources, "web-app").inputs).toMatchObject({
      tags: { team: "web" },
      environmentVariables: { A: "a" },
      autoBranchCreationPatterns: ["feature/*"],
    });
  });

  test("one Output used twice is one resource of the policy", async () => {
    const { resources } = await mocked(() => {
      const arn = pulumi.output("arn:aws:dynamodb:eu-west-1:123456789012:table/t");
      const grants = [dynamodb.read(arn), dynamodb.write(arn)];
      return new AmplifySsrApp("web", { ...deployment, name: "web", serviceRole: false, computeRole: { grants } });
    });
    const { policy } = named(resources, "web-compute-role-policy").inputs as {
      policy: { Statement: { Resource: string }[] };
    };
    expect(policy.Statement.filter(({ Resource }) => Resource.endsWith("table/t"))).toHaveLength(1);
  });
});

describe("findings are thrown by the constructor, together, before anything is registered", () => {
  const findings = async (args: object) => {
    const { result, resources } = await mocked(() => {
      try {
        new AmplifySsrApp("web", { name: "web", ...args } as AmplifySsrAppArgs);
        return [];
      } catch (error) {
        expect(error).toBeInstanceOf(SpecificationError);
        return (error as SpecificationError).findings.map(({ code, path }) => `${code} ${path}`);
      }
    });
    if (result.length > 0) expect(resources).toEqual([]);
    return result;
  };

  test.each([
    ["an Output in a template string", { description: `of ${pulumi.output("x")}` }, ["STRINGIFIED_VALUE description"]],
    [
      "an Output in JSON",
      { environmentVariables: { A: JSON.stringify({ a: pulumi.output("x") }) } },
      ["STRINGIFIED_VALUE environmentVariables.A"],
    ],
    [
      "an Output for an array",
      { computeRole: { managedPolicies: pulumi.output(["a"]) } },
      ["VALUE_REQUIRED_AT_SYNTH computeRole.managedPolicies"],
    ],
    ["an Output for an object", { branches: pulumi.output({}) }, ["VALUE_REQUIRED_AT_SYNTH branches"]],
    [
      "several at once",
      {
        platfrom: "WEB",
        computeRole: { grants: [dynamodb.read("orders"), s3.read(pulumi.output("arn:aws:s3:::unknown"))] },
      },
      ["UNKNOWN_PROPERTY platfrom", "NOT_AN_ARN computeRole.grants[0].resources[0]"],
    ],
    ["none", { computeRole: { grants: [s3.read(pulumi.output("arn:aws:s3:::unknown"))] } }, []],
  ])("%s", async (_, args, expected) => {
    expect(await findings(args)).toEqual(expected);
  });

  test("a resource of another type, the name of a table, and a resource without an ARN", async () => {
    const { result } = await mocked(() => {
      const bucket = new aws.s3.Bucket("images");
      const table = new aws.dynamodb.Table("orders", { hashKey: "pk", attributes: [{ name: "pk", type: "S" }] });
      const attached = new aws.iam.RolePolicyAttachment("rules", { role: "r", policyArn: "arn:aws:iam::aws:policy/x" });
      try {
        new AmplifySsrApp("web", {
          name: "web",
          computeRole: { grants: [dynamodb.read(bucket), dynamodb.read(table.name), s3.read(attached as never)] },
        });
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(result).toContain("Expected a DynamoDB table, got images (aws:s3/bucket:Bucket).");
    expect(result).toContain('got the attribute "name" of orders (aws:dynamodb/table:Table).');
    expect(result).toMatch(/grants\[2\]\.resources\[0\].*instance of RolePolicyAttachment/s);
  });
});

test("arguments that the installed SDK would drop are told apart from those that it takes", () => {
  expect(supportsArgument("aws_amplify_app", "customRules")).toBe(true);
  expect(supportsArgument("aws_amplify_branch", "enableSkewProtection")).toBe(true);
  expect(supportsArgument("aws_amplify_app", "computeRole")).toBe(false);
});

test("who may do what is told in words, where it is not known yet", async () => {
  const { result } = await mocked(() => {
    const arn = pulumi.output("arn:aws:dynamodb:eu-west-1:123456789012:table/t");
    const computeRole = { grants: [dynamodb.write(arn)], managedPolicies: ["ReadOnlyAccess"] };
    return new AmplifySsrApp("web", { name: "web", computeRole, branches: { main: {} } });
  });
  const statements = [
    {
      Effect: "Allow",
      Action: ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      Resource: "<known only after deploy>",
    },
  ];
  expect(result.access[1]).toEqual({
    type: "compute",
    path: "computeRole",
    role: "web-amplify-compute",
    exists: false,
    branches: ["main"],
    otherBranches: true,
    grants: [{ path: "computeRole.grants[0]", by: "dynamodb.write", statements }],
    statements,
    managedPolicies: ["arn:<partition>:iam::aws:policy/ReadOnlyAccess"],
  });
});

test("an app explains itself, and tells tables apart known only after deploy", async () => {
  const { result } = await mocked(() => {
    const [orders, users] = ["orders", "users"].map((name) =>
      pulumi.output(`arn:aws:dynamodb:eu-west-1:123456789012:table/${name}`),
    ) as [pulumi.Output<string>, pulumi.Output<string>];
    const computeRole = { grants: [dynamodb.write(orders), dynamodb.write(users)] };
    return new AmplifySsrApp("web", {
      ...deployment,
      name: "web",
      serviceRole: false,
      computeRole,
      branches: { main: {} },
    });
  });
  const { branches, permissions } = result.explain();
  expect(branches).toEqual([{ owner: "web", name: "main", computeRole: "web: computeRole", computeRoleSource: "app" }]);
  expect(permissions.map(({ path }) => path)).toEqual(["computeRole.grants[0]", "computeRole.grants[1]"]);
  expect(new Set(permissions.map(({ statement }) => statement.Resource)).size).toBe(2);
});

test("a grant can be named by its type", () => {
  const grants: Grant[] = [dynamodb.read(pulumi.output("arn")), dynamodb.read("arn")];
  expect(grants.map(({ grant, access }) => `${grant}.${access}`)).toEqual(["dynamodb.read", "dynamodb.read"]);
});

describe("roles alone, for an app that is managed elsewhere", () => {
  test("come with the calls that attach them", async () => {
    const { result, read, resources, outputs } = await mocked(() => ({
      logs: new AmplifyServiceRole("logs", {
        ...deployment,
        appId: pulumi.output("d123456789"),
        logs: { retentionInDays: 30 },
      }),
      compute: new AmplifyComputeRole("compute", {
        ...deployment,
        appId: "d123456789",
        branchName: "main",
        grants: [s3.read({ name: "b" })],
      }),
      hostile: new AmplifyComputeRole("hostile", {
        ...deployment,
        appId: "d123456789",
        branchName: pulumi.output("x'; echo PWNED; '"),
      }),
    }));
    expect(await read(result.hostile.attachCommand)).toContain(
      String.raw`--branch-name 'x'\''; echo PWNED; '\''' --compute`,
    );
    expect(await read(result.logs.attachCommand)).toBe(
      "aws amplify update-app --region eu-west-1 --app-id 'd123456789' --iam-service-role-arn arn:aws:iam::123456789012:role/logs",
    );
    expect(await read(result.compute.attachCommand)).toBe(
      "aws amplify update-branch --region eu-west-1 --app-id d123456789 --branch-name main --compute-role-arn arn:aws:iam::123456789012:role/compute",
    );
    expect(await read(result.compute.lastAssumedCommand)).toMatch(/^aws cloudtrail lookup-events .*role\/compute/);
    expect(outputs.get(named(resources, "logs").urn)).toMatchObject({ roleArn: "arn:aws:iam::123456789012:role/logs" });
    expect(named(resources, "logs-role-log-group").inputs).toMatchObject({ name: "/aws/amplify/d123456789" });
  });
});

describe("one role for several apps", () => {
  test("an app and a branch wait for its policies, its attachments and its propagation", async () => {
    const { resources } = await mocked(() => {
      const computeRole = new AmplifyComputeRole("server", {
        ...deployment,
        name: "server",
        grants: [dynamodb.read({ name: "orders" })],
        managedPolicies: ["AmazonS3ReadOnlyAccess"],
        propagationSeconds: 0,
      });
      const serviceRole = new AmplifyServiceRole("builds", { ...deployment, name: "builds" });
      new AmplifySsrApp("shop", { ...deployment, name: "shop", serviceRole, computeRole });
      new AmplifySsrApp("blog", { ...deployment, name: "blog", serviceRole, branches: { main: { computeRole } } });
      expect(
        // @ts-expect-error A service role is no compute role.
        () => new AmplifySsrApp("other", { ...deployment, name: "other", computeRole: serviceRole }),
      ).toThrow("Expected the role of an AmplifyComputeRole, got an AmplifyServiceRole.");
    });
    const waits = (name: string) =>
      named(resources, name)
        .dependencies.map((urn) => urn.split("::").at(-1))
        .sort();
    const server = ["server-role", "server-role-attached-AmazonS3ReadOnlyAccess", "server-role-policy"];
    const builds = ["builds-role", "builds-role-policy"];
    expect(waits("shop-app")).toEqual([...builds, ...server]);
    expect(named(resources, "shop-app").inputs).toMatchObject({
      computeRoleArn: "arn:aws:iam::123456789012:role/server",
      iamServiceRoleArn: "arn:aws:iam::123456789012:role/builds",
    });
    expect(waits("blog-branch-main")).toEqual(expect.arrayContaining(server));
    expect(String(named(resources, "blog-branch-main").inputs.desiredState)).toContain(":role/server");
  });

  test("Terraform's ways to wait change nothing here", async () => {
    const registered = async (propagationWait?: "local-exec" | "time_sleep") => {
      const { resources } = await mocked(() => {
        const wait = propagationWait === undefined ? {} : { propagationWait };
        const computeRole = new AmplifyComputeRole("server", { ...deployment, name: "server", ...wait });
        new AmplifySsrApp("shop", { ...deployment, name: "shop", computeRole });
        new AmplifySsrApp("blog", { ...deployment, name: "blog", computeRole: {}, roles: wait });
      });
      return resources.map(({ type, name, inputs }) => ({ type, name, inputs }));
    };
    const byDefault = await registered();
    expect(await registered("local-exec")).toEqual(byDefault);
    expect(await registered("time_sleep")).toEqual(byDefault);
  });

  test("two apps with the same name are refused, unless they have two providers", async () => {
    await mocked(() => {
      new AmplifySsrApp("one", { ...deployment, name: "web" });
      expect(() => new AmplifySsrApp("two", { ...deployment, name: "web" })).toThrow(
        'The name "web-amplify-service" is already used by a role or a policy of AmplifySsrApp "one".',
      );
      const provider = new aws.Provider("other", {});
      new AmplifySsrApp("three", { ...deployment, name: "web" }, { provider });
    });
  });
});

describe("secrets", () => {
  test("a password through Cloud Control is one, and so is all that AWS returns", async () => {
    const { resources } = await mocked(() => {
      return new AmplifySsrApp("web", {
        name: "web",
        branches: {
          open: { managedBy: "cloudControl" },
          main: { managedBy: "cloudControl", enableBasicAuth: true, basicAuthCredentials: btoa("u:p") },
        },
      });
    });
    const inputs = (name: string) => named(resources, name).inputs as { desiredState: unknown };
    expect(JSON.stringify(inputs("web-branch-open"))).not.toContain("Password");
    expect(inputs("web-branch-main").desiredState).toEqual({ secret: expect.stringContaining('"Password":"p"') });
    expect(named(resources, "web-branch-main").additionalSecretOutputs).toEqual(
      expect.arrayContaining(["desiredState", "properties"]),
    );
  });

  test("none is in the summary of a branch", async () => {
    let summary: unknown;
    await mocked(() => {
      const web = new AmplifySsrApp("web", {
        ...deployment,
        name: "web",
        branches: {
          main: {
            computeRole: {},
            enableBasicAuth: true,
            basicAuthCredentials: pulumi.secret(btoa("u:p")),
            environmentVariables: { TABLE: pulumi.output("orders"), DB_PASSWORD: "hunter2" },
          },
        },
      });
      ({ summary } = web.branches.main);
      return web;
    });
    expect(summary).toMatchObject({
      branchName: "main",
      managedBy: "cloudControl",
      enableBasicAuth: true,
      basicAuthCredentials: "<secret>",
      environmentVariables: { TABLE: expect.stringMatching(/^<known/), DB_PASSWORD: "<secret>" },
    });
    expect(JSON.stringify(summary)).not.toMatch(/hunter2|dTpw/);
  });

  test("a secret Output in an environment variable is a warning", async () => {
    const { logs } = await mocked(
      () =>
        new AmplifySsrApp("web", {
          name: "web",
          environmentVariables: {
            A: pulumi.secret("x"),
            B: pulumi.output("y"),
            C: pulumi.interpolate`${pulumi.secret("z")}!`,
          },
        }),
    );
    const warned = logs.map(({ message }) => /^[^:]*/.exec(message)?.[0]);
    expect(warned.sort()).toEqual(["environmentVariables.A", "environmentVariables.C"]);
  });
});
