import { describe, expect, test } from "vitest";
import { findingsIn, policiesIn } from "../support/lint-findings.js";

const PATH = "Resources.Web.Properties.PolicyDocument";

/** A template with a policy, of which the statements start on line 8. */
const template = (statements: string, type = "AWS::IAM::ManagedPolicy") => `Resources:
  Web:
    Type: ${type}
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
${statements}`;

describe("Fn::If:", () => {
  test.each([
    [
      "around a statement",
      `          - !If
            - IsProd
            - { Effect: Allow, Action: s3:GetObjet, Resource: "*" }
            - { Effect: Allow, Action: sqs:SendMesage, Resource: "*" }
`,
      ['10:32 error INVALID_ACTION [0]["Fn::If"][1].Action', '11:32 error INVALID_ACTION [0]["Fn::If"][2].Action'],
    ],
    [
      "around all statements",
      `          Fn::If:
            - IsProd
            - - { Effect: Allow, Action: s3:GetObjet, Resource: "*" }
            - - { Effect: Allow, Action: sqs:SendMesage, Resource: "*" }
`,
      ['10:34 error INVALID_ACTION ["Fn::If"][1][0].Action', '11:34 error INVALID_ACTION ["Fn::If"][2][0].Action'],
    ],
    [
      "around an element",
      `          - Effect: Allow
            Action: !If [IsProd, "s3:GetObjet", ["sqs:SendMesage"]]
            Resource: "*"
`,
      ['9:34 error INVALID_ACTION [0].Action["Fn::If"][1]', '9:50 error INVALID_ACTION [0].Action["Fn::If"][2][0]'],
    ],
    [
      "around an item",
      `          - Effect: Allow
            Action: [!If [IsProd, "s3:GetObjet", !Ref "AWS::NoValue"], "sqs:SendMessage"]
            Resource: !GetAtt Queue.Arn
`,
      ['9:35 error INVALID_ACTION [0].Action[0]["Fn::If"][1]'],
    ],
    [
      "in another one",
      `          - Effect: Allow
            Action: !If [A, !If [B, "s3:GetObjet", "s3:GetObject"], !If [C, "s3:GetObject", "sqs:SendMesage"]]
            Resource: "*"
`,
      [
        '9:37 error INVALID_ACTION [0].Action["Fn::If"][1]["Fn::If"][1]',
        '9:93 error INVALID_ACTION [0].Action["Fn::If"][2]["Fn::If"][2]',
      ],
    ],
    [
      "around a condition",
      `          - Effect: Allow
            Action: s3:GetObject
            Resource: !Sub "\${Bucket.Arn}/*"
            Condition: !If [IsProd, { StringEqual: { "aws:PrincipalTag/a": b } }, !Ref "AWS::NoValue"]
`,
      ['11:39 error INVALID_CONDITION_OPERATOR [0].Condition["Fn::If"][1].StringEqual'],
    ],
    [
      "around an operator's keys",
      `          - Effect: Allow
            Action: s3:GetObject
            Resource: !Sub "\${Bucket.Arn}/*"
            Condition:
              StringEquals:
                Fn::If: [IsProd, { "s3:prefx": b }, { "aws:PrincipalTag/a": b }]
`,
      ['13:36 error INVALID_SERVICE_CONDITION_KEY [0].Condition.StringEquals["Fn::If"][1]["s3:prefx"]'],
    ],
    [
      "in a string",
      `          - Effect: Allow
            Action: s3:GetObject
            Resource: !Join ["", ["arn:aws:", !If [IsProd, "s3:::web/*", "sqs:eu-west-1:123456789012:web"]]]
`,
      ["10:13 error UNSUPPORTED_RESOURCE_ARN_IN_POLICY [0].Resource"],
    ],
  ])("%s", async (_, statements, expected) => {
    const found = await findingsIn("template.yaml", template(statements));
    expect(found.filter((line) => / error /.test(line))).toEqual(
      expected.map((line) => line.replace(/^(\S+ \S+ \S+) /, `$1 ${PATH}.Statement`)),
    );
  });

  test("around a whole document, and a policy in a list", async () => {
    const document = (action: string) => ({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: action, Resource: "*" },
    });
    const Policies = { "Fn::If": ["A", [{ PolicyName: "a", PolicyDocument: document("s3:GetObjet") }], []] };
    const AssumeRolePolicyDocument = { "Fn::If": ["B", document("sts:AssumeRol"), { Ref: "Trust" }] };
    const Web = { Type: "AWS::IAM::Role", Properties: { Policies, AssumeRolePolicyDocument } };
    const found = await findingsIn("template.json", JSON.stringify({ Resources: { Web } }));
    expect(found.map((line) => line.replace(/^\d+:\d+ /, ""))).toEqual(
      expect.arrayContaining([
        'error INVALID_ACTION Resources.Web.Properties.Policies["Fn::If"][1][0].PolicyDocument.Statement.Action',
        'error INVALID_ACTION Resources.Web.Properties.AssumeRolePolicyDocument["Fn::If"][1].Statement.Action',
      ]),
    );
  });

  test("branches of one condition belong together", async () => {
    const statements = `          - Effect: Allow
            Action: !If [IsProd, "sqs:SendMessage", !Ref "AWS::NoValue"]
            NotAction: !If [IsProd, !Ref "AWS::NoValue", "iam:*"]
            Resource: !GetAtt Queue.Arn
`;
    // Nothing says whether two conditions can be true together.
    for (const given of [statements, statements.replace("NotAction: !If [IsProd", "NotAction: !If [IsTest")]) {
      const found = await findingsIn("template.yaml", template(given));
      expect(found.filter((line) => /REQUIRED|CONFLICTING/.test(line))).toEqual([]);
    }
    const always = statements.replace(/NotAction: .*/, 'NotAction: "iam:*"');
    expect(await findingsIn("template.yaml", template(always))).toContain(
      `10:13 error CONFLICTING_ARGUMENTS ${PATH}.Statement[0].NotAction`,
    );
  });

  test.each([
    [
      "statements that are all left out",
      `          - !If [IsProd, { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn }, !Ref "AWS::NoValue"]\n`,
    ],
    [
      "statements of two conditions that may exclude each other",
      ["IsProd", "IsTest"]
        .map(
          (name) =>
            `          - !If [${name}, { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn }, !Ref "AWS::NoValue"]\n`,
        )
        .join(""),
    ],
    [
      "unknown branches",
      `          - !If [IsProd, !Ref A, !FindInMap [a, b, c]]\n          - Fn::Transform: { Name: AWS::Include }\n`,
    ],
  ])("nothing is wrong with %s", async (_, statements) => {
    expect(await findingsIn("template.yaml", template(statements))).toEqual([]);
  });
});

