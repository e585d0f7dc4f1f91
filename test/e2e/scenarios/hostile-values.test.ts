import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { REGION } from "../aws/environment.js";
import { takeSnapshot } from "../aws/snapshot.js";
import { describeFixture } from "../project/each-tool.js";

/** Would be a statement of its own, if it were inserted into the JSON of a policy as it is. */
const STATEMENT = '{"Effect":"Allow","Action":"*","Resource":"*"}';
const TEXT = `x"},${STATEMENT},{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:1:x\n\\"`;
const SUFFIX = 'x"}}},{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Condition":{"Null":{"a":"';
const BRANCH = "x'; echo PWNED; '$(echo PWNED)`echo PWNED`";

describeFixture("values known only after deploy that look like JSON or like a command", "hostile", (tool, context) => {
  // Terraform tells a construct no value, so it can only encode. A component reads its Outputs, except secrets.
  it.runIf(tool === "pulumi")("are refused before a policy or a trust policy contains them", async () => {
    const { aws, project } = context();
    await project.set({ text: TEXT, suffix: SUFFIX, branch: BRANCH });
    const error: unknown = await project.deploy().catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/grants\[0\]\.resources\[0\]\.name: .*is not a valid queue name/);
    expect(String(error)).toMatch(/identityPoolId: .*is not the id of an identity pool/);
    const { roles } = await takeSnapshot(aws);
    expect(roles.compute?.inlinePolicies).toEqual({});
    expect(roles).not.toHaveProperty("users");
    await project.set({ suffix: "", secrets: "true" });
  });
  it("stay the values that they are, in every document and in the command", async () => {
    const { aws, project } = context();
    await project.set({ text: TEXT, branch: BRANCH });
    await project.deploy();

    const { roles } = await takeSnapshot(aws);
    const queue = `arn:aws:sqs:eu-west-1:123456789012:${TEXT}`;
    expect(roles.compute?.inlinePolicies.permissions?.Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
        Resource: `arn:aws:s3:::uploads/${TEXT}/*`,
      },
      { Effect: "Allow", Action: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"], Resource: queue },
    ]);
    const [app] = aws.gateway.hosting.listApps(REGION);
    expect(aws.gateway.hosting.getBranch(REGION, String(app?.appId), "main")).toMatchObject({
      description: TEXT,
      environmentVariables: { TEXT },
    });

    const { attach } = await project.outputs();
    // A shell whose `aws` prints its arguments, one in a line.
    const printed = execFileSync("bash", ["-c", `aws() { printf '%s\\n' "$@"; }\n${attach}`], { encoding: "utf8" });
    expect(printed.split("\n")).toContain(BRANCH);
    expect(printed).not.toMatch(/^PWNED$/m);
  });
  it("stay the values that they are in a trust policy, which comes before Cognito refuses the pool's id", async () => {
    const { aws, project } = context();
    await project.set({ suffix: SUFFIX });
    await expect(project.deploy()).rejects.toThrow("IdentityPoolId");
    const { users } = (await takeSnapshot(aws)).roles;
    expect(users?.trust.Statement).toHaveLength(1);
    expect(users?.trust.Statement[0]).toMatchObject({
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": expect.stringContaining(SUFFIX) } },
    });
  });
});
