import { describe, expect, test } from "vitest";
import { isCloudTrailRecord, symptomOfEvent } from "../../../packages/core/src/doctor.js";

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const account = "123456789012";
const role = `arn:aws:iam::${account}:role/web-compute`;
const session = "AmplifyHostingCompute-app=d1a2b3";
const compute = `arn:aws:sts::${account}:assumed-role/web-compute/${session}`;
const userIdentity = {
  type: "AssumedRole",
  arn: compute,
  accountId: account,
  sessionContext: { sessionIssuer: { type: "Role", arn: role, userName: "web-compute" } },
};
const event = (more: object) => ({
  eventVersion: "1.11",
  userIdentity,
  eventTime: "2026-11-02T10:00:00Z",
  awsRegion: "eu-west-1",
  eventSource: "dynamodb.amazonaws.com",
  eventName: "GetItem",
  ...more,
});
const assume = (more: object = {}) =>
  event({
    userIdentity: { type: "AWSService", invokedBy: "amplify.amazonaws.com" },
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    requestParameters: { roleArn: role, roleSessionName: session },
    ...more,
  });

describe("an event of AssumeRole", () => {
  test("that succeeded", () =>
    expect(symptomOfEvent(assume())).toEqual({
      type: "assumed",
      action: "sts:AssumeRole",
      role,
      session,
      by: "amplify.amazonaws.com",
    }));

  test("that was refused, with its parameters", () =>
    expect(symptomOfEvent(assume({ errorCode: "AccessDenied", errorMessage: "An unknown error occurred" }))).toEqual({
      type: "refused",
      action: "sts:AssumeRole",
      role,
      session,
      by: "amplify.amazonaws.com",
      message: "An unknown error occurred",
    }));

  test("that was refused, without them", () =>
    expect(
      symptomOfEvent(
        assume({
          requestParameters: null,
          errorCode: "AccessDenied",
          errorMessage: `User: ${compute} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
        }),
      ),
    ).toMatchObject({ type: "refused", role }));

  test("of a web identity", () =>
    expect(
      symptomOfEvent(
        assume({
          eventName: "AssumeRoleWithWebIdentity",
          userIdentity: {
            type: "WebIdentityUser",
            userName: "eu-west-1:6b7",
            identityProvider: "cognito-identity.amazonaws.com",
          },
          errorCode: "AccessDenied",
        }),
      ),
    ).toMatchObject({ type: "refused", action: "sts:AssumeRoleWithWebIdentity", role, by: "eu-west-1:6b7" }));
});

describe("an event of a denied call", () => {
  test.each([
    [
      "with AWS's message",
      {
        errorCode: "AccessDenied",
        errorMessage: `User: ${compute} is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:${account}:table/orders because no identity-based policy allows the dynamodb:GetItem action`,
      },
      {
        action: "dynamodb:GetItem",
        resource: `arn:aws:dynamodb:eu-west-1:${account}:table/orders`,
        policy: "identity",
      },
    ],
    [
      "with its resources only",
      {
        eventSource: "s3.amazonaws.com",
        eventName: "GetObject",
        errorCode: "AccessDenied",
        errorMessage: "Access Denied",
        resources: [
          { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::web" },
          { type: "AWS::S3::Object", ARN: "arn:aws:s3:::web/a.png" },
        ],
      },
      { action: "s3:GetObject", resource: "arn:aws:s3:::web/a.png" },
    ],
    [
      "with its parameters only",
      {
        eventSource: "secretsmanager.amazonaws.com",
        eventName: "GetSecretValue",
        errorCode: "AccessDenied",
        requestParameters: { secretId: "prod/db" },
      },
      {
        action: "secretsmanager:GetSecretValue",
        resource: `arn:aws:secretsmanager:eu-west-1:${account}:secret:prod/db-??????`,
      },
    ],
    [
      "of an operation with another action",
      {
        eventSource: "s3.amazonaws.com",
        eventName: "ListObjects",
        errorCode: "AccessDenied",
        requestParameters: { bucketName: "web" },
      },
      { action: "s3:ListBucket", resource: "arn:aws:s3:::web" },
    ],
    [
      "of an operation with a version in its name",
      {
        eventSource: "lambda.amazonaws.com",
        eventName: "GetFunction20150331v2",
        errorCode: "AccessDeniedException",
        requestParameters: { functionName: "f" },
      },
      { action: "lambda:GetFunction", resource: `arn:aws:lambda:eu-west-1:${account}:function:f` },
    ],
    [
      "of a service whose source has another name",
      { eventSource: "monitoring.amazonaws.com", eventName: "PutMetricData", errorCode: "AccessDenied" },
      { action: "cloudwatch:PutMetricData" },
    ],
    [
      "of EC2",
      { eventSource: "ec2.amazonaws.com", eventName: "RunInstances", errorCode: "Client.UnauthorizedOperation" },
      { action: "ec2:RunInstances" },
    ],
  ])("%s", (_, more, expected) =>
    expect(symptomOfEvent(event(more))).toMatchObject({
      type: "denied",
      caller: { type: "compute", role: "web-compute", appId: "d1a2b3" },
      ...expected,
    }),
  );

  test("whose message is encoded", () =>
    expect(
      symptomOfEvent(
        event({
          errorCode: "Client.UnauthorizedOperation",
          errorMessage:
            "You are not authorized to perform this operation. Encoded authorization failure message: abcdefghijklmnopqrstuvwxyz",
        }),
      ),
    ).toEqual({ type: "encoded", message: "abcdefghijklmnopqrstuvwxyz" }));
});

test.each([
  ["a call that succeeded", {}],
  ["a call that failed for another reason", { errorCode: "ResourceNotFoundException" }],
  ["a throttled call", { errorCode: "ThrottlingException" }],
])("%s is no symptom", (_, more) => expect(symptomOfEvent(event(more))).toBeUndefined());

test.each([
  [event({}), true],
  [{ eventName: "x" }, false],
  [[], false],
  ["x", false],
  [null, false],
] as const)("a record of CloudTrail has a source and a name", (value, expected) =>
  expect(isCloudTrailRecord(value)).toBe(expected),
);
