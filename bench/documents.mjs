/** The policies and the desired state as somebody writes them manually; texts are tokens or Outputs where a tool has them. */

const allow = (Action, Resource) => ({ Effect: "Allow", Action, Resource });
const document = (...Statement) => ({ Version: "2012-10-17", Statement });

export const READ = [
  "dynamodb:BatchGetItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
];
export const READ_WRITE = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateItem",
];
export const READ_INDEX = ["dynamodb:Query", "dynamodb:Scan"];

/** How a tool puts text and values known only after deploy together: a template literal, or `pulumi.interpolate`. */
const templateLiteral = String.raw;

export const computeTrust = document({
  Effect: "Allow",
  Principal: { Service: "amplify.amazonaws.com" },
  Action: "sts:AssumeRole",
});

export const serviceTrust = ({ partition, region, account }, text = templateLiteral) =>
  document({
    Effect: "Allow",
    Principal: { Service: "amplify.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      ArnLike: { "aws:SourceArn": text`arn:${partition}:amplify:${region}:${account}:apps/*` },
      StringEquals: { "aws:SourceAccount": account },
    },
  });

export function servicePolicy({ partition, region, account }, appId, text = templateLiteral) {
  const group = text`arn:${partition}:logs:${region}:${account}:log-group:/aws/amplify/${appId}`;
  return document(
    allow("logs:CreateLogGroup", [group, text`${group}:*`]),
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], text`${group}:log-stream:*`),
    allow("logs:DescribeLogGroups", text`arn:${partition}:logs:${region}:${account}:log-group:*`),
  );
}

export const computePolicy = (written, read, text = templateLiteral) =>
  document(
    allow(READ_WRITE, written),
    allow(READ, read),
    allow(READ_INDEX, [text`${written}/index/*`, text`${read}/index/*`]),
  );

export const readPolicy = (tables, text = templateLiteral) =>
  document(
    allow(READ, tables),
    allow(
      READ_INDEX,
      tables.map((table) => text`${table}/index/*`),
    ),
  );

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amplify-branch.html */
export const branchState = ({ name, stage, environmentVariables }, appId, roleArn) => ({
  AppId: appId,
  BranchName: name,
  ComputeRoleArn: roleArn,
  EnvironmentVariables: Object.entries(environmentVariables).map(([Name, Value]) => ({ Name, Value })),
  Stage: stage,
});