describe("types of policies:", () => {
  const queue = "          - { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn }\n";
  test.each([
    ["AWS::SQS::QueuePolicy", true],
    ["AWS::SNS::TopicPolicy", true],
    ["AWS::SecretsManager::ResourcePolicy", true],
    ["AWS::IAM::Policy", false],
    ["AWS::IoT::Policy", false],
  ])("%s: a policy without principals", async (type, isWrong) => {
    expect(await findingsIn("template.yaml", template(queue, type))).toEqual(
      isWrong ? [`8:13 error REQUIRED ${PATH}.Statement[0].Principal`] : [],
    );
  });

  test("the statement of an event bus's policy", async () => {
    const Statement = { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "events:PutEvent", Resource: "*" };
    const Bus = { Type: "AWS::Events::EventBusPolicy", Properties: { StatementId: "a", EventBusName: "b", Statement } };
    const found = await findingsIn("template.json", JSON.stringify({ Resources: { Bus } }));
    expect(found.map((line) => line.replace(/^\d+:\d+ /, ""))).toEqual([
      "suggestion RESOURCE_POLICY Resources.Bus.Properties",
      "error INVALID_ACTION Resources.Bus.Properties.Statement.Action",
    ]);
  });
});

describe("functions:", () => {
  test("Fn::ToJsonString and the variables of Fn::Sub", async () => {
    const Web = {
      Type: "AWS::Logs::ResourcePolicy",
      Properties: {
        PolicyDocument: {
          "Fn::ToJsonString": {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::123456789012:root" },
                Action: "logs:PutLogEvnt",
                Resource: {
                  "Fn::Sub": ["arn:aws:${Service}:eu-west-1:123456789012:log-group:web:*", { Service: "logs" }],
                },
              },
            ],
          },
        },
      },
    };
    const found = await findingsIn("template.json", JSON.stringify({ Resources: { Web } }));
    expect(found.map((line) => line.replace(/^\d+:\d+ /, ""))).toEqual([
      `error INVALID_ACTION ${PATH}["Fn::ToJsonString"].Statement[0].Action`,
    ]);
  });
});

