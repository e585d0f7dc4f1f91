import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AmplifySsrApp, dynamodb, s3 } from "@amplify-roles/cdktf";
import { explain } from "@amplify-roles/core";
import { describe, expect, test } from "vitest";
import { accessDiffCommand } from "../../packages/cli/src/access-diff.js";
import { synthesize } from "../support/cdktf/synthesize.js";
import { testFolder } from "../support/test-folder.js";
import { runCommand } from "./support/captured.js";
import { elementsOf } from "./support/markup.js";

const { path: folder, write: file } = testFolder("access-diff");

const run = (...args: readonly string[]) => runCommand(accessDiffCommand, ...args);

/** What `cdktf synth` writes for an app whose branch "develop" has these grants. */
const synthesized = (...grants: readonly ReturnType<typeof dynamodb.read>[]) =>
  synthesize((stack) => {
    new AmplifySsrApp(stack, "web", {
      name: "web",
      branches: {
        develop: { stage: "DEVELOPMENT", computeRole: { grants: [...grants] } },
        main: { stage: "PRODUCTION" },
      },
    });
  });
const [READ, WRITE] = [dynamodb.read({ name: "orders" }), dynamodb.readWrite({ name: "orders" })];
const ADDED = "develop: + dynamodb: BatchWriteItem, DeleteItem, PutItem, UpdateItem on table/orders (development)\n";

const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
const ROLE = "arn:aws:iam::123456789012:role/web-compute";
const trust =
  '{"Statement":[{"Effect":"Allow","Principal":{"Service":"amplify.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
const policy = (actions: readonly string[], resource = TABLE) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: resource }] });

/** Values of a Terraform state or plan: an app with the branch main, whose role has the actions. */
const values = (actions: readonly string[]) => ({
  root_module: {
    resources: [
      [
        "aws_amplify_app",
        "web",
        { id: "d1", name: "web", compute_role_arn: ROLE, iam_service_role_arn: "", access_token: "hunter2" },
      ],
      ["aws_amplify_branch", "main", { app_id: "d1", branch_name: "main", stage: "PRODUCTION" }],
      // The provider reads the role's policies too, as they are before the plan.
      [
        "aws_iam_role",
        "compute",
        {
          name: "web-compute",
          arn: ROLE,
          assume_role_policy: trust,
          inline_policy: [{ name: "p", policy: policy(["dynamodb:*"]) }],
        },
      ],
      ["aws_iam_role_policy", "compute", { name: "p", role: "web-compute", policy: policy(actions) }],
    ].map(([type, name, of]) => ({ address: `${type}.${name}`, mode: "managed", type, name, values: of })),
  },
});
const terraformPlan = (before: readonly string[], after: readonly string[]) => ({
  format_version: "1.2",
  planned_values: values(after),
  prior_state: { format_version: "1.0", values: values(before) },
  configuration: { root_module: {} },
});

/** What tests change in a plan. */
interface PlanData {
  planned_values: { root_module: { resources: { values: { policy?: string } }[] } };
  configuration: { root_module: { resources?: readonly unknown[] } };
}

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const urn = (type: string, name: string) => `urn:pulumi:dev::web::${type}::${name}`;
const pulumiResources = (actions: readonly string[]) =>
  [
    ["aws:amplify/app:App", "web-app", { name: "web", computeRoleArn: ROLE, accessToken: "[secret]" }, "d1"],
    [
      "aws:amplify/branch:Branch",
      "web-branch-main",
      { appId: "d1", branchName: "main", stage: "PRODUCTION" },
      "d1/main",
    ],
    ["aws:iam/role:Role", "web-compute", { name: "web-compute", assumeRolePolicy: trust }, "web-compute"],
    [
      "aws:iam/rolePolicy:RolePolicy",
      "web-policy",
      { name: "p", role: "web-compute", policy: policy(actions) },
      "web-compute:p",
    ],
  ].map(([type, name, inputs, id]) => ({ urn: urn(String(type), String(name)), type, custom: true, id, inputs }));
const pulumiExport = (actions: readonly string[]) => ({
  version: 3,
  deployment: { manifest: {}, resources: pulumiResources(actions) },
});
const pulumiPreview = (before: readonly string[], after: readonly string[]) => {
  const [old, now] = [pulumiResources(before), pulumiResources(after)];
  const steps = now.map((newState, index) => ({
    op: JSON.stringify(newState) === JSON.stringify(old[index]) ? "same" : "update",
    urn: newState.urn,
    oldState: old[index],
    // Pulumi leaves out the id.
    newState: { ...newState, id: undefined },
  }));
  return { steps, changeSummary: { same: steps.filter(({ op }) => op === "same").length } };
};

