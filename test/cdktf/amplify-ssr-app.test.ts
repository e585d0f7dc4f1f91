import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  AmplifyComputeRole,
  AmplifyServiceRole,
  AmplifySsrApp,
  type AmplifySsrAppConfig,
  allow,
  dynamodb,
  SpecificationError,
  s3,
} from "@amplify-roles/cdktf";
import { explain } from "@amplify-roles/core";
import { AmplifyApp } from "@cdktf/provider-aws/lib/amplify-app";
import { AmplifyBranch } from "@cdktf/provider-aws/lib/amplify-branch";
import { AmplifyDomainAssociation } from "@cdktf/provider-aws/lib/amplify-domain-association";
import { AmplifyWebhook } from "@cdktf/provider-aws/lib/amplify-webhook";
import { CloudcontrolapiResource } from "@cdktf/provider-aws/lib/cloudcontrolapi-resource";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable, Token } from "cdktf";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { evaluateTemplate } from "../support/cdktf/evaluate.js";
import { providerArguments, unknownProperties, zeros } from "../support/cdktf/provider-arguments.js";
import { annotationsOf, synthesize, type TerraformJson } from "../support/cdktf/synthesize.js";
import { root } from "../support/repository.js";

const given = { account: "123456789012", region: "eu-west-1" } as const;

function withApp(config: Partial<AmplifySsrAppConfig>): TerraformJson {
  return synthesize((stack) => {
    new AmplifySsrApp(stack, "web", { name: "web", ...config });
  });
}

const only = (json: TerraformJson, type: string) => {
  const [block, ...more] = Object.values(json.resource[type] ?? {});
  if (block === undefined || more.length > 0) throw new Error(`Not one ${type}, but ${more.length + (block ? 1 : 0)}`);
  return block;
};

const table = (stack: TerraformStack) =>
  new DynamodbTable(stack, "table", { name: "t", hashKey: "id", attribute: [{ name: "id", type: "S" }] });

/** What a deploy shows meanwhile. */
const waiting = (seconds: number) => `echo Waiting ${seconds} seconds until Amplify can assume the role`;

describe("tokens", () => {
  test("one attribute read twice is one resource in the policy, and the order is not that of its tokens", () => {
    const policies = [false, true]
      .map((turned) =>
        synthesize((stack) => {
          const { arn: first } = table(stack);
          const again = (stack.node.findChild("table") as DynamodbTable).arn;
          expect(again).not.toBe(first);
          const grants = [dynamodb.read(first), dynamodb.write(again), s3.read({ name: "b" })];
          new AmplifySsrApp(stack, "web", {
            ...given,
            name: "web",
            serviceRole: false,
            computeRole: { grants: turned ? grants.reverse() : grants },
          });
        }),
      )
      .map((json) => only(json, "aws_iam_role_policy").policy as string);
    expect(policies[0]).toBe(policies[1]);
    const template = evaluateTemplate(policies[0] ?? "", (path) => `\${${path.join(".")}}`);
    const statements: { Resource: string; Action: string[] }[] = JSON.parse(String(template)).Statement;
    const ofTable = statements.filter(({ Resource }) => Resource === "${aws_dynamodb_table.table.arn}");
    expect(ofTable).toHaveLength(1);
    expect(ofTable[0]?.Action).toContain("dynamodb:GetItem");
    expect(ofTable[0]?.Action).toContain("dynamodb:PutItem");
  });

  test("flags and numbers may be tokens", () => {
    const json = synthesize((stack) => {
      const build = new TerraformVariable(stack, "build", { type: "bool" });
      const days = new TerraformVariable(stack, "days", { type: "number" });
      new AmplifySsrApp(stack, "web", {
        name: "web",
        enableBranchAutoBuild: build.booleanValue,
        serviceRole: { logs: { retentionInDays: days.numberValue } },
      });
    });
    expect(only(json, "aws_amplify_app").enable_branch_auto_build).toBe("${var.build}");
    expect(only(json, "aws_cloudwatch_log_group").retention_in_days).toBe("${var.days}");
  });

  test("a variable of IAM's is plain text to Terraform", () => {
    const json = withApp({
      ...given,
      serviceRole: false,
      computeRole: { grants: [s3.read({ name: "b" }, { prefix: "${aws:userid}/" })] },
    });
    expect(only(json, "aws_iam_role_policy").policy).toContain("arn:aws:s3:::b/$${aws:userid}/*");
  });
});

