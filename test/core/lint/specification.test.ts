import { allow, type Finding, type PolicyDocument } from "@amplify-roles/core";
import { describe, expect, test } from "vitest";
import { Collector } from "../../../packages/core/src/findings/collector.js";
import { parsePolicyDocument } from "../../../packages/core/src/policy/parse/document.js";
import { Context } from "../../../packages/core/src/schema/context.js";
import { queue, table } from "../fixtures/arns.js";
import { extracted, Joined, Unresolved } from "../support/placeholders.js";
import { argumentsOf, planners, reportedBy } from "../support/plans.js";
import { policy } from "./fixtures.js";

const lines = (findings: readonly Finding[]) =>
  findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
// A statement is of unknown shape here: what is wrong with it is the point.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Wrong = any;
const allowing = (statement: Wrong) => () =>
  planners.computeRole({ grants: [allow({ actions: ["sqs:SendMessage"], resources: [queue], ...statement })] });

describe("what allow brings in is held to the same rules:", () => {
  const rows: readonly (readonly [what: string, statement: Wrong, expected: readonly string[]])[] = [
    ["an action with a typo", { actions: ["sqs:SendMesage"] }, ["error INVALID_ACTION grants[0].actions[0]"]],
    [
      "an action without a resource here",
      { actions: ["sqs:SendMessage", "dynamodb:ListStreams"] },
      ["warning ACTION_WITHOUT_RESOURCE grants[0].actions[1]"],
    ],
    [
      "a resource of another service",
      { resources: [queue, table] },
      ["error UNSUPPORTED_RESOURCE_ARN_IN_POLICY grants[0].resources[1]"],
    ],
    [
      "a key of another service",
      { conditions: { StringEquals: { "s3:prefix": "a" } } },
      ['error UNSUPPORTED_ACTION_FOR_CONDITION_KEY grants[0].conditions.StringEquals["s3:prefix"]'],
    ],
    [
      "an invalid value",
      { conditions: { Bool: { "aws:SecureTransport": ["perhaps"] } } },
      ['error INVALID_CONDITION_VALUE grants[0].conditions.Bool["aws:SecureTransport"][0]'],
    ],
    [
      "an unresolved key's unresolved value",
      { conditions: { StringEquals: { "aws:PrincipalTag/team": new Unresolved("web") } } },
      [],
    ],
    ["a unresolved resource", { resources: [new Unresolved(queue)] }, []],
    [
      "a partly unresolved resource",
      { resources: [new Joined("arn:aws:sqs:eu-west-1:", new Unresolved("123456789012"), ":orders")] },
      [],
    ],
    [
      "a resource whose known part is another's",
      { resources: [new Joined("arn:aws:sns:eu-west-1:", new Unresolved("a"), ":orders")] },
      ["error UNSUPPORTED_RESOURCE_ARN_IN_POLICY grants[0].resources[0]"],
    ],
    [
      "a risk",
      { actions: ["iam:PutRolePolicy"], resources: ["arn:aws:iam::123456789012:role/web"] },
      ["warning PRIVILEGE_ESCALATION grants[0].actions[0]"],
    ],
    ...["*", "arn:aws:iam::123456789012:role/*"].map((resource): (typeof rows)[number] => [
      `a risk on all resources: ${resource}`,
      { actions: ["iam:PutRolePolicy"], resources: [resource] },
      ["error PRIVILEGE_ESCALATION grants[0].actions[0]"],
    ]),
    [
      "a name that never matches, in an unresolved region",
      {
        actions: ["ssm:GetParameter"],
        resources: [new Joined("arn:aws:ssm:", new Unresolved("eu-west-1"), ":123456789012:parameter//web")],
      },
      ["error UNSUPPORTED_RESOURCE_ARN_IN_POLICY grants[0].resources[0]"],
    ],
  ];
  test.each(rows)("%s", (_, statement, expected) => {
    expect(lines(reportedBy(allowing(statement)))).toEqual(expected);
  });

  test("a grant that does the same is named", () => {
    for (const resource of ["*", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-date"]) {
      const [finding] = reportedBy(allowing({ actions: ["dynamodb:GetItem"], resources: [resource] }));
      expect(finding?.fix).toContain("dynamodb.read(…)");
    }
  });

  test("true, false and numbers are written as text", () => {
    const plan = allowing({
      conditions: { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "aws:MultiFactorAuthAge": [3600] } },
    })();
    const { Statement } = argumentsOf(plan, "aws_iam_role_policy").policy as PolicyDocument;
    expect(Statement.map(({ Condition }) => Condition)).toEqual([
      { Bool: { "aws:SecureTransport": "true" }, NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } },
    ]);
  });
});

describe("a document that a role brings in", () => {
  const read = (document: unknown) => {
    const collector = new Collector();
    const statements = parsePolicyDocument(
      extracted(document).specification,
      new Context(collector).property("policyDocuments").index(0),
    );
    return { statements, found: lines(collector.findings) };
  };
  const document = policy({
    Sid: "Send",
    Action: ["sqs:SendMessage"],
    Resource: queue,
    Condition: { Bool: { "aws:SecureTransport": true } },
  });
  const plain = [
    {
      Sid: "Send",
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: queue,
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    },
  ];

  test("is read as an object, and as text", () => {
    expect(read(document)).toEqual({ statements: plain, found: [] });
    expect(read(JSON.stringify(document))).toEqual({ statements: plain, found: [] });
  });

  test("keeps what it negates", () => {
    const { statements, found } = read(
      policy({ Effect: "Deny", NotAction: ["sqs:SendMessage", "sqs:GetQueueUrl"], NotResource: queue }),
    );
    expect(found).toEqual([]);
    expect(statements).toEqual([
      { Effect: "Deny", NotAction: ["sqs:SendMessage", "sqs:GetQueueUrl"], NotResource: queue },
    ]);
  });

  test("may hold unresolved values, and be none", () => {
    expect(read(policy({ Action: "sqs:SendMessage", Resource: new Unresolved(queue) })).found).toEqual([]);
    expect(read(new Unresolved("{}")).found).toEqual(["error VALUE_REQUIRED_AT_SYNTH policyDocuments[0]"]);
    expect(read(policy({ Action: new Unresolved("sqs:SendMessage"), Resource: queue })).found).toEqual([
      "error VALUE_REQUIRED_AT_SYNTH policyDocuments[0].Statement[0].Action",
    ]);
  });

  test("adds no placeholder of its own", () => {
    const forged = JSON.stringify(policy({ Action: "sqs:SendMessage", Resource: "@" })).replace(
      "@",
      "\\ue000late:0\\ue001",
    );
    expect(read(forged).found).toEqual(["error RESERVED_CHARACTER policyDocuments[0].Statement[0].Resource"]);
  });

  test("has its paths", () => {
    expect(read(policy({ Action: "sqs:SendMesage", Resource: queue })).found).toEqual([
      "error INVALID_ACTION policyDocuments[0].Statement[0].Action",
    ]);
    expect(read("[").found).toEqual(["error JSON_SYNTAX_ERROR policyDocuments[0]"]);
  });
});