const [GET, PUT] = [["dynamodb:GetItem"], ["dynamodb:GetItem", "dynamodb:PutItem"]];
const PUT_ADDED = "main (production), other branches: + dynamodb:PutItem on table/orders";

describe("what is compared", () => {
  test.each<[string, () => readonly string[]]>([
    [
      "two states",
      () => [
        file("a.json", { format_version: "1.0", values: values(GET) }),
        file("b.json", { format_version: "1.0", values: values(PUT) }),
      ],
    ],
    ["a plan", () => [file("plan.json", terraformPlan(GET, PUT))]],
    [
      "a state and a plan",
      () => [
        file("s.json", { format_version: "1.0", values: values(GET) }),
        file("plan.json", terraformPlan(GET, PUT)),
      ],
    ],
    ["two exports of Pulumi", () => [file("c.json", pulumiExport(GET)), file("d.json", pulumiExport(PUT))]],
    ["a preview", () => [file("preview.json", pulumiPreview(GET, PUT))]],
    [
      "an export and a preview",
      () => [file("e.json", pulumiExport(GET)), file("preview.json", pulumiPreview(GET, PUT))],
    ],
    [
      "terraform.tfstate",
      () =>
        [GET, PUT].map((actions, index) =>
          file(`${index}/terraform.tfstate`, {
            version: 4,
            terraform_version: "1.9.0",
            resources: values(actions).root_module.resources.map(({ values: attributes, ...rest }) => ({
              ...rest,
              instances: [{ attributes }],
            })),
          }),
        ),
    ],
  ])("%s", async (_, args) => {
    const { code, out, error } = await run(...args());
    expect({ code, out, error }).toEqual({
      code: 0,
      out: `1 change: more access for main, other branches.\n\n${PUT_ADDED}\n`,
      error: "",
    });
    expect(out).not.toContain("hunter2");
  });

  test("cdk.tf.json, and folders with one", async () => {
    const before = file("before/cdk.tf.json", synthesized(READ));
    const after = file("after/cdk.tf.json", synthesized(WRITE));
    expect((await run(before, after)).out).toContain(ADDED);
    expect((await run(dirname(before), dirname(after))).out).toContain(ADDED);
    expect((await run(after, before)).out).toContain(ADDED.replace("+", "-"));
    expect(await run(before, before)).toEqual({
      code: 0,
      out: "No changes: everybody may do what they could do before.\n",
      error: "",
    });
  });

  test("what explain writes, and specifications", async () => {
    const specification = (grants: readonly unknown[]) => ({
      name: "web",
      branches: { main: { stage: "BETA", computeRole: { grants } } },
    });
    const [before, after] = [
      specification([s3.read("arn:aws:s3:::web-*")]),
      specification([s3.read("arn:aws:s3:::web-*"), s3.write("arn:aws:s3:::web-images")]),
    ];
    const files = [file("before.json", explain(before)), file("after.json", explain(after))];
    const { out } = await run(...files);
    expect(out).toMatch(/^main: \+ s3: .*PutObject.* on web-images\/\* \(beta\)$/m);
    expect(out).not.toContain("GetObject");
    expect(await run(file("x.json", before), file("y.json", after))).toEqual(await run(...files));
  });

  test("a preview in which ARNs and the branch are known only after deploy", async () => {
    const role = urn("aws:iam/role:Role", "web-compute");
    const table = urn("aws:dynamodb/table:Table", "orders");
    const [app, , own, rolePolicy] = pulumiResources(PUT);
    const branch = {
      urn: urn("web:index:Component$aws:cloudcontrol/resource:Resource", "web-branch-main"),
      type: "aws:cloudcontrol/resource:Resource",
      parent: urn("web:index:Component", "web"),
      inputs: { typeName: "AWS::Amplify::Branch", desiredState: UNKNOWN },
      propertyDependencies: { desiredState: [app?.urn, role] },
    };
    const unknownPolicy = {
      ...rolePolicy,
      inputs: {
        name: "p",
        role: "web-compute",
        policy: { Statement: [{ Effect: "Allow", Action: "dynamodb:PutItem", Resource: UNKNOWN }] },
      },
      propertyDependencies: { policy: [table] },
    };
    const steps = [app, branch, own, unknownPolicy].map((newState) => ({ op: "create", urn: newState?.urn, newState }));
    const path = file("first.json", { steps, changeSummary: { create: 4 } });
    const { code, out } = await run(path, "--fail-on", "write:production");
    expect(out).toContain("main (unknown), other branches: + dynamodb:PutItem on <value of orders>");
    // What the stage is, nobody knows.
    expect(code).toBe(1);
  });

  test("a plan in which a policy is known only after deploy: what configuration as JSON says, or that it is unknown", async () => {
    const plan = terraformPlan(GET, PUT) as PlanData;
    delete plan.planned_values.root_module.resources[3]?.values.policy;
    expect((await run(file("u.json", plan))).out).toContain(
      "main (production), other branches: + the policy p, contents unknown",
    );
    expect((await run(file("u.json", plan), "--fail-on", "admin:production:*orders*")).code).toBe(1);
    const template = policy(["dynamodb:PutItem"], "${aws_dynamodb_table.orders.arn}");
    plan.configuration.root_module.resources = [
      { address: "aws_iam_role_policy.compute", expressions: { policy: { constant_value: template } } },
    ];
    expect((await run(file("u.json", plan))).out).toContain(
      "main (production), other branches: + dynamodb:PutItem on <arn of orders>",
    );
  });

  test("files of git revisions, and the file on disk", async () => {
    const repository = join(folder, "repository");
    mkdirSync(repository);
    const git = (...args: readonly string[]) =>
      execFileSync(
        "git",
        ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main", ...args],
        { cwd: repository },
      );
    const commit = (grant: typeof READ) => {
      file("repository/out/cdk.tf.json", synthesized(grant));
      git("add", ".");
      git("commit", "-qm", "x");
    };
    git("init", "-q");
    commit(READ);
    commit(WRITE);
    file("repository/out/cdk.tf.json", synthesized(READ));
    const before = process.cwd();
    process.chdir(repository);
    try {
      expect((await run("HEAD~1", "HEAD", "--", "out")).out).toContain(ADDED);
      expect((await run("main~1", "main", "--json", "--", "out/cdk.tf.json")).out).toContain('"sign": "+"');
      expect((await run("HEAD", "--", "out")).out).toContain(ADDED.replace("+", "-"));
      expect(await run("none", "HEAD", "--", "out")).toMatchObject({
        code: 2,
        error: expect.stringMatching(/^There is no revision "none" here\./),
      });
      expect(await run("HEAD", "HEAD~1", "--", "other")).toMatchObject({
        code: 2,
        error: expect.stringMatching(/^Cannot find HEAD~1?:other|^Cannot find HEAD:other/),
      });
    } finally {
      process.chdir(before);
    }
  });
});