describe("lookups", () => {
  test("nothing is looked up where all is given", () => {
    expect(withApp(given).data).toBeUndefined();
  });

  test("only what is needed is looked up", () => {
    const compute = { serviceRole: false, computeRole: { grants: [s3.read({ name: "b" })] } } as const;
    expect(Object.keys(withApp(compute).data ?? {})).toEqual(["aws_partition"]);
    expect(Object.keys(withApp({}).data ?? {}).sort()).toEqual(["aws_caller_identity", "aws_partition", "aws_region"]);
  });
});

test("the provider given is every resource's", () => {
  const json = synthesize((stack) => {
    const provider = new AwsProvider(stack, "frankfurt", { region: "eu-central-1", alias: "frankfurt" });
    new AmplifySsrApp(stack, "web", { name: "web", provider, branches: { main: {} } });
  });
  const blocks = [...Object.values(json.resource), ...Object.values(json.data ?? {})].flatMap((named) =>
    Object.values(named),
  );
  expect(blocks.map((block) => block.provider)).toEqual(blocks.map(() => "aws.frankfurt"));
});

test("an app that exists is imported, with its branches and log group", () => {
  const json = withApp({
    importId: "d123456789",
    branches: { main: {}, next: { import: false } },
    serviceRole: { logs: { retentionInDays: 7, import: true } },
  });
  expect(json.import?.map(({ id, to }) => [to.split(".")[0], id])).toEqual([
    ["aws_amplify_app", "d123456789"],
    ["aws_cloudwatch_log_group", "/aws/amplify/d123456789"],
    ["aws_amplify_branch", "d123456789/main"],
  ]);
});

test("what Amplify sets, and all that an import leaves out, is ignored; what is imported cannot be destroyed", () => {
  const json = withApp({ ...given, importId: "d123456789", branches: { main: {}, next: { import: false } } });
  const lifecycle = only(json, "aws_amplify_app").lifecycle as { ignore_changes: string[] };
  expect(lifecycle).toMatchObject({ prevent_destroy: true });
  expect(lifecycle.ignore_changes).toEqual(
    expect.arrayContaining(["compute_role_arn", "custom_rule", "cache_config", "description", "tags", "tags_all"]),
  );
  // No argument of this version of the provider.
  expect(lifecycle.ignore_changes).not.toContain("job_config");
  const branches = Object.values(json.resource.aws_amplify_branch ?? {});
  expect(branches.find(({ branch_name }) => branch_name === "next")?.lifecycle).toEqual({
    ignore_changes: ["backend_environment_arn", "framework"],
  });
  expect(branches.find(({ branch_name }) => branch_name === "main")?.lifecycle).toMatchObject({
    prevent_destroy: true,
  });
  expect(only(withApp({ ...given }), "aws_amplify_app").lifecycle).toEqual({
    ignore_changes: ["auto_branch_creation_patterns"],
  });
});

