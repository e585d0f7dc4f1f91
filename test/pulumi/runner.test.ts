import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Registration, registrationNamed } from "../support/pulumi/registration.js";
import { type Run, runProgram, transcript } from "../support/pulumi/run-program.js";
import { root } from "../support/repository.js";

const program = join(root, "test/pulumi/programs/unresolved-values.ts");
const branchOfCloudControl = ({ type }: Registration) =>
  type.startsWith("aws:cloudcontrol/") ? { id: "branch" } : undefined;
const run = (dryRun: boolean) => runProgram({ program, dryRun, resourceOutputs: branchOfCloudControl });

const registered = ({ registrations }: Run, name: string) => registrationNamed(registrations, name);

/** Every leaf that is unknown or secret, by its place in the inputs. */
function marked(value: unknown, mark: "unknown" | "secret", path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (mark in value) return [path];
  return Object.entries(value).flatMap(([key, item]) => marked(item, mark, path === "" ? key : `${path}.${key}`));
}

describe("a preview by Pulumi's own runner", () => {
  let preview: Run;
  beforeAll(async () => {
    preview = await run(true);
    expect(preview.exitCode, transcript(preview)).toBe(0);
  });

  test("shows every action; a table that does not exist yet is one unknown leaf", () => {
    const { policy } = registered(preview, "web-compute-role-policy").inputs as { policy: { Statement: unknown[] } };
    expect(marked(policy, "unknown")).toEqual(["Statement.0.Resource", "Statement.1.Resource"]);
    expect(policy.Statement[1]).toMatchObject({ Effect: "Allow", Action: ["dynamodb:Query", "dynamodb:Scan"] });
    expect(policy.Statement.slice(2)).toMatchObject([
      { Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: "arn:aws:s3:::images" },
      { Action: "s3:GetObject", Resource: "arn:aws:s3:::images/*" },
    ]);
  });

  test("knows the service role's ARN, so that an app that exists is updated in place", () => {
    const { inputs } = registered(preview, "web-app");
    expect(inputs.iamServiceRoleArn).toBe("arn:aws:iam::123456789012:role/web-amplify-service");
    expect(marked(inputs, "unknown")).toEqual(["computeRoleArn"]);
  });

  test("leaves only the app's id open in the logs' policy", () => {
    const { policy } = registered(preview, "web-service-role-policy").inputs as { policy: { Statement: unknown[] } };
    expect(marked(policy, "unknown")).toEqual([
      "Statement.0.Resource.0",
      "Statement.0.Resource.1",
      "Statement.1.Resource",
    ]);
    expect(policy.Statement[2]).toEqual({
      Effect: "Allow",
      Action: "logs:DescribeLogGroups",
      Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:*",
    });
  });
});

describe("an update by Pulumi's own runner", () => {
  let update: Run;
  beforeAll(async () => {
    update = await run(false);
    expect(update.exitCode, transcript(update)).toBe(0);
  });

  test("keeps secrets secret, and nothing else", () => {
    expect(marked(registered(update, "web-app").inputs, "secret")).toEqual(["accessToken"]);
    expect(marked(registered(update, "web-branch-main").inputs, "secret")).toEqual(["environmentVariables.HIDDEN"]);
    expect(marked(registered(update, "web-branch-login").inputs, "secret")).toEqual(["desiredState"]);
  });

  test("splits unresolved credentials for Cloud Control", () => {
    const { desiredState } = registered(update, "web-branch-login").inputs as { desiredState: { secret: string } };
    expect(JSON.parse(desiredState.secret)).toEqual({
      AppId: "d1234567890abc",
      BasicAuthConfig: { EnableBasicAuth: true, Password: "the password", Username: "user" },
      BranchName: "login",
      ComputeRoleArn: "arn:aws:iam::123456789012:role/web-amplify-compute-login",
    });
  });

  test("says nothing but what the program does, and that a variable is a secret", () => {
    expect(update.logs).toEqual([
      {
        severity: "warning",
        message: expect.stringMatching(/^branches\.main\.environmentVariables\.HIDDEN: .*\[SECRET_IN_VARIABLE\]/s),
        urn: registered(update, "web").urn,
      },
    ]);
    expect(update.stackOutputs).toEqual({ appId: "d1234567890abc" });
  });
});