/** The values, with a boundary on the role and other resources. */
const withMore = (
  actions: readonly string[],
  boundary: readonly string[] | undefined,
  ...more: readonly Resource[]
) => {
  const { root_module } = values(actions);
  const ARN = "arn:aws:iam::123456789012:policy/limit";
  const resources = root_module.resources.map((one) =>
    one.type === "aws_iam_role" ? { ...one, values: { ...(one.values as object), permissions_boundary: ARN } } : one,
  );
  const own = [["aws_iam_policy", "limit", { name: "limit", arn: ARN, policy: policy(boundary ?? []) }] as const];
  const others = [...(boundary === undefined ? [] : own), ...more].map(([type, name, of]) => ({
    ...{ address: `${type}.${name}`, mode: "managed", type, name, values: of },
  }));
  return { format_version: "1.0", values: { root_module: { resources: [...resources, ...others] } } };
};
type Resource = readonly [type: string, name: string, values: object];

describe("permissions boundaries", () => {
  const both = ["dynamodb:GetItem", "dynamodb:PutItem"];
  test.each<[string, object, object, string]>([
    [
      "limit what a policy allows",
      withMore(GET, GET),
      withMore(PUT, GET),
      "No changes: everybody may do what they could do before.\n",
    ],
    [
      "that allow more let a policy be in effect",
      withMore(PUT, GET),
      withMore(PUT, both),
      `1 change: more access for main, other branches.\n\n${PUT_ADDED}\n`,
    ],
    [
      "that allow less take access away",
      withMore(PUT, ["dynamodb:*"]),
      withMore(PUT, GET),
      `1 change: less access for main, other branches.\n\n${PUT_ADDED.replace("+", "-")}\n`,
    ],
    [
      "with unknown contents are not considered, and the report says so",
      withMore(GET, undefined),
      withMore(PUT, undefined),
      `1 change: more access for main, other branches.\n\n${PUT_ADDED}\n\nNot considered:\n  the permissions boundary policy/limit of main, other branches, contents unknown (unchanged)\n`,
    ],
    [
      "that are removed are more access",
      withMore(PUT, GET),
      { format_version: "1.0", values: values(PUT) },
      `1 change: more access for main, other branches.\n\n${PUT_ADDED}\n`,
    ],
  ])("%s", async (_, before, after, expected) => {
    expect(await run(file("before.json", before), file("after.json", after))).toEqual({
      code: 0,
      out: expected,
      error: "",
    });
  });

  test("of a specification are ARNs", async () => {
    const specification = {
      name: "web",
      computeRole: { permissionsBoundary: "arn:aws:iam::123456789012:policy/limit" },
      branches: { main: {} },
    };
    const path = file("spec.json", specification);
    expect((await run(path, path)).out).toContain(
      "the permissions boundary policy/limit of main, other branches, contents unknown (unchanged)",
    );
  });
});

