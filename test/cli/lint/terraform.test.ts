import { describe, expect, test } from "vitest";
import { findingsIn, policiesIn } from "../support/lint-findings.js";

const wrong = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObjet", Resource: "*" }],
};
const PATH = "resource.aws_iam_policy.web.policy.Statement[0].Action";
const withoutPosition = (lines: readonly string[]) => lines.map((line) => line.replace(/^\d+:\d+ /, ""));

describe("policies in Terraform's JSON syntax:", () => {
  const config = (policy: unknown) =>
    JSON.stringify({ resource: { aws_iam_policy: { web: { name: "web", policy } } } }, undefined, 1);
  const statement = '[{ Effect = "Allow", Action = "s3:GetObjet", Resource = aws_s3_bucket.web.arn }]';
  const hcl = `{ Version = "2012-10-17", Statement = ${statement} }`;
  const resource = "${jsonencode(tostring(aws_s3_bucket.web.arn))}";
  const json = JSON.stringify(wrong);

  test.each([
    ["JSON in a string", json],
    ["JSON with templates in its strings", json.replace('"*"', '"${aws_s3_bucket.web.arn}/*"')],
    ["JSON with encoded values", json.replace('"*"', resource)],
    ["jsonencode with =", `\${jsonencode(${hcl})}`],
    ["jsonencode with :", `\${jsonencode(${hcl.replaceAll(" =", ":")})}`],
    ["jsonencode with quoted keys", `\${jsonencode(${json})}`],
    [
      "jsonencode with keys in parentheses",
      `\${jsonencode({ ("Version") = "2012-10-17", ("Statement") = ${statement} })}`,
    ],
    ["jsonencode on several lines", `\${jsonencode({\n  Version = "2012-10-17"\n  Statement = ${statement}\n})}`],
    ["jsonencode with spaces around it", `\${ jsonencode( ${hcl} ) }`],
    ["a conditional", `\${var.on ? jsonencode(${hcl}) : null}`],
    ["a conditional in jsonencode", `\${jsonencode(var.on ? ${hcl} : {})}`],
    ["merge", `\${jsonencode(merge({ Version = "2012-10-17" }, { Statement = ${statement} }))}`],
    ["an object", wrong],
  ])("%s", async (_, policy) => {
    expect(await findingsIn("cdk.tf.json", config(policy))).toEqual([
      `${typeof policy === "string" ? "6:5" : "11:8"} error INVALID_ACTION ${PATH}`,
    ]);
  });

  test.each([
    ["a reference", "${data.aws_iam_policy_document.web.json}"],
    ["an encoded reference", "${jsonencode(local.policy)}"],
    ["a function of Terraform's", '${templatefile("policy.json", { Statement = "a" })}'],
    [
      "an escaped template",
      json.replace("s3:GetObjet", "s3:GetObject").replace('"*"', '"arn:aws:s3:::web/$${aws:username}/*"'),
    ],
  ])("nothing is wrong with %s", async (_, policy) => {
    expect(await findingsIn("cdk.tf.json", config(policy))).toEqual([]);
  });

  test("modules, locals and arrays of bodies", async () => {
    expect(withoutPosition(await findingsIn("-", JSON.stringify({ module: { web: { policy: json } } })))).toEqual([
      "error INVALID_ACTION module.web.policy.Statement[0].Action",
    ]);
    expect(withoutPosition(await findingsIn("a.tf.json", JSON.stringify([{ locals: { web: wrong } }])))).toEqual([
      "error INVALID_ACTION [0].locals.web.Statement[0].Action",
    ]);
  });

  test("a file with data of another format is not configuration", async () => {
    const map = { kind: "ConfigMap", data: { "policy.json": json.replace('"*"', '"${bucket}"') } };
    expect(withoutPosition(await findingsIn("map.json", JSON.stringify(map)))).toEqual([
      'error INVALID_ACTION data["policy.json"].Statement[0].Action',
    ]);
  });
});