describe("what is below can be reached", () => {
  test("resources by their names in the specification", () => {
    synthesize((stack) => {
      const web = new AmplifySsrApp(stack, "web", {
        name: "web",
        computeRole: {},
        branches: { main: {}, "feature/login": { computeRole: { grants: [dynamodb.read(table(stack).arn)] } } },
      });
      expect(web.app).toBeInstanceOf(AmplifyApp);
      expect(web.branches.main?.branch).toBeInstanceOf(AmplifyBranch);
      expect(web.branches["feature/login"]?.branch).toBeInstanceOf(CloudcontrolapiResource);
      expect(web.serviceRole.role.nameInput).toBe("web-amplify-service");
      expect(web.computeRole.role.nameInput).toBe("web-amplify-compute");
      expect(web.branches["feature/login"]?.computeRole.role.nameInput).toBe("web-amplify-compute-feature-login");
      expect(web.access.map(({ type, branches }) => [type, branches])).toEqual([
        ["service", ["main", "feature/login"]],
        ["compute", ["main"]],
        ["compute", ["feature/login"]],
      ]);
    });
  });

  test("explains itself as its specification does", () => {
    const specification = {
      ...given,
      name: "web",
      computeRole: { grants: [dynamodb.read({ name: "orders" })] },
      branches: { main: {}, "feature/login": { computeRole: {} } },
    };
    synthesize((stack) => {
      expect(new AmplifySsrApp(stack, "web", specification).explain()).toEqual(explain(specification));
    });
  });

  test("what was not made says why", () => {
    synthesize((stack) => {
      const web = new AmplifySsrApp(stack, "web", { name: "web", serviceRole: false, branches: { main: {} } });
      expect(() => web.serviceRole).toThrow(
        'AmplifySsrApp "stack/web" did not create this role: `serviceRole` is left out, false, or the ARN of an existing role.',
      );
      expect(() => web.computeRole).toThrow(
        'AmplifySsrApp "stack/web" did not create this role: `computeRole` is left out',
      );
      expect(() => web.branches.main?.computeRole).toThrow(
        'The branch "main" did not create this role: `computeRole` is left out',
      );
    });
  });
});

describe("findings", () => {
  test("are thrown together, before anything is created", () => {
    const stack = new TerraformStack(new App(), "stack");
    const config = { name: "web", platfrom: "WEB", computeRole: { grants: [dynamodb.read("orders")] } };
    const make = () => new AmplifySsrApp(stack, "web", config as AmplifySsrAppConfig);
    expect(make).toThrow(SpecificationError);
    expect(make).toThrow(/2 errors.*platfrom.*Did you mean "platform"\?.*grants\[0\]\.resources\[0\]/s);
    expect(stack.node.children).toEqual([]);
  });

  test("a token that was cut in two is found", () => {
    const stack = new TerraformStack(new App(), "stack");
    const cut = table(stack).arn.slice(0, 12);
    const make = () => new AmplifySsrApp(stack, "web", { name: "web", description: `of ${cut}` });
    expect(make).toThrow(/description: .*STRINGIFIED_VALUE/s);
  });

  test("an argument that the installed bindings do not have is found", () => {
    const known = "jobConfigInput" in AmplifyApp.prototype;
    const make = () => withApp({ jobConfig: { buildComputeType: "LARGE_16GB" } });
    if (known) expect(only(make(), "aws_amplify_app").job_config).toEqual({ build_compute_type: "LARGE_16GB" });
    else expect(make).toThrow(/jobConfig: .*UNSUPPORTED_BY_PROVIDER/s);
  });
});

describe("lists and maps known only after deploy as a whole", () => {
  const variables = (stack: TerraformStack) => ({
    list: new TerraformVariable(stack, "list", { type: "list(string)" }).listValue,
    map: new TerraformVariable(stack, "map", { type: "map(string)" }).value,
  });

  test("are allowed where the provider takes them", () => {
    const json = synthesize((stack) => {
      const { list, map } = variables(stack);
      const unresolved = { autoBranchCreationPatterns: list, tags: map, environmentVariables: Token.asStringMap(map) };
      new AmplifySsrApp(stack, "web", { name: "web", ...unresolved });
    });
    expect(only(json, "aws_amplify_app")).toMatchObject({
      auto_branch_creation_patterns: "${var.list}",
      tags: "${var.map}",
      environment_variables: "${var.map}",
    });
  });

  test.each([
    ["managedPolicies", ({ list }: ReturnType<typeof variables>) => ({ computeRole: { managedPolicies: list } })],
    [
      "tags",
      ({ map }: ReturnType<typeof variables>) => ({ branches: { main: { tags: map, managedBy: "cloudControl" } } }),
    ],
  ])("have to be written out where they decide what is created: %s", (_, config) => {
    const make = () =>
      synthesize(
        (stack) => new AmplifySsrApp(stack, "web", { name: "web", ...config(variables(stack)) } as AmplifySsrAppConfig),
      );
    expect(make).toThrow(/is known only after deploy.*VALUE_REQUIRED_AT_SYNTH/s);
  });
});

