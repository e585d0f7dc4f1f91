import { execFileSync } from "node:child_process";
import { AmplifyComputeRole, AmplifyServiceRole, SpecificationError, s3 } from "@amplify-roles/cdktf";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { describe, expect, test } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { evaluateTemplate } from "../support/cdktf/evaluate.js";
import { synthesize, type TerraformJson } from "../support/cdktf/synthesize.js";

const deployment = { account: "123456789012", region: "eu-west-1" } as const;
const output = (json: TerraformJson) => json.output?.command?.value;

describe("for an app that is managed elsewhere", () => {
  test("a service role writes that app's logs, and comes with the call that attaches it", () => {
    const json = synthesize((stack) => {
      const logs = new AmplifyServiceRole(stack, "logs", {
        ...deployment,
        appId: "d123456789",
        logs: { retentionInDays: 30 },
      });
      expect(logs.role.nameInput).toBe("logs");
      expect(logs.logGroup?.nameInput).toBe("/aws/amplify/d123456789");
      new TerraformOutput(stack, "command", { value: logs.attachCommand });
    });
    expect(output(json)).toBe(
      "aws amplify update-app --region eu-west-1 --app-id d123456789 --iam-service-role-arn arn:aws:iam::123456789012:role/logs",
    );
    expect(deployedByTerraform(json, "stack/logs").map(({ id }) => id)).toEqual([
      "role",
      "role-log-group",
      "role-policy",
    ]);
  });

  test("what a role has refers to it by its id: by its name alone, nothing would come back after a replacement", () => {
    const json = synthesize((stack) => {
      const grants = [s3.read({ name: "images" })];
      const managedPolicies = ["AmazonS3ReadOnlyAccess"];
      const more = { ...deployment, grants, managedPolicies, exclusivePolicies: true };
      new AmplifyComputeRole(stack, "inline", more);
      new AmplifyComputeRole(stack, "managed", { ...more, policyType: "managed" });
    });
    const names = Object.keys(json.resource.aws_iam_role ?? {});
    const roleOf = (name: string) => names.find((role) => name.startsWith(role.replace(/_role_.*/, "_")));
    const policies = Object.entries(json.resource).filter(([type]) => /^aws_iam_role_/.test(type));
    const referring = policies.flatMap(([, blocks]) =>
      Object.entries(blocks).map(([name, { role, role_name = role }]) => [
        role_name,
        `\${aws_iam_role.${roleOf(name)}.id}`,
      ]),
    );
    expect(referring).toHaveLength(8);
    expect(referring.map(([given]) => given)).toEqual(referring.map(([, id]) => id));
    expect(new Set(referring.map(([given]) => given)).size).toBe(2);
  });

  test("policies of the same program are attached under names of the user's", () => {
    const attached = (...names: readonly string[]) => {
      const json = synthesize((stack) => {
        const policies = names.map((name) => [name, new IamPolicy(stack, name, { policy: "{}" }).arn]);
        new AmplifyComputeRole(stack, "compute", { ...deployment, managedPolicies: Object.fromEntries(policies) });
      });
      return Object.entries(json.resource.aws_iam_role_policy_attachment ?? {}).map(([id, { policy_arn }]) => [
        id,
        policy_arn,
      ]);
    };
    const both = attached("team", "other");
    expect(both.map(([, arn]) => arn).sort()).toEqual(["${aws_iam_policy.other.arn}", "${aws_iam_policy.team.arn}"]);
    expect(both).toEqual(expect.arrayContaining(attached("other")));
  });

  test("a compute role is attached to the app, or to a branch", () => {
    const [app, branch] = [undefined, "feature/login"].map((branchName) =>
      output(
        synthesize((stack) => {
          const grants = [s3.read({ name: "images" })];
          const compute = new AmplifyComputeRole(stack, "compute", {
            ...deployment,
            appId: "d123456789",
            grants,
            ...(branchName && { branchName }),
          });
          new TerraformOutput(stack, "command", { value: compute.attachCommand });
        }),
      ),
    );
    const arn = "--compute-role-arn arn:aws:iam::123456789012:role/compute";
    expect(app).toBe(`aws amplify update-app --region eu-west-1 --app-id d123456789 ${arn}`);
    expect(branch).toBe(
      `aws amplify update-branch --region eu-west-1 --app-id d123456789 --branch-name feature/login ${arn}`,
    );
  });

  test("the app's id may be known only after deploy", () => {
    const json = synthesize((stack) => {
      const appId = new TerraformVariable(stack, "app_id", { type: "string" }).stringValue;
      const logs = new AmplifyServiceRole(stack, "logs", { ...deployment, appId });
      new TerraformOutput(stack, "command", { value: logs.attachCommand });
    });
    expect(evaluateTemplate(String(output(json)), () => "d42")).toContain("--app-id 'd42' ");
  });

  test("what is known only after deploy is one argument to the shell", () => {
    const hostile = "x'; echo PWNED; '$(id)\\";
    const json = synthesize((stack) => {
      const value = new TerraformVariable(stack, "v", { type: "string" }).stringValue;
      const compute = new AmplifyComputeRole(stack, "compute", {
        ...deployment,
        path: `/${value}/`,
        appId: value,
        branchName: "feature/${upper(var.v)}",
      });
      new TerraformOutput(stack, "attach", { value: compute.attachCommand });
      new TerraformOutput(stack, "assumed", { value: compute.lastAssumedCommand });
    });
    const shell = (name: string) => {
      const command = evaluateTemplate(String(json.output?.[name]?.value), () => hostile);
      const script = `aws() { printf '%s\\n' "$@"; }\n${command}`;
      return execFileSync("bash", ["-c", script], { encoding: "utf8" }).trimEnd().split("\n");
    };
    expect(shell("attach")).toEqual([
      "amplify",
      "update-branch",
      "--region",
      "eu-west-1",
      "--app-id",
      hostile,
      "--branch-name",
      `feature/${hostile.toUpperCase()}`,
      "--compute-role-arn",
      `arn:aws:iam::123456789012:role/${hostile}/compute`,
    ]);
    expect(shell("assumed")[9]).toBe(
      `Events[?contains(CloudTrailEvent, 'arn:aws:iam::123456789012:role/${hostile}/compute"')].[EventTime,CloudTrailEvent]`,
    );
  });

  test("the call that shows when a role was assumed names the role", () => {
    const json = synthesize((stack) => {
      const compute = new AmplifyComputeRole(stack, "compute", deployment);
      new TerraformOutput(stack, "command", { value: compute.lastAssumedCommand });
    });
    expect(output(json)).toMatch(/^aws cloudtrail lookup-events .*AssumeRole.*arn:aws:iam::123456789012:role\/compute/);
  });

  test("findings are thrown together", () => {
    const make = () =>
      synthesize(
        (stack) =>
          new AmplifyComputeRole(stack, "compute", { appId: "my-app", branchName: "", grants: [s3.read("images")] }),
      );
    expect(make).toThrow(SpecificationError);
    expect(make).toThrow(/3 errors/);
  });
});