describe("plans and states:", () => {
  const noPrincipal = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-west-1:123456789012:web" }],
  };
  const resource = (type: string, name = "policy") => ({
    address: `${type}.web`,
    mode: "managed",
    type,
    values: { [name]: JSON.stringify(noPrincipal) },
  });
  const plan = (...resources: readonly unknown[]) =>
    JSON.stringify({ format_version: "1.2", planned_values: { root_module: { resources } } });

  test.each([
    ["aws_sqs_queue_policy", "policy", true],
    ["aws_sqs_queue", "policy", true],
    ["aws_opensearch_domain", "access_policies", true],
    ["aws_cloudwatch_log_resource_policy", "policy_document", true],
    ["aws_iam_policy", "policy", false],
    ["aws_iot_policy", "policy", false],
    ["aws_organizations_policy", "content", false],
  ])("%s: a policy without principals", async (type, name, isWrong) => {
    const path = `planned_values.root_module.resources[0].values.${name}`;
    expect(withoutPosition(await findingsIn("plan.json", plan(resource(type, name))))).toEqual(
      isWrong ? [`error REQUIRED ${path}.Statement[0].Principal`] : [],
    );
  });

  test("an identity policy with a principal", async () => {
    const policy = JSON.stringify({
      ...noPrincipal,
      Statement: noPrincipal.Statement.map((one) => ({ ...one, Principal: { AWS: "123456789012" } })),
    });
    const given = { type: "aws_iam_policy", values: { policy } };
    expect(withoutPosition(await findingsIn("plan.json", plan(given)))).toEqual([
      "error UNSUPPORTED_ELEMENT planned_values.root_module.resources[0].values.policy.Statement[0].Principal",
    ]);
  });

  test("in HCL, the block says it", async () => {
    const text = `resource "aws_sqs_queue_policy" "web" {\n  policy = jsonencode(${JSON.stringify(noPrincipal)})\n}\n`;
    expect(await findingsIn("main.tf", text)).toEqual([
      "2:60 error REQUIRED resource.aws_sqs_queue_policy.web.policy.Statement[0].Principal",
    ]);
  });

  test.each([
    ["an empty state", { format_version: "1.0" }],
    ["an empty state with its version", { format_version: "1.0", terraform_version: "1.9.0" }],
    ["a plan without resources", { format_version: "1.2", planned_values: { root_module: {} } }],
    ["an empty state file", { version: 4, terraform_version: "1.9.0", resources: [] }],
  ])("%s has no policies", async (_, content) => {
    expect(await policiesIn("-", JSON.stringify(content))).toBe(0);
  });
});

describe("policies of other languages:", () => {
  const protection = {
    Name: "mask",
    Version: "2021-06-01",
    Statement: [
      {
        Sid: "audit",
        DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
        Operation: { Deidentify: { MaskConfig: {} } },
      },
    ],
  };
  const stack = {
    Statement: [{ Effect: "Deny", Principal: "*", Action: "Update:*", Resource: "LogicalResourceId/Web" }],
  };
  const block = (type: string, name: string, policy: unknown) =>
    `resource "${type}" "web" {\n  ${name} = jsonencode(${JSON.stringify(policy)})\n}\n`;

  test.each([
    [
      "data protection in HCL",
      "main.tf",
      block("aws_cloudwatch_log_data_protection_policy", "policy_document", protection),
    ],
    ["a stack policy in HCL", "main.tf", block("aws_cloudformation_stack", "policy_body", stack)],
    ["data protection itself", "policy.json", JSON.stringify(protection)],
    ["a stack policy itself", "policy.json", JSON.stringify(stack)],
    [
      "data protection in CloudFormation",
      "template.json",
      JSON.stringify({
        Resources: {
          Group: { Type: "AWS::Logs::LogGroup", Properties: { DataProtectionPolicy: protection } },
          Account: { Type: "AWS::Logs::AccountPolicy", Properties: { PolicyDocument: JSON.stringify(protection) } },
        },
      }),
    ],
  ])("%s", async (_, name, text) => {
    expect(await policiesIn(name, text)).toBe(0);
  });

  test("a policy whose statements lack their effect is still one", async () => {
    const policy = { Version: "2012-10-17", Statement: [{ Action: "s3:GetObject", Resource: "*" }] };
    expect(await findingsIn("main.tf", block("aws_iam_policy", "policy", policy))).toContain(
      "2:60 error REQUIRED resource.aws_iam_policy.web.policy.Statement[0].Effect",
    );
  });
});
