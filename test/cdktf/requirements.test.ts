import { AmplifyComputeRole, AmplifyIdentityPoolRole, AmplifySsrApp, dynamodb } from "@amplify-roles/cdktf";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { synthesize } from "../support/cdktf/synthesize.js";

const table = "arn:aws:dynamodb:eu-west-1:210987654321:table/orders";
const grants = [dynamodb.read(table, { indexes: [] })];

/** What an output of Terraform's has, and what is attached to the construct. */
function requirementsOf(build: Parameters<typeof synthesize>[0]): unknown {
  const json = synthesize(build);
  return json.output?.requirements?.value;
}

test("an app's requirements are an output, with tokens for what is known only after deploy", () => {
  const made: AmplifySsrApp[] = [];
  const value = requirementsOf((stack) => {
    const key = new KmsKey(stack, "key", {});
    const web = new AmplifySsrApp(stack, "web", {
      name: "web",
      region: "eu-west-1",
      serviceRole: { logs: { retentionInDays: 30, kmsKeyId: key.arn } },
      computeRole: { grants },
      branches: { main: {} },
    });
    new TerraformOutput(stack, "requirements", { value: web.requirements });
    made.push(web);
  });
  expect(value).toMatchObject([
    {
      role: "serviceRole",
      resource: "${aws_kms_key.key.arn}",
      statements: [{ Principal: { Service: "logs.eu-west-1.amazonaws.com" }, Resource: "*" }],
    },
    {
      role: "computeRole",
      resource: table,
      onlyFromOutside: "210987654321",
      statements: [
        {
          Principal: {
            AWS: expect.stringMatching(
              /^arn:aws:iam::\$\{data\.aws_caller_identity\.\w+\.account_id\}:role\/web-amplify-compute$/,
            ),
          },
          Resource: table,
        },
      ],
    },
  ]);
  const annotations = made.flatMap(({ node }) => node.metadata.map(({ type, data }) => `${type} ${data}`));
  const [log, note] = annotations;
  expect(annotations).toHaveLength(2);
  expect(log).toMatch(/^@cdktf\/warn serviceRole\.logs\.kmsKeyId: .*\[OTHER_SIDE_REQUIRED\]/s);
  expect(note).toMatch(
    /^@cdktf\/info If the app is not in the account 210987654321: computeRole\.grants\[0\]: .*\[OTHER_SIDE_REQUIRED\]/s,
  );
});

test("roles without an app have them, too", () => {
  const account = "123456789012";
  const value = requirementsOf((stack) => {
    const compute = new AmplifyComputeRole(stack, "compute", { account, grants });
    const users = new AmplifyIdentityPoolRole(stack, "users", {
      account,
      region: "eu-west-1",
      identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
      authenticated: { grants },
    });
    new TerraformOutput(stack, "requirements", { value: [...compute.requirements, ...users.requirements] });
  });
  expect(value).toMatchObject([
    { role: "", resource: table },
    { role: "authenticated", resource: table },
  ]);
});