test("an argument of a branch that the installed bindings do not have is found", () => {
  const make = () => withApp({ branches: { main: { enableSkewProtection: true } } });
  if ("enableSkewProtectionInput" in AmplifyBranch.prototype) expect(make).not.toThrow();
  else expect(make).toThrow(/branches\.main\.enableSkewProtection: .*UNSUPPORTED_BY_PROVIDER/s);
});

test("policies of two accounts may have one name", () => {
  const managedPolicies = ["arn:aws:iam::123456789012:policy/own", "arn:aws:iam::210987654321:policy/own"];
  const json = withApp({ ...given, serviceRole: false, computeRole: { managedPolicies } });
  const attached = Object.values(json.resource.aws_iam_role_policy_attachment ?? {}).map(
    ({ policy_arn }) => policy_arn,
  );
  expect(attached.sort()).toEqual(managedPolicies);
});

test("an error in JavaScript, no configuration at all, is a finding too", () => {
  const make = () =>
    synthesize((stack) => new AmplifySsrApp(stack, "web", undefined as unknown as AmplifySsrAppConfig));
  expect(make).toThrow(/name: "name" is required/);
});

describe("every argument of the provider can be given", () => {
  /** Arguments that are computed, or that have another name in the specification. */
  const elsewhere = ["id", "tagsAll", "region", "computeRoleArn", "iamServiceRoleArn", "appId", "branchName"];
  const unknown = (config: object) => unknownProperties(() => withApp(config));

  test.each([
    ["aws_amplify_app", AmplifyApp, (args: object) => args],
    ["aws_amplify_branch", AmplifyBranch, (args: object) => ({ branches: { main: args } })],
  ])("%s", (_, binding, specification) => {
    const names = providerArguments(binding)
      .map((name) => (name === "customRule" ? "customRules" : name))
      .filter((name) => !elsewhere.includes(name));
    expect(names.length).toBeGreaterThan(12);
    expect(unknown(specification(zeros(names)))).toEqual([]);
    expect(unknown(specification({ nonsense: 0 }))).toHaveLength(1);
  });
});

test("a statement of IAM's own goes through as it is", () => {
  const statement = { actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:eu-west-1:123456789012:q"], sid: "Queue" };
  const json = withApp({ ...given, serviceRole: false, computeRole: { grants: [allow(statement)] } });
  expect(JSON.parse(only(json, "aws_iam_role_policy").policy as string).Statement).toEqual([
    { Sid: "Queue", Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-west-1:123456789012:q" },
  ]);
});

test("the package loads the bindings that it needs, and not the index of all", () => {
  const script = `require(${JSON.stringify(`${root}packages/cdktf/dist/index.js`)});
    console.log(Object.keys(require.cache).filter((file) => /provider-aws.lib.index\\.js$/.test(file)).length,
                Object.keys(require.cache).some((file) => file.includes("amplify-app")))`;
  expect(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }).trim()).toBe("0 true");
});

test("a branch through Cloud Control is replaced with the app, which its provider does not see before it happens", () => {
  const json = withApp({ branches: { main: {}, next: { computeRole: {} } } });
  const [app] = Object.keys(json.resource.aws_amplify_app ?? {});
  expect(only(json, "aws_cloudcontrolapi_resource").lifecycle).toEqual({
    replace_triggered_by: [`aws_amplify_app.${app}.id`],
  });
  expect(only(json, "aws_amplify_branch").lifecycle).not.toHaveProperty("replace_triggered_by");
});