describe("policies of resources", () => {
  const allowing = (principal: string) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "*", Resource: "*" }] });
  const TYPES = [
    "aws_s3_bucket_policy",
    "aws_secretsmanager_secret_policy",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_sqs_queue",
    "aws_sqs_queue_policy",
    "aws_sns_topic",
    "aws_sns_topic_policy",
    "aws_dynamodb_resource_policy",
  ];

  test.each(TYPES)("%s: the report lists what changes, and nothing else", async (type) => {
    const [old, now] = [allowing("one"), ROLE].map(
      (principal) => [type, "images", { policy: allowing(principal) }] as const,
    );
    const other: Resource = [type, "same", { policy: allowing("one") }];
    const states = [
      withMore(GET, GET, old as Resource, other),
      withMore(GET, GET, now as Resource, other),
      withMore(GET, GET, other),
    ];
    const [a = "", b = "", c = ""] = states.map((state, index) => file(`policies-${index}.json`, state));
    const said = (change: string) => `Not considered:\n  the policy of ${type}.images (${change})\n`;
    expect((await run(a, b)).out).toContain(said("changed"));
    expect((await run(c, a)).out).toContain(said("added"));
    expect((await run(a, c)).out).toContain(said("removed"));
    expect((await run(a, a)).out).toBe("No changes: everybody may do what they could do before.\n");
    // No policy is repeated.
    expect(JSON.stringify(await run(a, b, "--json"))).not.toContain(allowing("one").slice(0, 30));
    for (const format of ["markdown", "svg"])
      expect((await run(a, b, "--format", format)).out).toContain(`${type}.images`);
  });

  test("that a plan does not know yet may change", async () => {
    const plan = terraformPlan(GET, GET);
    const add = (state: ReturnType<typeof values>, of: object) =>
      (state.root_module.resources as object[]).push({
        address: "aws_s3_bucket_policy.images",
        mode: "managed",
        type: "aws_s3_bucket_policy",
        name: "images",
        values: of,
      });
    add(plan.prior_state.values, { policy: allowing("one") });
    add(plan.planned_values, {});
    expect((await run(file("unknown.json", plan))).out).toContain(
      "the policy of aws_s3_bucket_policy.images (changed)",
    );
  });

  test("of Pulumi", async () => {
    const state = (principal: string) => {
      const { version, deployment } = pulumiExport(GET);
      const type = "aws:s3/bucketPolicy:BucketPolicy";
      const added = {
        urn: urn(type, "images"),
        type,
        custom: true,
        id: "images",
        inputs: { bucket: "images", policy: allowing(principal) },
      };
      return {
        version,
        deployment: { ...deployment, resources: [...deployment.resources, added] },
      };
    };
    const { out } = await run(file("p.json", state("one")), file("q.json", state(ROLE)));
    expect(out).toContain("Not considered:\n  the policy of aws_s3_bucket_policy.images (changed)\n");
  });
});

describe("--fail-on", () => {
  test.each([
    ["write", 1],
    ["write:main", 1],
    ["write:production", 1],
    ["write:PROD*", 1],
    ["write:dev*", 0],
    ["admin", 0],
    ["read", 1],
    ["admin,write:main", 1],
    ["write:main:table/orders", 1],
    [`write:main:${TABLE}`, 1],
    ["write:main:*/prod-*", 0],
  ])("%s ends with exit code %i", async (rule, expected) => {
    const { code, out } = await run(file("plan.json", terraformPlan(GET, PUT)), "--fail-on", rule);
    expect(code).toBe(expected);
    expect(out.includes("Not allowed by --fail-on")).toBe(expected === 1);
  });

  test("less access never fails", async () => {
    expect((await run(file("less.json", terraformPlan(PUT, GET)), "--fail-on", "read")).code).toBe(0);
  });
});