describe("YAML:", () => {
  const yaml = `# A policy
Version: 2012-10-17
Statement:
  - Effect: Allow
    Action:
      - s3:GetObject
      - s3:GetObjet
    Resource: arn:aws:s3:::web/*
`;
  test.each(["policy.yaml", "policy.yml", ""])("a policy itself, in %j", async (name) => {
    expect(await findingsIn(name, yaml)).toEqual(["7:9 error INVALID_ACTION Statement[0].Action[1]"]);
  });

  test("several documents", async () => {
    expect(await findingsIn("policies.yaml", `kind: ConfigMap\n---\n${yaml}`)).toEqual([
      "9:9 error INVALID_ACTION [1].Statement[0].Action[1]",
    ]);
  });

  test("a policy in flow style", async () => {
    expect(
      await findingsIn(
        "policy.yaml",
        "{ Version: 2012-10-17, Statement: { Effect: Allow, Action: s3:GetObjet, Resource: '*' } }\n",
      ),
    ).toEqual(["1:52 error INVALID_ACTION Statement.Action"]);
  });

  test("what is no YAML has YAML's line and column", async () => {
    await expect(findingsIn("broken.yaml", yaml.replace("- s3:GetObjet", "s3:GetObjet: [\n"))).rejects.toThrow(
      /^This is not valid YAML \(line \d+, column \d+\): .*\.$/,
    );
    await expect(findingsIn("", `Version: "2012-10-17\nStatement: []\n`)).rejects.toThrow(
      'This is not valid YAML (line 3, column 1): Missing closing "quote.',
    );
  });

  test("other YAML has no policies", async () => {
    expect(await policiesIn("values.yaml", "name: web\nreplicas: 2\n")).toBe(0);
    expect(await policiesIn("empty.yaml", "")).toBe(0);
  });
});

describe("functions outside a template:", () => {
  const statement = {
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:GetObjet"],
    Resource: { "Fn::Join": ["", [{ "Fn::GetAtt": ["Web", "Arn"] }, "/*"]] },
  };
  const policy = { Version: "2012-10-17", Statement: [statement] };

  test.each([
    ["the tree of a CDK app", { tree: { attributes: { "aws:cdk:cloudformation:props": { policyDocument: policy } } } }],
    ["a policy of its own", policy],
    ["a reference", { ...policy, Statement: { ...statement, Resource: { Ref: "Arn" } } }],
  ])("%s", async (_, data) => {
    expect(await findingsIn("tree.json", JSON.stringify(data))).toEqual([
      expect.stringMatching(/^1:\d+ error INVALID_ACTION .*Action\[1\]$/),
    ]);
  });

  test("a file of the Serverless Framework", async () => {
    const text = `service: web
resources:
  Web:
    PolicyDocument:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Action: s3:GetObjet
          Resource: { Fn::GetAtt: [Web, Arn] }
`;
    expect(await findingsIn("serverless.yml", text)).toEqual([
      "8:11 error INVALID_ACTION resources.Web.PolicyDocument.Statement[0].Action",
    ]);
  });
});

test("CloudFormation makes strings of numbers", async () => {
  const statements = `          - { Sid: 1, Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::web/*" }\n`;
  expect(await findingsIn("template.yaml", template(statements))).toEqual([]);
});

test("code in a template is not HCL", async () => {
  const text = `${template(`          - { Effect: Allow, Action: s3:GetObjet, Resource: "*" }\n`)}  Code:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        ZipFile: |
          data = {
            'a': 1
          }
`;
  expect(await findingsIn("template.yaml", text)).toEqual([
    expect.stringMatching(/^8:\d+ error INVALID_ACTION .*Action$/),
  ]);
});
