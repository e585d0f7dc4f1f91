import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { camelCased, configurations } from "../support/examples.js";
import { type Aws, startAws } from "./support/aws.js";
import { CdktfProgram } from "./support/cdktf.js";
import { workspaceFolder } from "./support/folders.js";
import { PulumiStack } from "./support/pulumi.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "./support/tools.js";

const values = configurations["appsync-users"]?.[0]?.values ?? {};
const role = (user: string) => `arn:aws:iam::123456789012:role/posts-${user}`;

let aws: Aws;
const withAws = () => {
  beforeAll(async () => {
    aws = await startAws();
  });
  beforeEach(() => aws.reset());
  afterAll(() => aws?.stop());
};

/** The one pool has both roles, and tags sessions with the tenant. */
function expectRoles(): void {
  expect(aws.gateway.identityPools.pools()).toMatchObject([
    {
      roles: { authenticated: role("authenticated"), unauthenticated: role("unauthenticated") },
      tags: {
        [`cognito-idp.eu-west-1.amazonaws.com/${values.user_pool_id}`]: {
          PrincipalTags: { tenant: "custom:tenant" },
        },
      },
    },
  ]);
}

describeWith([hasTerraform, hasPython], "an identity pool's roles with Terraform and its real provider", () => {
  withAws();

  it("are attached; then nothing is left to do; then they are gone", async () => {
    const variables = Object.fromEntries(Object.entries(values).map(([name, value]) => [`TF_VAR_${name}`, value]));
    const example = join(workspaceFolder, "examples/cdktf/appsync-users");
    const program = await CdktfProgram.create(example, { ...aws.env, ...variables });
    try {
      await program.cdktf("synth");
      const terraform = program.stack("users");
      await terraform.init();
      await terraform.apply();
      expectRoles();
      expect((await terraform.plan()).actions).toEqual({});
      await terraform.destroy();
      expect(aws.gateway.identityPools.pools()).toEqual([]);
    } finally {
      await program.remove();
    }
  });
});

describeWith([hasPulumi, hasPython], "an identity pool's roles with Pulumi's real engine", () => {
  withAws();

  it("are attached; then nothing is left to do; then they are gone", async () => {
    const program = join(workspaceFolder, "examples/pulumi/appsync-users");
    const stack = await PulumiStack.create({ program, env: aws.env });
    try {
      await stack.stackInit();
      for (const [name, value] of Object.entries(camelCased(values))) await stack.setConfig(name, value);
      await stack.up();
      expectRoles();
      expect(Object.keys((await stack.previewJson()).changeSummary ?? {})).toEqual(["same"]);
      await stack.destroy();
      expect(aws.gateway.identityPools.pools()).toEqual([]);
    } finally {
      await stack.remove();
    }
  });
});
