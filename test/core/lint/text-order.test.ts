import { lintText } from "@amplify-roles/core/lint";
import { expect, test } from "vitest";

const statements = `[
  { "Effect": "Allow", "Resource": "x", "Action": ["sqs:SendMesage"] },
  { "Sid": "a b", "Effect": "Allow", "Action": "s3:GetObjet", "Resource": "y" }
]`;
const inOrder = ["[0].Resource", "[0].Action[0]", "[1].Sid", "[1].Action", "[1].Resource"];

test.each([
  ["a policy", (policy: string) => policy, "Statement"],
  [
    "the CLI's output",
    (policy: string) => `{ "PolicyVersion": { "Document": ${policy} } }`,
    "PolicyVersion.Document.Statement",
  ],
  ["JSON in a string", (policy: string) => JSON.stringify({ PolicyDocument: policy }), "PolicyDocument.Statement"],
  ["a heredoc", (policy: string) => `resource "x" "y" {\n  policy = <<EOF\n${policy}\nEOF\n}\n`, "Statement"],
])("the findings in %s come in the order of the text", (_, write, path) => {
  const policy = `{ "Version": "2012-10-17", "Statement": ${statements} }`.replaceAll("\n", " ");
  expect(lintText(write(policy)).map((finding) => finding.path)).toEqual(inOrder.map((end) => `${path}${end}`));
});
