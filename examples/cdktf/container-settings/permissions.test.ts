import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import { tested } from "./main";

const { web } = tested;

test("the server reads the settings of production, and changes nothing", async () => {
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