describe("a branch with its own role is a branch like any other:", () => {
  const branches = { main: { computeRole: {}, tags: { team: "web" } }, next: {} } as const;

  test("what uses its name or its ARN waits for it", () => {
    const json = synthesize((stack) => {
      const web = new AmplifySsrApp(stack, "web", { ...given, name: "web", branches });
      const { main, next } = web.branches;
      new AmplifyDomainAssociation(stack, "domain", {
        appId: web.app.id,
        domainName: "example.com",
        subDomain: [
          { prefix: "", branchName: main.branchName },
          { prefix: "next", branchName: next.branchName },
        ],
      });
      new AmplifyWebhook(stack, "hook", { appId: web.app.id, branchName: main.branchName, description: main.arn });
    });
    const [resource] = Object.keys(json.resource.aws_cloudcontrolapi_resource ?? {});
    const [plain] = Object.keys(json.resource.aws_amplify_branch ?? {});
    const name = `\${element(["main", aws_cloudcontrolapi_resource.${resource}.id], 0)}`;
    expect(only(json, "aws_amplify_domain_association").sub_domain).toEqual([
      { prefix: "", branch_name: name },
      { prefix: "next", branch_name: `\${aws_amplify_branch.${plain}.branch_name}` },
    ]);
    expect(only(json, "aws_amplify_webhook")).toMatchObject({
      branch_name: name,
      description: `\${aws_cloudcontrolapi_resource.${resource}.id}`,
    });
  });

  test("it has the provider's default tags, and its own before them", () => {
    const tagsOf = (tags: Record<string, string> | undefined, own?: Record<string, string>) => {
      const json = synthesize((stack) => {
        new AmplifySsrApp(stack, "web", {
          ...given,
          name: "web",
          branches: { main: { computeRole: {}, ...(own === undefined ? {} : { tags: own }) } },
        });
        // After the app, where a program may have it, too.
        if (tags !== undefined) (stack.node.findChild("aws") as AwsProvider).defaultTags = [{ tags }];
      });
      return deployedByTerraform(json, "stack/web").find(({ id }) => id === "branch-main")?.arguments.desiredState;
    };
    expect(tagsOf({ Owner: "platform", team: "all" }, { team: "web" })).toMatchObject({
      Tags: [
        { Key: "Owner", Value: "platform" },
        { Key: "team", Value: "web" },
      ],
    });
    expect(tagsOf({ Owner: "platform" })).toMatchObject({ Tags: [{ Key: "Owner", Value: "platform" }] });
    expect(tagsOf(undefined)).not.toHaveProperty("Tags");
  });

  test("its summary is an output that the first plan shows", () => {
    const json = synthesize((stack) => {
      const variable = new TerraformVariable(stack, "password", { type: "string", sensitive: true }).stringValue;
      const web = new AmplifySsrApp(stack, "web", {
        ...given,
        name: "web",
        branches: {
          main: {
            computeRole: {},
            enableBasicAuth: true,
            basicAuthCredentials: variable,
            environmentVariables: { TABLE: table(stack).name, SHELL: "${NODE_ENV}" },
          },
        },
      });
      new TerraformOutput(stack, "main", { value: web.branches.main.summary });
    });
    expect(json.output?.main).toEqual({
      value: {
        branchName: "main",
        managedBy: "cloudControl",
        computeRoleArn: "arn:aws:iam::123456789012:role/web-amplify-compute-main",
        enableBasicAuth: true,
        basicAuthCredentials: "<secret>",
        // Terraform prints what is escaped here as it is in the program.
        environmentVariables: { TABLE: "<name of table>", SHELL: "$${NODE_ENV}" },
      },
    });
  });

  describe("its basic auth stays as it was created:", () => {
    const first = Buffer.from("user:first").toString("base64");
    const branchWith = (settings: object) =>
      withApp({ ...given, branches: { main: { computeRole: {}, ...settings } } });
    const conditionOf = (json: TerraformJson) => {
      const { precondition } = only(json, "aws_cloudcontrolapi_resource").lifecycle as {
        precondition: { condition: string; error_message: string }[];
      };
      return { condition: precondition[0]?.condition ?? "", message: precondition[0]?.error_message };
    };

    test("other settings than the first ones fail a precondition, which shows none", () => {
      const json = branchWith({ enableBasicAuth: true, basicAuthCredentials: first });
      const [data = ""] = Object.keys(json.resource.terraform_data ?? {});
      const { input, lifecycle } = only(json, "terraform_data");
      expect(lifecycle).toEqual({ ignore_changes: ["input"] });
      const { condition, message } = conditionOf(json);
      const { digest } = input as { digest: string };
      expect(condition).toBe(`\${terraform_data.${data}.output.digest == ${digest.slice(2, -1)}}`);
      expect(JSON.stringify([condition, message, only(json, "terraform_data")])).not.toContain(first);
      expect(message).toContain('the basic auth of branch "main"');
      for (const other of [
        { enableBasicAuth: false, basicAuthCredentials: first },
        { enableBasicAuth: true, basicAuthCredentials: Buffer.from("user:second").toString("base64") },
      ])
        expect(conditionOf(branchWith(other)).condition).not.toBe(condition);
    });

    test("the same password in a variable has the same digest", () => {
      const literal = only(branchWith({ enableBasicAuth: true, basicAuthCredentials: first }), "terraform_data").input;
      const json = synthesize((stack) => {
        const basicAuthCredentials = new TerraformVariable(stack, "credentials", { type: "string" }).stringValue;
        new AmplifySsrApp(stack, "web", {
          ...given,
          name: "web",
          branches: { main: { computeRole: {}, enableBasicAuth: true, basicAuthCredentials } },
        });
      });
      const { digest } = only(json, "terraform_data").input as { digest: string };
      expect(digest).toBe('${parseint(substr(sha256("true ${var.credentials}"), 0, 6), 16)}');
      const sha256 = createHash("sha256").update(`true ${first}`).digest("hex");
      expect(literal).toEqual({ digest: `\${${Number.parseInt(sha256.slice(0, 6), 16)}}` });
    });

    test("a digest of an earlier deploy cannot be destroyed, and without one no plan has anything", () => {
      const [name] = Object.keys(
        branchWith({ enableBasicAuth: true, basicAuthCredentials: first }).resource.terraform_data ?? {},
      );
      const json = branchWith({});
      expect(Object.keys(json.resource.terraform_data ?? {})).toEqual([name]);
      expect(only(json, "terraform_data")).toMatchObject({
        count: 0,
        lifecycle: { ignore_changes: ["input"], prevent_destroy: true },
      });
      expect(only(json, "aws_cloudcontrolapi_resource").lifecycle).not.toHaveProperty("precondition");
    });

    test("the synthesis does not look for Terraform, also not for imports", () => {
      vi.stubEnv("PATH", "");
      expect(Object.keys(branchWith({}).resource.terraform_data ?? {})).toHaveLength(1);
      const imported = withApp({ ...given, importId: "d123456789", branches: { main: {} } });
      expect(imported.import?.map(({ id }) => id)).toEqual(["d123456789", "d123456789/main"]);
      vi.unstubAllEnvs();
    });
  });

  test("a misspelled name does not compile, and throws", () => {
    synthesize((stack) => {
      const web = new AmplifySsrApp(stack, "web", { ...given, name: "web", branches });
      expectTypeOf<keyof typeof web.branches>().toEqualTypeOf<"main" | "next">();
      // @ts-expect-error The specification has no branch of this name.
      expect(() => web.branches.mian).toThrow('AmplifySsrApp "stack/web" has no branch "mian". Did you mean "main"?');
      expect(Object.keys(web.branches)).toEqual(["main", "next"]);
      expect("mian" in web.branches).toBe(false);
    });
  });
});

