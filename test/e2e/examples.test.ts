import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { camelCased, configurations } from "../support/examples.js";
import { type Aws, startAws } from "./support/aws.js";
import { CdktfProgram } from "./support/cdktf.js";
import { workspaceFolder } from "./support/folders.js";
import { PulumiStack } from "./support/pulumi.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "./support/tools.js";

/** The ways to deploy the examples that start from nothing; taking an app over has tests of its own. */
const examples = Object.entries(configurations).flatMap(([example, ways]) =>
  ways.filter(({ importing }) => importing !== true).map((way) => ({ example, ...way })),
);

const asVariables = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`TF_VAR_${name}`, value]));

describeWith([hasTerraform, hasPython], "every CDKTF example with Terraform and its real provider", () => {
  let aws: Aws;
  beforeAll(async () => {
    aws = await startAws();
  });
  afterAll(() => aws?.stop());

  describe.each(examples)("$example: $stack", ({ example, stack, values }) => {
    let program: CdktfProgram;
    beforeAll(async () => {
      await aws.reset();
      const env = { ...aws.env, ...asVariables(values) };
      program = await CdktfProgram.create(join(workspaceFolder, "examples/cdktf", example), env);
      await program.cdktf("synth");
    });
    afterAll(() => program?.remove());

    it("is valid, and its plan creates and nothing else", async () => {
      const terraform = program.stack(stack);
      await terraform.init();
      await terraform.validate();
      const { actions } = await terraform.plan();
      expect(new Set(Object.values(actions))).toEqual(new Set(["create"]));
    });
  });

  it("the default example: `cdktf diff`, then deployed, then nothing is left to do, then gone", async () => {
    await aws.reset();
    const [way] = configurations["new-app"] ?? [];
    const env = { ...aws.env, ...asVariables(way?.values ?? {}) };
    const program = await CdktfProgram.create(join(workspaceFolder, "examples/cdktf/new-app"), env);
    try {
      const diff = await program.cdktf("diff", "--skip-provider-lock", "--no-color");
      expect(diff).toContain("Plan: 19 to add, 0 to change, 0 to destroy.");
      expect(diff).not.toContain("the-database-password");

      const terraform = program.stack("web");
      await terraform.apply();
      expect((await terraform.plan()).actions).toEqual({});
      const [app] = aws.gateway.hosting.listApps("eu-west-1");
      expect(app).toMatchObject({
        iamServiceRoleArn: "arn:aws:iam::123456789012:role/web-amplify-service",
        computeRoleArn: "arn:aws:iam::123456789012:role/web-amplify-compute",
      });
      expect(aws.gateway.hosting.getBranch("eu-west-1", String(app?.appId), "feature/login")).toMatchObject({
        computeRoleArn: "arn:aws:iam::123456789012:role/web-amplify-compute-feature-login",
      });
      await terraform.destroy();
      expect(aws.gateway.hosting.listApps("eu-west-1")).toEqual([]);
    } finally {
      await program.remove();
    }
  });
});

describeWith([hasPulumi, hasPython], "every Pulumi example with the real engine", () => {
  let aws: Aws;
  beforeAll(async () => {
    aws = await startAws();
  });
  afterAll(() => aws?.stop());

  it.each(examples)("$example: a preview creates and nothing else, and hides secrets", async (way) => {
    await aws.reset();
    const program = join(workspaceFolder, "examples/pulumi", way.example);
    const stack = await PulumiStack.create({ program, env: aws.env });
    try {
      await stack.stackInit();
      const secret = (name: string) => /token|password/i.test(name);
      for (const [name, value] of Object.entries({ ...camelCased(way.values), ...way.pulumiValues })) {
        await stack.setConfig(name, value, { secret: secret(name) });
      }
      const { changeSummary } = await stack.previewJson();
      expect(Object.keys(changeSummary ?? {})).toEqual(["create"]);
      const diff = await stack.preview({ diff: true });
      for (const [name, value] of Object.entries(way.values)) if (secret(name)) expect(diff).not.toContain(value);
    } finally {
      await stack.remove();
    }
  });

  it("the default example: every action in the preview, unknown leaves single; then up, then nothing is left to do, then gone", async () => {
    await aws.reset();
    const [way] = configurations["new-app"] ?? [];
    const program = join(workspaceFolder, "examples/pulumi/new-app");
    const stack = await PulumiStack.create({ program, env: aws.env });
    try {
      await stack.stackInit();
      for (const [name, value] of Object.entries(camelCased(way?.values ?? {}))) {
        await stack.setConfig(name, value, { secret: !name.endsWith("Arn") });
      }
      const diff = await stack.preview({ diff: true });
      expect(policiesIn(diff).get("web-branch-feature-login-compute-role-policy")).toEqual([
        '"dynamodb:BatchGetItem"',
        '"dynamodb:ConditionCheckItem"',
        '"dynamodb:DescribeTable"',
        '"dynamodb:GetItem"',
        '"dynamodb:Query"',
        '"dynamodb:Scan"',
        "[unknown]",
        '"dynamodb:Query"',
        '"dynamodb:Scan"',
        "[unknown]",
      ]);
      expect(diff).toMatch(/iamServiceRoleArn: "arn:aws:iam::123456789012:role\/web-amplify-service"/);
      expect(diff).toMatch(/accessToken +: \[secret\]/);
      await stack.up();
      expect(Object.keys((await stack.previewJson()).changeSummary ?? {})).toEqual(["same"]);
      const [app] = aws.gateway.hosting.listApps("eu-west-1");
      expect(app).toMatchObject({ computeRoleArn: "arn:aws:iam::123456789012:role/web-amplify-compute" });
      const state = JSON.stringify(await stack.exportState());
      for (const [name, value] of Object.entries(way?.values ?? {}))
        if (!name.endsWith("_arn")) expect(state).not.toContain(`"${value}"`);
      await stack.destroy();
      expect(aws.gateway.hosting.listApps("eu-west-1")).toEqual([]);
    } finally {
      await stack.remove();
    }
  });
});

/** What the policies in a preview's text list, by the name of their resource: actions and resources, line by line. */
function policiesIn(diff: string): ReadonlyMap<string, readonly string[]> {
  const blocks = diff.split(/\n +\+ /).filter((block) => block.includes("policy: {"));
  return new Map(
    blocks.map((block) => {
      const name = /::([\w-]+)\]/.exec(block)?.[1] ?? "";
      const entries = block.matchAll(/(?:\[\d+\]|Action|Resource) *: ("[^"]*"|\[unknown\])/g);
      return [name, [...entries].map(([, entry]) => entry ?? "")];
    }),
  );
}
