import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import * as pulumi from "@pulumi/pulumi";

pulumi.runtime.setAllConfig({ "project:githubToken": "token" });
pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({
    id: `${name}-id`,
    state: { ...inputs, arn: `arn:aws:iam::123456789012:role/${inputs.name ?? name}` },
  }),
  call: () => ({ accountId: "123456789012", partition: "aws", region: "eu-west-1" }),
});

// The mocks have to be set before the program runs.
const program = import("./program.js");

test("the server reads the settings of production, and changes nothing", async () => {
  const { web } = await program;
  const main = expectAccess(web, { branch: "main" });
  const parameters = "arn:aws:ssm:*:*:parameter/papyrus/prd/*";
  const secrets = "arn:aws:secretsmanager:*:*:secret:papyrus/prd/*";
  await main.toAllow("secretsmanager:BatchGetSecretValue", "*");
  await main.not.toAllow(["ssm:PutParameter", "ssm:DeleteParameter"], parameters);
  await main.not.toAllow(["secretsmanager:PutSecretValue", "secretsmanager:DeleteSecret"], secrets);
  await main.toAllowNothingElse([
    { actions: "ssm:Get*", resources: "arn:aws:ssm:*:*:parameter/papyrus/prd" },
    { actions: "ssm:Get*", resources: parameters },
    { actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], resources: secrets },
    // It lists nothing: it returns what GetSecretValue is allowed for.
    "secretsmanager:BatchGetSecretValue",
  ]);
});
