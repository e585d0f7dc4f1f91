import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import * as pulumi from "@pulumi/pulumi";

pulumi.runtime.setAllConfig({ "project:githubToken": "token" });
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => ({
    id: `${name}-id`,
    state: { ...inputs, arn: arnOf(type, inputs.name ?? name) },
  }),
  call: () => ({ accountId: "123456789012", partition: "aws", region: "eu-west-1" }),
});

/** The ARN that AWS would give a resource. */
function arnOf(type: string, name: string): string {
  if (type === "aws:s3/bucket:Bucket") return `arn:aws:s3:::${name}`;
  return `arn:aws:iam::123456789012:role/${name}`;
}

// The mocks have to be set before the program runs.
const program = import("./program.js");

test("the server reads images and settings, and changes nothing", async () => {
  const { gallery, bucket } = await program;
  const main = expectAccess(gallery, { branch: "main" });
  await main.toAllow("s3:GetObject", bucket);
  await main.not.toAllow(["s3:PutObject", "s3:DeleteObject", "s3:PutObjectAcl"], bucket);
  await main.toAllowNothingElse([
    { actions: ["s3:Get*", "s3:List*"], resources: bucket },
    // Its settings.
    {
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      resources: "arn:*:secretsmanager:*:*:secret:gallery/prod/api-??????",
    },
    "secretsmanager:BatchGetSecretValue",
    { actions: "ssm:Get*", resources: "arn:*:ssm:*:*:parameter/gallery/prod" },
    { actions: "ssm:Get*", resources: "arn:*:ssm:*:*:parameter/gallery/prod/*" },
  ]);
});