describe("formats", () => {
  const hostile = "arn:aws:s3:::a|b`<img src=x>@everyone/*";
  const twoStates = () => [
    file("a.json", { format_version: "1.0", values: values(GET) }),
    file("h.json", JSON.stringify({ format_version: "1.0", values: values(PUT) }).replaceAll(TABLE, hostile)),
  ];

  test("Markdown shows names as they are", async () => {
    const { out } = await run(...twoStates(), "--format", "markdown", "--fail-on", "write:production");
    expect(out).toContain("### Who may do what");
    expect(out).toContain("| <code>main (production), other branches</code> | ➕ |");
    expect(out).toContain("Not allowed by --fail-on write:production");
    expect(out).toContain("<code>a&#124;b&#96;&lt;img src=x&gt;&#64;everyone/*</code>");
    expect(out).not.toContain("<img");
  });

  test("a comment has at most what GitHub accepts", async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `arn:aws:s3:::bucket-${index}`);
    const matrix = explain({ name: "web", branches: { main: { computeRole: {} } } });
    const permissions = many.map((Resource, index) => ({
      role: "web: branches.main.computeRole",
      by: "p",
      path: "p",
      statement: {
        Effect: "Allow",
        Action: [`s3:GetObject`, ...(index % 2 ? ["s3:PutObject"] : [])],
        Resource,
        Condition: { StringEquals: { "aws:userid": String(index) } },
      },
    }));
    const { out } = await run(
      file("few.json", matrix),
      file("many.json", { ...matrix, permissions }),
      "--format",
      "markdown",
    );
    expect(out.length).toBeLessThan(65_536);
    expect(out).toMatch(/\nAnd \d+ more\. Run `amplify-roles access-diff` to see them\.\n$/);
  });

  test.each(["svg", "md", "json"])("-o access.%s", async (extension) => {
    const to = join(folder, `access.${extension}`);
    const { code, out } = await run(...twoStates(), "-o", to);
    expect({ code, out }).toEqual({
      code: 0,
      out: `2 changes: more access for main, other branches; less for main, other branches.\nWrote ${to}\n`,
    });
    const text = readFileSync(to, "utf8");
    if (extension === "svg") {
      expect(elementsOf(text)[0]?.name).toBe("svg");
      expect(text).toContain("+ write");
      expect(text).toContain("− read");
    } else if (extension === "json")
      expect(JSON.parse(text)).toMatchObject({
        failures: [],
        changes: expect.arrayContaining([
          expect.objectContaining({ who: "main", stage: "PRODUCTION", sign: "+", levels: ["read", "write"] }),
          expect.objectContaining({ sign: "-", levels: ["read"] }),
        ]),
      });
    else expect(text).toContain("| who |");
  });
});

describe("what cannot be compared ends with exit code 2, and nothing is written", () => {
  const ok = () => file("a.json", { format_version: "1.0", values: values(GET) });
  test.each<[string, () => readonly string[], RegExp]>([
    ["no input", () => [], /^Expected two files or folders, or one plan\./],
    ["three", () => ["a", "b", "c"], /^Expected two files or folders/],
    ["a file that does not exist", () => [ok(), join(folder, "none.json")], /^Cannot find .*none\.json/],
    [
      "truncated JSON",
      () => [ok(), file("cut.json", '{"format_version":"1.0","secret":"hunter2"')],
      /^Cannot read .*cut\.json as JSON\.\n$/,
    ],
    ["a state alone", () => [ok()], /shows a state, not a change/],
    [
      "a preview without unchanged resources",
      () => [file("p.json", { steps: [], changeSummary: { same: 4 } })],
      /pulumi preview --json --show-sames/,
    ],
    [
      "stacks without an app",
      () => [
        file("m.json", { format_version: "1.0", values: {} }),
        file("m.json", { format_version: "1.0", values: {} }),
      ],
      /^Neither before nor after has a role/,
    ],
    ["an unknown level", () => [ok(), ok(), "--fail-on", "delete:main"], /^--fail-on must be .*got "delete:main"/],
    ["an empty branch", () => [ok(), ok(), "--fail-on", "write:"], /^--fail-on must be/],
    ["an unknown format", () => [ok(), ok(), "--format", "pdf"], /^--format must be/],
    ["--json and another format", () => [ok(), ok(), "--json", "--format", "svg"], /^--json is --format json/],
    ["no path", () => ["HEAD", "--"], /^Expected one or two revisions before --/],
    ["a file that cannot be written", () => [ok(), ok(), "-o", join(folder, "none/a.svg")], /^Cannot write/],
  ])("%s", async (_, args, message) => {
    const { code, out, error } = await run(...args());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toMatch(message);
    expect(error).not.toContain("hunter2");
  });

  test("--help ends with exit code 0", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, out: expect.stringContaining("--fail-on") });
  });
});
