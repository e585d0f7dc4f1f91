import { mapping } from "../bad-input/identity-pools.js";
import { accessKeyId, allowing, app, arnOf, secretKey } from "../bad-input/rows.js";
import { bucket, queue, role as roleArn, table } from "../fixtures/arns.js";
import { policy } from "../lint/fixtures.js";
import { live, role } from "./live-app.js";
import { error, linted, type Messages, planned, securityWarning, suggestion, warning } from "./row.js";

const get = { Action: "s3:GetObject", Resource: `${bucket}/*` };
const send = { Action: "sqs:SendMessage", Resource: queue };
const amplify = { Principal: { Service: "amplify.amazonaws.com" }, Action: "sts:AssumeRole" };
const logGroup = arnOf("logs", "log-group:/aws/amplify/d123");
/** A policy with a condition. */
const on = (Condition: unknown, statement: object = get) => policy({ ...statement, Condition });
const list = { Action: "s3:ListBucket", Resource: bucket };
const read = { Action: "dynamodb:GetItem", Resource: table };
const sourceArn = (resource: string) => ({ ArnLike: { "aws:SourceArn": arnOf("amplify", resource) } });
const pool = { Principal: { Federated: "cognito-identity.amazonaws.com" }, Action: "sts:AssumeRoleWithWebIdentity" };
const users = { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } };
const audience = { "cognito-identity.amazonaws.com:aud": "eu-west-1:12345678-1234-1234-1234-123456789012" };

const tableFormat = '"arn:<Partition>:dynamodb:<Region>:<Account>:table/<TableName>"';