describe("a compute role", () => {
  const provisionersOf = (config: Partial<AmplifySsrAppConfig>) =>
    Object.values(
      withApp({ computeRole: {}, branches: { next: { computeRole: {} } }, ...config }).resource.aws_iam_role ?? {},
    )
      .filter(({ provisioner }) => provisioner !== undefined)
      .map(({ name, provisioner }) => [name, provisioner])
      .sort();

  test.each([
    ["ten seconds, unless said otherwise", {}, 10],
    ["as long as it is told to", { roles: { propagationSeconds: 25 } }, 25],
  ])("is waited for once it is created: %s", (_, config, seconds) => {
    const waits = [
      { "local-exec": { command: `${waiting(seconds)} && sleep ${seconds} || ping -n ${seconds + 1} 127.0.0.1` } },
    ];
    expect(provisionersOf(config)).toEqual([
      ["web-amplify-compute", waits],
      ["web-amplify-compute-next", waits],
    ]);
  });

  test("is not waited for where nobody wants that", () => {
    expect(provisionersOf({ roles: { propagationSeconds: 0 } })).toEqual([]);
  });
});

describe("one role for several apps", () => {
  const shared = (stack: TerraformStack) =>
    new AmplifyComputeRole(stack, "server", {
      ...given,
      name: "server",
      grants: [dynamodb.read({ name: "orders" })],
      managedPolicies: ["AmazonS3ReadOnlyAccess"],
      propagationSeconds: 7,
    });
  const dependsOn = (json: TerraformJson, type: string, name: string) =>
    (json.resource[type]?.[name]?.depends_on as string[] | undefined)?.map((one) => one.split(".")[0]).sort();

  test("an app and a branch wait for its policies, its attachments and its propagation", () => {
    const json = synthesize((stack) => {
      const computeRole = shared(stack);
      new AmplifySsrApp(stack, "shop", { ...given, name: "shop", serviceRole: false, computeRole });
      new AmplifySsrApp(stack, "blog", {
        ...given,
        name: "blog",
        serviceRole: false,
        previews: { computeRole },
        branches: { main: { computeRole } },
      });
    });
    const [role] = Object.keys(json.resource.aws_iam_role ?? {});
    const policies = ["aws_iam_role_policy", "aws_iam_role_policy_attachment"];
    for (const [name, block] of Object.entries(json.resource.aws_amplify_app ?? {})) {
      expect(block.compute_role_arn).toBe(`\${aws_iam_role.${role}.arn}`);
      expect(dependsOn(json, "aws_amplify_app", name)).toEqual(policies);
    }
    const [branch = ""] = Object.keys(json.resource.aws_cloudcontrolapi_resource ?? {});
    expect(dependsOn(json, "aws_cloudcontrolapi_resource", branch)).toEqual(policies);
    expect(json.resource.aws_cloudcontrolapi_resource?.[branch]?.desired_state).toContain(`aws_iam_role.${role}.arn`);
    expect(only(json, "aws_iam_role").provisioner).toEqual([
      { "local-exec": { command: `${waiting(7)} && sleep 7 || ping -n 8 127.0.0.1` } },
    ]);
  });

  test("without an app, nothing waits", () => {
    const json = synthesize((stack) => {
      shared(stack);
    });
    expect(only(json, "aws_iam_role")).not.toHaveProperty("provisioner");
  });

  test("a service role keeps an ARN that is known at plan time", () => {
    const json = synthesize((stack) => {
      const serviceRole = new AmplifyServiceRole(stack, "builds", { ...given, name: "builds" });
      new AmplifySsrApp(stack, "shop", { ...given, name: "shop", serviceRole });
    });
    const [name = ""] = Object.keys(json.resource.aws_amplify_app ?? {});
    expect(only(json, "aws_amplify_app").iam_service_role_arn).not.toContain("aws_iam_role");
    expect(dependsOn(json, "aws_amplify_app", name)).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
  });

  test("a role of the other kind is refused, by the compiler and at synth", () => {
    synthesize((stack) => {
      const serviceRole = new AmplifyServiceRole(stack, "builds", { ...given, name: "builds" });
      expect(
        // @ts-expect-error A service role is no compute role.
        () => new AmplifySsrApp(stack, "shop", { ...given, name: "shop", computeRole: serviceRole }),
      ).toThrow("Expected the role of an AmplifyComputeRole, got an AmplifyServiceRole.");
    });
  });
});

describe("two apps of one stack", () => {
  test("with the same name are refused, and nothing of the second is created", () => {
    const json = synthesize((stack) => {
      new AmplifySsrApp(stack, "one", { ...given, name: "web" });
      expect(() => new AmplifySsrApp(stack, "two", { ...given, name: "Web" })).toThrow(
        'The name "Web-amplify-service" is already used by a role or a policy of AmplifySsrApp "one".',
      );
    });
    expect(Object.keys(json.resource.aws_amplify_app ?? {})).toHaveLength(1);
  });

  test("without Latin letters in their names are refused, too, as their roles would have the same names", () => {
    synthesize((stack) => {
      new AmplifySsrApp(stack, "one", { ...given, name: "日本" });
      expect(() => new AmplifySsrApp(stack, "two", { ...given, name: "中文" })).toThrow(
        /The name "amplify-service" is already used .* of AmplifySsrApp "one"\.\s+Write roles: \{ namePrefix/,
      );
    });
  });

  test("may have it in two accounts, or with another prefix", () => {
    synthesize((stack) => {
      const provider = new AwsProvider(stack, "other", { alias: "other" });
      new AmplifySsrApp(stack, "one", { ...given, name: "web" });
      new AmplifySsrApp(stack, "two", { ...given, name: "web", provider });
      new AmplifySsrApp(stack, "three", { ...given, name: "web", roles: { namePrefix: "third" } });
    });
  });
});

describe("secrets", () => {
  const withPassword = (basicAuthCredentials: string) => ({
    main: { managedBy: "cloudControl" as const, enableBasicAuth: true, basicAuthCredentials },
  });
  const stateOf = (json: TerraformJson) => String(only(json, "aws_cloudcontrolapi_resource").desired_state);

  test("a password through Cloud Control is sensitive, as on a branch of the provider's", () => {
    const literal = stateOf(withApp({ branches: withPassword(Buffer.from('u:p"${x}').toString("base64")) }));
    expect(literal).toContain('"Password":${jsonencode(sensitive("p\\"$${x}"))}');
    expect(JSON.parse(String(evaluateTemplate(literal, () => "d1"))).BasicAuthConfig).toEqual({
      EnableBasicAuth: true,
      Password: 'p"${x}',
      Username: "u",
    });
    const json = synthesize((stack) => {
      const credentials = new TerraformVariable(stack, "credentials", { type: "string" }).stringValue;
      new AmplifySsrApp(stack, "web", { name: "web", branches: withPassword(credentials) });
    });
    expect(stateOf(json)).toContain("sensitive(");
    const value = (path: readonly string[]) => (path[0] === "var" ? btoa("u:p:q") : "d1");
    expect(JSON.parse(String(evaluateTemplate(stateOf(json), value))).BasicAuthConfig.Password).toBe("p:q");
    expect(stateOf(withApp({ branches: { main: { managedBy: "cloudControl" } } }))).not.toContain("sensitive(");
  });

  test("a sensitive variable of Terraform's in an environment variable is a warning", () => {
    const warned = annotationsOf((stack) => {
      const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true }).stringValue;
      const open = new TerraformVariable(stack, "open", { type: "string" }).stringValue;
      const environmentVariables = { A: `a-${secret}`, B: open, C: "${upper(var.secret)}" };
      return new AmplifySsrApp(stack, "web", { name: "web", environmentVariables });
    });
    expect(warned.map((text) => /^[^:]*/.exec(text)?.[0])).toEqual([
      "@cdktf/warn environmentVariables.A",
      "@cdktf/warn environmentVariables.C",
    ]);
  });
});