export const policies: Messages = {
  JSON_SYNTAX_ERROR: [
    error(
      linted('{\n  "Version": "2012-10-17",\n}'),
      'This is not valid JSON: expected a key, got "}" (line 3, column 1).',
      "Correct it there. JSON has no comments, no single quotes and no trailing commas.",
      { line: 3, column: 1 },
    ),
    error(
      linted("{'Version': 1}"),
      'This is not valid JSON: expected a key, got "\'" (line 1, column 2).',
      "Correct it there. JSON has no comments, no single quotes and no trailing commas.",
      { line: 1, column: 2 },
    ),
    error(
      linted('{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}'),
      'The key "Version" appears twice in one object, the second time at line 1, column 25.',
      "Merge the two.",
      { key: "Version", line: 1, column: 25 },
    ),
  ],
  MISSING_VERSION: [
    warning(
      linted({ Statement: policy(get).Statement }),
      "The policy has no Version, so IAM uses its rules of 2008.",
      'Write "Version": "2012-10-17".',
      {},
    ),
    error(
      linted({ Statement: policy({ ...get, Resource: `${bucket}/\${aws:username}/*` }).Statement }),
      'The policy has no Version, so IAM treats the policy variable "${aws:username}" as plain text, which matches nothing.',
      'Write "Version": "2012-10-17".',
      { variable: "${aws:username}" },
    ),
  ],
  INVALID_VERSION: [
    warning(
      linted({ ...policy(get), Version: "2008-10-17" }),
      'The policy has the Version "2008-10-17", so IAM uses its rules of 2008.',
      'Write "Version": "2012-10-17".',
      { found: "2008-10-17" },
    ),
    error(
      linted({ ...policy({ ...get, Resource: `${bucket}/\${aws:username}/*` }), Version: "2008-10-17" }),
      'The policy has the Version "2008-10-17", so IAM treats the policy variable "${aws:username}" as plain text, which matches nothing.',
      'Write "Version": "2012-10-17".',
      { found: "2008-10-17", variable: "${aws:username}" },
    ),
  ],
  UNSUPPORTED_ELEMENT: [
    error(
      linted(policy({ ...send, Principal: "*" }), { type: "identity" }),
      'IAM does not accept "Principal" in an identity policy.',
      "Remove it. An identity policy applies to the role that it is attached to.",
      { element: "Principal" },
    ),
    error(
      linted(policy({ ...amplify, Resource: "*" })),
      'IAM does not accept "Resource" in a trust policy.',
      "Remove it. A trust policy applies to the role that it belongs to.",
      { element: "Resource" },
    ),
  ],
  CONFLICTING_ARGUMENTS: [
    error(
      linted(policy({ ...send, Effect: "Deny", NotAction: "s3:GetObject" })),
      '"Action" and "NotAction" exclude each other.',
      'Remove "NotAction".',
      { names: ["Action", "NotAction"] },
    ),
    error(
      planned(mapping({ type: "Token" })),
      '"mappingRules" is not allowed in a role mapping of type "Token".',
      'Write type: "Rules", or remove "mappingRules".',
      {},
    ),
    error(
      planned(app({ computeRole: {}, previews: { computeRole: {} } })),
      'The app has one compute role, but both "computeRole" and "previews.computeRole" are given.',
      'Keep "previews.computeRole", and give each branch its own "computeRole".',
      {},
    ),
  ],
  INVALID_PRINCIPAL: [
    error(
      linted(policy({ ...amplify, Principal: { AWS: "arn:aws:iam::123456789012:group/admins" } })),
      '"arn:aws:iam::123456789012:group/admins" is a user group. It cannot be a principal of the type "AWS".',
      "Write the ARN of a role, a user or an account.",
      { found: "arn:aws:iam::123456789012:group/admins", type: "AWS", what: "a user group" },
    ),
    warning(
      linted(policy({ ...amplify, Principal: { Service: "lamda.amazonaws.com" } })),
      'No service of AWS that this version knows is called "lamda.amazonaws.com".',
      'Did you mean "lambda.amazonaws.com"?',
      { found: "lamda.amazonaws.com", type: "Service", meant: "lambda.amazonaws.com" },
    ),
    error(
      linted(policy({ ...amplify, Principal: { Service: "amplify" } })),
      '"amplify" is not a valid principal of the type "Service".',
      'Write "amplify.amazonaws.com".',
      { found: "amplify", type: "Service", example: '"amplify.amazonaws.com"' },
    ),
    error(
      linted(policy({ ...amplify, Principal: { AWS: "me" } })),
      '"me" is not a valid principal of the type "AWS".',
      'Write "123456789012", or a role\'s ARN.',
      { found: "me", type: "AWS", example: '"123456789012", or a role\'s ARN' },
    ),
  ],
  RESOURCE_POLICY: [
    suggestion(
      linted(policy({ ...get, Principal: { AWS: "123456789012" } })),
      "This is a resource policy, such as a bucket policy. Only its grammar, names, ARNs, principals and conditions are checked.",
      'Remove "Principal" if it is the policy of a role. Otherwise declare it as a resource policy: type "resource".',
      {},
    ),
  ],
  INVALID_ACTION: [
    error(
      planned(allowing({ actions: ["SendMessage"] })),
      '"SendMessage" is not an action.',
      'Write the service and the action: "sqs:SendMessage".',
      { found: "SendMessage" },
    ),
    error(
      linted(policy({ ...send, Action: "sqs:SendMesage" })),
      'AWS does not list the action "sqs:SendMesage".',
      'Did you mean "sqs:SendMessage"?',
      { found: "sqs:SendMesage", meant: "sqs:SendMessage" },
    ),
    warning(
      linted(policy({ ...send, Action: "sqs:CompressEverythingNow" })),
      'AWS does not list the action "sqs:CompressEverythingNow".',
      "Look it up in the Service Authorization Reference. Keep it only if AWS added it after this version was released.",
      { found: "sqs:CompressEverythingNow" },
    ),
    error(
      linted(policy({ ...get, Action: "s3:HeadObject" })),
      '"s3:HeadObject" is an SDK operation, not an IAM action.',
      'Write "s3:GetObject".',
      { found: "s3:HeadObject", actions: ["s3:GetObject"] },
    ),
    error(
      linted(policy({ ...get, Action: "s3:CopyObject" })),
      '"s3:CopyObject" is an SDK operation, not an IAM action.',
      'Write "s3:GetObject" and "s3:PutObject", or those of them that the call needs.',
      { found: "s3:CopyObject", actions: ["s3:GetObject", "s3:PutObject"] },
    ),
    error(
      linted(policy({ ...send, Action: "sqs:Sned*" })),
      '"sqs:Sned*" matches no action of sqs.',
      "List the actions that the code calls.",
      { found: "sqs:Sned*", service: "sqs" },
    ),
    error(
      linted(policy({ ...send, Action: "sqz:SendMessage" })),
      'AWS does not list the service "sqz" of the action "sqz:SendMessage".',
      'Did you mean "sqs:SendMessage"?',
      { found: "sqz:SendMessage", service: "sqz", meant: "sqs:SendMessage" },
    ),
    warning(
      linted(policy({ ...send, Action: "myservice:Do" })),
      'AWS does not list the service "myservice" of the action "myservice:Do".',
      "Look the service up in the Service Authorization Reference. Keep it only if AWS added it after this version was released.",
      { found: "myservice:Do", service: "myservice" },
    ),
  ],
  ACTION_WITHOUT_RESOURCE: [
    warning(
      linted(policy({ Action: "dynamodb:ListStreams", Resource: table })),
      "AWS does not authorize dynamodb:ListStreams on single resources, so it never matches here.",
      'Move it to a separate statement with the resource "*".',
      { action: "dynamodb:ListStreams" },
    ),
    warning(
      linted(policy({ Action: "logs:DescribeLogGroups", Resource: `${logGroup}:*` })),
      "AWS authorizes logs:DescribeLogGroups on all log groups together, so it never matches with only some of them.",
      'Move it to a separate statement with the resource "arn:aws:logs:<region>:<account>:log-group:*".',
      { action: "logs:DescribeLogGroups" },
    ),
  ],
  UNSUPPORTED_RESOURCE_ARN_IN_POLICY: [
    error(
      linted(policy({ Action: "s3:GetObject", Resource: bucket })),
      'No action of this statement is authorized on "arn:aws:s3:::web-images".',
      'Write a resource of s3:GetObject: "arn:<Partition>:s3:::<BucketName>/<ObjectName>" or "arn:<Partition>:s3:<Region>:<Account>:accesspoint/<AccessPointName>/object/<ObjectName>".',
      {
        arn: "arn:aws:s3:::web-images",
        action: "s3:GetObject",
        formats: [
          '"arn:<Partition>:s3:::<BucketName>/<ObjectName>"',
          '"arn:<Partition>:s3:<Region>:<Account>:accesspoint/<AccessPointName>/object/<ObjectName>"',
        ],
      },
    ),
    error(
      linted(policy({ Action: ["s3:GetObject", "s3:ListBucket"], Resource: bucket })),
      'AWS authorizes s3:GetObject on "arn:<Partition>:s3:::<BucketName>/<ObjectName>" or "arn:<Partition>:s3:<Region>:<Account>:accesspoint/<AccessPointName>/object/<ObjectName>", but the statement has no such resource.',
      "Add such an ARN, or remove the action.",
      {
        action: "s3:GetObject",
        formats: [
          '"arn:<Partition>:s3:::<BucketName>/<ObjectName>"',
          '"arn:<Partition>:s3:<Region>:<Account>:accesspoint/<AccessPointName>/object/<ObjectName>"',
        ],
      },
    ),
    error(
      linted(policy({ ...send, Resource: table })),
      'No action of this statement is authorized on "arn:aws:dynamodb:eu-west-1:123456789012:table/orders".',
      'Write a resource of sqs:SendMessage: "arn:<Partition>:sqs:<Region>:<Account>:<QueueName>".',
      {
        arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
        action: "sqs:SendMessage",
        formats: ['"arn:<Partition>:sqs:<Region>:<Account>:<QueueName>"'],
      },
    ),
    error(
      linted(policy({ ...send, Resource: "arn:aws:sqs:::orders" })),
      '"arn:aws:sqs:::orders" never matches: its region or account is missing, or must be empty.',
      'Write one like "arn:<Partition>:sqs:<Region>:<Account>:<QueueName>".',
      { arn: "arn:aws:sqs:::orders" },
    ),
    error(
      linted(policy({ Action: "s3:ListBucket", Resource: arnOf("s3", "web") })),
      '"arn:aws:s3:eu-west-1:123456789012:web" never matches: buckets and what belongs to IAM have no region.',
      'Leave the region empty: "arn:aws:s3:::web", "arn:aws:iam::123456789012:role/web".',
      { arn: "arn:aws:s3:eu-west-1:123456789012:web" },
    ),
    error(
      linted(policy({ Action: "logs:PutLogEvents", Resource: logGroup })),
      'No action of this statement is authorized on "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/amplify/d123".',
      'Write a resource of logs:PutLogEvents: "arn:<Partition>:logs:<Region>:<Account>:log-group:<LogGroupName>:log-stream:<LogStreamName>".',
      {
        arn: "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/amplify/d123",
        action: "logs:PutLogEvents",
        formats: ['"arn:<Partition>:logs:<Region>:<Account>:log-group:<LogGroupName>:log-stream:<LogStreamName>"'],
      },
    ),
    error(
      linted(policy({ Action: "ssm:GetParameter", Resource: arnOf("ssm", "parameter//web") })),
      '"arn:aws:ssm:eu-west-1:123456789012:parameter//web" never matches: the slash after "parameter" already is the parameter\'s own.',
      'Write it without the second slash: "…:parameter/web/prod".',
      { arn: "arn:aws:ssm:eu-west-1:123456789012:parameter//web" },
    ),
    error(
      linted(policy({ Action: "secretsmanager:GetSecretValue", Resource: arnOf("secretsmanager", "secret:web/prod") })),
      '"arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/prod" never matches: Secrets Manager adds a hyphen and six characters after the name.',
      'Write the whole ARN, or "-??????" after the name.',
      { arn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/prod" },
    ),
    error(
      planned(allowing({ actions: ["dynamodb:GetItem"], resources: [bucket] })),
      'No action of this statement is authorized on "arn:aws:s3:::web-images".',
      'Write a resource of dynamodb:GetItem: "arn:<Partition>:dynamodb:<Region>:<Account>:table/<TableName>". The grant dynamodb.read(…) writes both.',
      { arn: bucket, action: "dynamodb:GetItem", formats: [tableFormat], grant: "dynamodb.read" },
    ),
    error(
      planned(allowing({ actions: ["sqs:SendMessage", "dynamodb:GetItem"], resources: [queue] })),
      'AWS authorizes dynamodb:GetItem on "arn:<Partition>:dynamodb:<Region>:<Account>:table/<TableName>", but the statement has no such resource.',
      "Add such an ARN, or remove the action. The grant dynamodb.read(…) writes both.",
      { action: "dynamodb:GetItem", formats: [tableFormat], grant: "dynamodb.read" },
    ),
  ],
  INVALID_CONDITION_KEY_FORMAT: [
    error(
      linted(on({ StringEquals: { team: "a" } })),
      '"team" is not a valid condition key.',
      'Write the service, a colon and a name: "aws:PrincipalTag/team", "s3:prefix".',
      { found: "team" },
    ),
  ],
  INVALID_GLOBAL_CONDITION_KEY: [
    error(
      linted(on({ StringEquals: { "aws:PrincipalOrgId1": "a" } })),
      'AWS does not list the condition key "aws:PrincipalOrgId1".',
      'Did you mean "aws:PrincipalOrgID"?',
      { found: "aws:PrincipalOrgId1", meant: "aws:PrincipalOrgID" },
    ),
    warning(
      linted(on({ StringEquals: { "aws:MoonPhase": "full" } })),
      'AWS does not list the condition key "aws:MoonPhase".',
      "Look it up in the Service Authorization Reference, or remove it.",
      { found: "aws:MoonPhase" },
    ),
  ],
  INVALID_SERVICE_CONDITION_KEY: [
    error(
      linted(on({ StringLike: { "s3:prefx": "a/*" } }, list)),
      'AWS does not list the condition key "s3:prefx".',
      'Did you mean "s3:prefix"?',
      { found: "s3:prefx", meant: "s3:prefix" },
    ),
    warning(
      linted(on({ StringEquals: { "s3:ColorOfTheMoon": "red" } }, list)),
      'AWS does not list the condition key "s3:ColorOfTheMoon".',
      "Look it up in the Service Authorization Reference, or remove it.",
      { found: "s3:ColorOfTheMoon" },
    ),
  ],
  UNSUPPORTED_ACTION_FOR_CONDITION_KEY: [
    error(
      linted(on({ StringLike: { "s3:prefix": "a/*" } })),
      'Requests for s3:GetObject do not include "s3:prefix": the condition never holds.',
      "Move s3:GetObject to a separate statement without this condition, or remove it.",
      { key: "s3:prefix", action: "s3:GetObject" },
    ),
    warning(
      linted(on({ StringLikeIfExists: { "s3:prefix": "a/*" } })),
      'Requests for s3:GetObject do not include "s3:prefix": the condition says nothing.',
      "Move s3:GetObject to a separate statement without this condition, or remove it.",
      { key: "s3:prefix", action: "s3:GetObject" },
    ),
    warning(
      linted(on({ StringNotLike: { "s3:prefix": "a/*" } })),
      'Requests for s3:GetObject do not include "s3:prefix": the condition says nothing.',
      "Move s3:GetObject to a separate statement without this condition, or remove it.",
      { key: "s3:prefix", action: "s3:GetObject" },
    ),
  ],
  INVALID_CONDITION_OPERATOR: [
    error(
      linted(on({ StringEqual: { "s3:prefix": "a" } }, list)),
      'The condition operator "StringEqual" does not exist.',
      'Did you mean "StringEquals"?',
      { found: "StringEqual", meant: "StringEquals" },
    ),
    error(
      linted(on({ Zzzzzzzzz: { "s3:prefix": "a" } }, list)),
      'The condition operator "Zzzzzzzzz" does not exist.',
      'Write an operator of IAM, such as "StringEquals", "ArnLike" or "Bool".',
      { found: "Zzzzzzzzz" },
    ),
  ],
  TYPE_MISMATCH: [
    error(
      linted(on({ NumericEquals: { "aws:username": "5" } }, list)),
      'NumericEquals does not compare values of type String, which "aws:username" has.',
      'Write "StringEquals".',
      { operator: "NumericEquals", key: "aws:username", type: "String", instead: "StringEquals" },
    ),
    warning(
      linted(on({ Bool: { "s3:prefix": "true" } }, list)),
      'Bool does not compare values of type String, which "s3:prefix" has.',
      'Write "StringEquals".',
      { operator: "Bool", key: "s3:prefix", type: "String", instead: "StringEquals" },
    ),
    suggestion(
      linted(on({ StringEquals: { "aws:PrincipalArn": roleArn } })),
      'StringEquals does not compare values of type ARN, which "aws:PrincipalArn" has.',
      'Write "ArnLike".',
      { operator: "StringEquals", key: "aws:PrincipalArn", type: "ARN", instead: "ArnLike" },
    ),
  ],
  INVALID_DATE_VALUE: [
    warning(
      linted(on({ DateGreaterThan: { "aws:CurrentTime": "1609459200" } })),
      '"aws:CurrentTime" is compared with "1609459200", seconds since 1970, which may not be the time that is meant.',
      'Write a date: "2026-01-31T12:00:00Z".',
      { found: "1609459200", key: "aws:CurrentTime" },
    ),
  ],
  INVALID_CONDITION_VALUE: [
    error(
      linted(on({ NumericLessThanEquals: { "s3:max-keys": "ten" } }, list)),
      'NumericLessThanEquals cannot compare with "ten".',
      "Write a number.",
      { found: "ten", operator: "NumericLessThanEquals", example: "a number" },
    ),
    error(
      linted(on({ IpAddress: { "aws:SourceIp": "everywhere" } })),
      'IpAddress cannot compare with "everywhere".',
      'Write an address or a range: "203.0.113.0/24".',
      { found: "everywhere", operator: "IpAddress", example: 'an address or a range: "203.0.113.0/24"' },
    ),
  ],
  FORALLVALUES_WITH_SINGLE_VALUED_KEY: [
    securityWarning(
      linted(on({ "ForAllValues:StringEquals": { "s3:prefix": "a" } }, list)),
      '"s3:prefix" has a single value, and ForAllValues:StringEquals also matches requests without it.',
      'Write "StringEquals".',
      { operator: "ForAllValues:StringEquals", key: "s3:prefix" },
    ),
  ],
  MISSING_QUALIFIER: [
    warning(
      linted(on({ StringEquals: { "dynamodb:LeadingKeys": "a" } }, read)),
      '"dynamodb:LeadingKeys" can have several values, but StringEquals compares a single one.',
      'Write "ForAnyValue:StringEquals" if one of them has to match, or "ForAllValues:StringEquals" if all have to.',
      { operator: "StringEquals", key: "dynamodb:LeadingKeys" },
    ),
  ],
  WILDCARD_WITHOUT_LIKE_OPERATOR: [
    warning(
      linted(on({ StringEquals: { "s3:prefix": "a/*" } }, list)),
      'StringEquals treats the wildcard in "a/*" as a plain character.',
      'Write "StringLike".',
      { found: "a/*", operator: "StringEquals", instead: "StringLike" },
    ),
  ],
  LIKE_WITHOUT_WILDCARD: [
    suggestion(
      linted(on({ StringLike: { "s3:prefix": "a" } }, list)),
      "StringLike compares with values that contain no wildcard.",
      'Write "StringEquals", or add the wildcard.',
      { operator: "StringLike", instead: "StringEquals" },
    ),
  ],
  PRIVILEGE_ESCALATION: [
    securityWarning(
      linted(policy({ Action: "iam:PutRolePolicy", Resource: "*" })),
      'iam:PutRolePolicy on "*" amounts to every permission in the account: it writes any permission into a role.',
      "Write one ARN, or remove the action.",
      { action: "iam:PutRolePolicy", resource: "*" },
    ),
    securityWarning(
      linted(policy({ Action: "s3:PutBucketPolicy", Resource: "*" })),
      's3:PutBucketPolicy on "*" opens all of them to anybody: it rewrites who may use a bucket.',
      "Write one ARN, or remove the action.",
      { action: "s3:PutBucketPolicy", resource: "*" },
    ),
    securityWarning(
      linted(policy({ Action: "iam:PutRolePolicy", Resource: roleArn })),
      "iam:PutRolePolicy allows code to give itself more permissions: it writes any permission into a role.",
      "Remove it. Set the permissions of the app's code where the app is deployed.",
      { action: "iam:PutRolePolicy" },
    ),
    securityWarning(
      linted(policy({ Action: "s3:PutBucketPolicy", Resource: "arn:aws:s3:::images" })),
      "s3:PutBucketPolicy allows code to give access to others: it rewrites who may use a bucket.",
      "Remove it. Set the permissions of the app's code where the app is deployed.",
      { action: "s3:PutBucketPolicy" },
    ),
  ],
  WILDCARD_RESOURCE: [
    warning(
      linted(policy({ Action: "logs:CreateLogGroup", Resource: arnOf("logs", "*") })),
      '"arn:aws:logs:eu-west-1:123456789012:*" allows logs:CreateLogGroup on all resources in that region and account.',
      "Write the ARN of the resource.",
      { found: "arn:aws:logs:eu-west-1:123456789012:*", action: "logs:CreateLogGroup" },
    ),
    warning(
      linted(policy({ Action: "translate:TranslateText", Resource: "*" })),
      '"*" allows translate:TranslateText on all resources.',
      "Write the ARN of the resource if the call has one.",
      { found: "*", action: "translate:TranslateText" },
    ),
    warning(
      linted(policy({ Action: "dynamodb:PutItem", Resource: arnOf("dynamodb", "table/*") })),
      '"arn:aws:dynamodb:eu-west-1:123456789012:table/*" matches every resource of its type in that account, so dynamodb:PutItem is allowed on all of them.',
      'Write the ARN of the resource, or the start of its name ("my-app-*").',
      { found: "arn:aws:dynamodb:eu-west-1:123456789012:table/*", action: "dynamodb:PutItem" },
    ),
    warning(
      planned(allowing({ actions: ["sqs:SendMessage"], resources: [arnOf("sqs", "*")] })),
      '"arn:aws:sqs:eu-west-1:123456789012:*" allows sqs:SendMessage on all resources in that region and account.',
      "Write the ARN of the resource, or use sqs.send(…), which does.",
      { found: arnOf("sqs", "*"), action: "sqs:SendMessage", grant: "sqs.send" },
    ),
  ],
  ALLOW_WITH_NOT_ELEMENT: [
    warning(
      linted(policy({ NotAction: "iam:CreateUser", Resource: queue })),
      '"NotAction" with Allow allows everything except what it lists, including what AWS adds later.',
      'Write "Action", and list what to allow.',
      { element: "NotAction", instead: "Action" },
    ),
    securityWarning(
      linted(policy({ NotPrincipal: { AWS: "123456789012" }, ...get })),
      '"NotPrincipal" with Allow allows everything except what it lists, including what AWS adds later.',
      'Write "Principal", and list what to allow.',
      { element: "NotPrincipal", instead: "Principal" },
    ),
  ],
  PUBLIC_PRINCIPAL: [
    securityWarning(
      linted(policy({ ...get, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      'The principal "*" is everyone in every AWS account: no condition says who it is.',
      'Name the principal: { "Service": "amplify.amazonaws.com" }.',
      {},
    ),
    securityWarning(
      linted(policy({ ...amplify, Principal: "*" })),
      'The principal "*" is everyone in every AWS account.',
      'Name the principal: { "Service": "amplify.amazonaws.com" }.',
      {},
    ),
    warning(
      linted(
        policy({
          ...amplify,
          Principal: { AWS: "*" },
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } },
        }),
      ),
      'The principal "*" is everyone in every AWS account, limited only by the condition.',
      'Name the principal: { "Service": "amplify.amazonaws.com" }.',
      {},
    ),
  ],
  SECRET_IN_POLICY: [
    error(
      linted(on({ StringEquals: { "aws:PrincipalTag/key": accessKeyId } })),
      "This looks like an access key's id. Everyone who can read the policy can read it.",
      "Remove it, and invalidate it: it has been exposed.",
      { found: "an access key's id" },
    ),
    error(
      linted(on({ StringEquals: { "aws:PrincipalTag/key": secretKey } })),
      "This looks like a secret access key. Everyone who can read the policy can read it.",
      "Remove it, and invalidate it: it has been exposed.",
      { found: "a secret access key" },
    ),
  ],
  REDUNDANT_STATEMENT: [
    suggestion(
      linted(policy({ Effect: "Deny", ...get }, { Effect: "Deny", ...get, Action: "s3:*" })),
      "Statement[1] denies everything that this statement denies.",
      "Remove this statement, or narrow the other one.",
      { by: "Statement[1]" },
    ),
    warning(
      linted(policy(send, { Effect: "Deny", Action: "sqs:*", Resource: "*" })),
      "Statement[1] denies everything that this statement allows.",
      "Remove one of the two.",
      { by: "Statement[1]" },
    ),
    suggestion(
      linted(policy(send, { Action: ["sqs:Send*", "sqs:GetQueueUrl"], Resource: arnOf("sqs", "ord*") })),
      "Statement[1] allows everything that this statement allows.",
      "Remove this statement, or narrow the other one.",
      { by: "Statement[1]" },
    ),
    suggestion(
      linted(policy(send, send)),
      "Statement[1] is identical to this statement.",
      "Remove this statement, or narrow the other one.",
      { by: "Statement[1]" },
    ),
  ],
  TRUST_PRINCIPAL: [
    error(
      linted(policy({ ...amplify, Principal: { Service: "lambda.amazonaws.com" } }), { role: "compute" }),
      "No statement allows amplify.amazonaws.com to assume the role.",
      'Write { "Service": "amplify.amazonaws.com" } as the principal.',
      { expected: "amplify.amazonaws.com" },
    ),
    error(
      linted(policy({ ...amplify, Principal: { Service: "lambda.amazonaws.com" } }), { role: "identityPool" }),
      "No statement allows cognito-identity.amazonaws.com to assume the role.",
      'Write { "Federated": "cognito-identity.amazonaws.com" } as the principal.',
      { expected: "cognito-identity.amazonaws.com" },
    ),
    warning(
      linted(
        policy({ ...amplify, Principal: { Service: ["amplify.amazonaws.com", "amplify.eu-west-1.amazonaws.com"] } }),
      ),
      'Amplify assumes roles as amplify.amazonaws.com, not as "amplify.eu-west-1.amazonaws.com".',
      "Remove the regional principal.",
      { found: "amplify.eu-west-1.amazonaws.com", expected: "amplify.amazonaws.com" },
    ),
  ],
  TRUST_ACTION: [
    error(
      linted(policy({ ...amplify, Action: "sts:AssumeRoleWithSAML" })),
      "amplify.amazonaws.com assumes roles with sts:AssumeRole, which this statement does not allow.",
      'Write "Action": "sts:AssumeRole".',
      { principal: "amplify.amazonaws.com", expected: "sts:AssumeRole" },
    ),
  ],
  TRUST_CONDITION: [
    error(
      linted(policy({ ...amplify, Condition: sourceArn("apps/d123") })),
      'Amplify sends the branch\'s ARN, which "arn:aws:amplify:eu-west-1:123456789012:apps/d123" does not match.',
      'Write ArnLike with "arn:aws:amplify:<region>:<account>:apps/*" or "…/apps/<id>/*".',
      { found: "arn:aws:amplify:eu-west-1:123456789012:apps/d123" },
    ),
    warning(
      linted(policy({ ...amplify, Condition: sourceArn("apps/*") }), { role: "compute" }),
      'The trust policy of a compute role has a condition ("aws:SourceArn"), so Amplify may refuse to attach the role.',
      "Remove the condition: AWS's own trust policy has none. If you need it, check that the role can be attached.",
      { key: "aws:SourceArn" },
    ),
    error(
      linted(policy({ ...pool, Condition: users })),
      "No condition on cognito-identity.amazonaws.com:aud names an identity pool, so every identity pool of every account can use the role.",
      'Write "StringEquals": { "cognito-identity.amazonaws.com:aud": "<identity pool id>" }.',
      { key: "cognito-identity.amazonaws.com:aud" },
    ),
    warning(
      linted(policy({ ...pool, Condition: { StringEquals: audience } })),
      "No condition on cognito-identity.amazonaws.com:amr separates users from guests, so both can use the role.",
      'Write "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" }.',
      { key: "cognito-identity.amazonaws.com:amr" },
    ),
    error(
      live({ roles: [role("compute", { trust: policy({ ...amplify, Condition: sourceArn("apps/d2/*") }) })] }),
      'The trust policy requires aws:SourceArn to be "arn:aws:amplify:eu-west-1:123456789012:apps/d2/*", and Amplify sends "arn:aws:amplify:eu-west-1:123456789012:apps/d1/branches/main" for this app. The role cannot be assumed.',
      'Write "arn:aws:amplify:eu-west-1:123456789012:apps/*", or remove the condition.',
      {
        key: "aws:SourceArn",
        expected: ["arn:aws:amplify:eu-west-1:123456789012:apps/d2/*"],
        actual: "arn:aws:amplify:eu-west-1:123456789012:apps/d1/branches/main",
      },
    ),
  ],
  TRUST_DENIES: [
    error(
      linted(policy(amplify, { ...amplify, Effect: "Deny" })),
      "This statement does not let amplify.amazonaws.com assume the role.",
      "Remove the Deny, or name another principal in it.",
      { principal: "amplify.amazonaws.com" },
    ),
    warning(
      linted(policy(amplify, { ...amplify, Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": false } } })),
      "This statement does not let amplify.amazonaws.com assume the role when its condition is true.",
      "Remove the Deny, or name another principal in it.",
      { principal: "amplify.amazonaws.com" },
    ),
  ],
};
