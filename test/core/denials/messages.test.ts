import { describe, expect, test } from "vitest";
import { callerOf, symptomsIn } from "../../../packages/core/src/doctor.js";

/**
 * The forms of https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html (`AWS's page`), and those that
 * services and SDKs write.
 */
const account = "123456789012";
const compute = `arn:aws:sts::${account}:assumed-role/web-compute/AmplifyHostingCompute-app=d1a2b3`;
const table = `arn:aws:dynamodb:eu-west-1:${account}:table/orders`;
const secret = `arn:aws:secretsmanager:us-east-1:${account}:secret:*`;
const groups = `arn:aws:codedeploy:us-east-1:${account}:deploymentgroup:*`;
const john = `arn:aws:iam::${account}:user/John`;
const scp = "arn:aws:organizations::999999999999:policy/o-example/service_control_policy/p-guardrail";

const denied = (action: string, resource: string | undefined, policy: string | undefined, explicit: boolean) => ({
  type: "denied",
  action,
  explicit,
  ...(resource === undefined ? {} : { resource }),
  ...(policy === undefined ? {} : { policy }),
});

const forms: readonly (readonly [name: string, text: string, expected: object])[] = [
  [
    "identity-based, implicit",
    `User: ${compute} is not authorized to perform: dynamodb:GetItem on resource: ${table} because no identity-based policy allows the dynamodb:GetItem action`,
    denied("dynamodb:GetItem", table, "identity", false),
  ],
  [
    "identity-based, explicit",
    `User: ${john} is not authorized to perform: codedeploy:ListDeployments on resource: ${groups} with an explicit deny in an identity-based policy`,
    denied("codedeploy:ListDeployments", groups, "identity", true),
  ],
  [
    "identity-based, wrapped by a terminal, without a resource",
    `User: ${john} is not authorized to perform:\ncodecommit:ListRepositories because no identity-based policy allows the codecommit:ListRepositories action`,
    denied("codecommit:ListRepositories", undefined, "identity", false),
  ],
  [
    "resource-based, implicit",
    `User: ${john} is not authorized to perform: secretsmanager:GetSecretValue because no resource-based policy allows the secretsmanager:GetSecretValue action`,
    denied("secretsmanager:GetSecretValue", undefined, "resource", false),
  ],
  [
    "resource-based, explicit",
    `User: ${john} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${secret} with an explicit deny in a resource-based policy`,
    denied("secretsmanager:GetSecretValue", secret, "resource", true),
  ],
  [
    "permissions boundary, implicit",
    `User: ${john} is not authorized to perform: codedeploy:ListDeployments on resource: ${groups} because no permissions boundary allows the codedeploy:ListDeployments action`,
    denied("codedeploy:ListDeployments", groups, "boundary", false),
  ],
  [
    "permissions boundary, explicit",
    `User: ${john} is not authorized to perform: sagemaker:ListModels with an explicit deny in a permissions boundary`,
    denied("sagemaker:ListModels", undefined, "boundary", true),
  ],
  [
    "service control policy, implicit",
    `User: ${john} is not authorized to perform: codecommit:ListRepositories because no service control policy allows the codecommit:ListRespositories action`,
    denied("codecommit:ListRepositories", undefined, "serviceControl", false),
  ],
  [
    "service control policy, explicit, with the policy's ARN",
    `User: ${compute} is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::web/x.csv with an explicit deny in a service control policy: ${scp}`,
    { ...denied("s3:PutObject", "arn:aws:s3:::web/x.csv", "serviceControl", true), policyArn: scp },
  ],
  [
    "service control policy in the older words",
    `User: ${john} is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::web/x due to an explicit deny in a Service Control Policy`,
    denied("s3:PutObject", "arn:aws:s3:::web/x", "serviceControl", true),
  ],
  [
    "resource control policy",
    `User: ${john} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${secret} with an explicit deny in a resource control policy`,
    denied("secretsmanager:GetSecretValue", secret, "resourceControl", true),
  ],
  [
    "session policy, implicit",
    `User: ${john} is not authorized to perform: codecommit:ListRepositories because no session policy allows the codecommit:ListRepositories action`,
    denied("codecommit:ListRepositories", undefined, "session", false),
  ],
  [
    "session policy, explicit, as AWS's page spells it",
    `User: ${john} is not authorized to perform: codedeploy:ListDeployments on resource: ${groups} with an explicit deny in a sessions policy`,
    denied("codedeploy:ListDeployments", groups, "session", true),
  ],
  [
    "VPC endpoint policy, implicit",
    `User: ${john} is not authorized to perform: codecommit:ListRepositories because no VPC endpoint policy allows the codecommit:ListRepositories action`,
    denied("codecommit:ListRepositories", undefined, "vpcEndpoint", false),
  ],
  [
    "VPC endpoint policy, through another policy",
    `User: ${compute} is not authorized to perform: SNS:Publish on resource: arn:aws:sns:us-east-1:444455556666:t with an explicit deny in a VPC endpoint policy transitively through a service control policy`,
    denied("sns:Publish", "arn:aws:sns:us-east-1:444455556666:t", "serviceControl", true),
  ],
  [
    "role trust policy, implicit",
    `User: ${john} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
    denied("sts:AssumeRole", undefined, "trust", false),
  ],
  [
    "role trust policy, explicit",
    `User: ${john} is not authorized to perform: sts:AssumeRole with an explicit deny in the role trust policy`,
    denied("sts:AssumeRole", undefined, "trust", true),
  ],
  [
    "AssumeRole on a role",
    `User: ${john} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${account}:role/path/web`,
    { type: "refused", action: "sts:AssumeRole", role: `arn:aws:iam::${account}:role/path/web`, by: john },
  ],
  [
    "AssumeRoleWithWebIdentity",
    "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity",
    { type: "refused", action: "sts:AssumeRoleWithWebIdentity" },
  ],
  [
    "S3 with the ARN in quotes and a key with a space",
    `User: ${compute} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::web/my cat.png" because no identity-based policy allows the s3:GetObject action`,
    denied("s3:GetObject", "arn:aws:s3:::web/my cat.png", "identity", false),
  ],
  [
    "SES with its own quotes",
    `User \`${compute}' is not authorized to perform \`ses:SendEmail' on resource \`arn:aws:ses:us-east-1:${account}:identity/a@example.com'`,
    denied("ses:SendEmail", `arn:aws:ses:us-east-1:${account}:identity/a@example.com`, undefined, false),
  ],
  [
    "SNS to a phone number",
    `AuthorizationErrorException: User: ${compute} is not authorized to perform: SNS:Publish on resource: +15555550100`,
    denied("sns:Publish", "+15555550100", undefined, false),
  ],
  [
    "KMS through another service",
    `User: ${compute} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    denied("kms:Decrypt", undefined, "resource", false),
  ],
  ["Secrets Manager about its key", "Access to KMS is not allowed", denied("kms:Decrypt", undefined, undefined, false)],
  [
    "in the JSON of a log line",
    JSON.stringify({
      level: "error",
      errorMessage: `User: ${compute} is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:${account}:function:f because no identity-based policy allows the lambda:InvokeFunction action`,
    }),
    denied("lambda:InvokeFunction", `arn:aws:lambda:eu-west-1:${account}:function:f`, "identity", false),
  ],
  [
    "at the end of JSON within JSON",
    JSON.stringify({
      m: JSON.stringify({ e: `User: ${compute} is not authorized to perform: ssm:GetParameter on resource: ${table}` }),
    }),
    denied("ssm:GetParameter", table, undefined, false),
  ],
  [
    "the AWS CLI about S3",
    "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied",
    { type: "denied", action: "s3:ListBucket", explicit: false },
  ],
  [
    "the XML of S3",
    '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
    { type: "denied", explicit: false },
  ],
  [
    "AppSync",
    "Not Authorized to access getPost on type Query",
    { type: "graphqlField", field: "getPost", of: "Query" },
  ],
  [
    "AppSync's log",
    '{"logType": "RequestSummary", "requestId": "dbe87af3", "graphQLAPIId": "pmo28inf75eepg63qxq4ekoeg4", "statusCode": 401, "latency": 242000000}',
    { type: "graphqlRequest", statusCode: 401, api: "pmo28inf75eepg63qxq4ekoeg4" },
  ],
  [
    "the SDK for JavaScript",
    "CredentialsProviderError: Could not load credentials from any providers",
    { type: "noCredentials" },
  ],
  [
    "expired keys",
    "ExpiredTokenException: The security token included in the request is expired",
    { type: "invalidCredentials", expired: true },
  ],
  [
    "invalid keys",
    "UnrecognizedClientException: The security token included in the request is invalid.",
    { type: "invalidCredentials", expired: false },
  ],
  [
    "the compute role",
    "BadRequestException: The compute role provided cannot be assumed by Amplify",
    { type: "notAssumable", role: "compute" },
  ],
  ["the service role", "Unable to assume specified IAM Role", { type: "notAssumable", role: "service" }],
];

describe("a message", () => {
  test.each(forms)("%s", (_, text, expected) => {
    const found = symptomsIn(text).map((symptom) =>
      symptom.type === "denied" ? (({ caller: _caller, ...rest }) => rest)(symptom) : symptom,
    );
    expect(found).toMatchObject([expected]);
    expect(Object.keys(found[0] ?? {}).sort()).toEqual(
      [
        ...new Set([
          ...Object.keys(expected),
          ...(found[0]?.type === "refused" && !("role" in expected) ? ["message"] : []),
        ]),
      ].sort(),
    );
  });

  test("of EC2 has the caller's denial and the encoded message", () => {
    const text = `You are not authorized to perform this operation. User: ${john} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:${account}:instance/* with an explicit deny in a service control policy: ${scp}. Encoded authorization failure message: l26LbhSrTHsbjKaIOy7T-fXx_1`;
    expect(symptomsIn(text)).toMatchObject([
      { type: "denied", action: "ec2:RunInstances", policy: "serviceControl", policyArn: scp },
      { type: "encoded", message: "l26LbhSrTHsbjKaIOy7T-fXx_1" },
    ]);
  });

  test("with two denials gives both, each with its own reason", () => {
    const one = `User: ${compute} is not authorized to perform: dynamodb:Query on resource: ${table}`;
    const two = `User: ${compute} is not authorized to perform: dynamodb:Scan on resource: ${table} with an explicit deny in an identity-based policy`;
    expect(symptomsIn(`${one}\n${two}`)).toMatchObject([
      { action: "dynamodb:Query", explicit: false },
      { action: "dynamodb:Scan", explicit: true },
    ]);
  });

  test.each([
    "User logged in",
    "GET /orders 200 in 12 ms",
    '{"logType": "RequestSummary", "graphQLAPIId": "a", "statusCode": 200}',
    "authorized",
    "token is required",
    "Authorization: Bearer",
  ])("that is no denial gives nothing: %s", (text) => expect(symptomsIn(text)).toEqual([]));
});

describe("a caller", () => {
  test.each([
    [
      compute,
      { type: "compute", role: "web-compute", account, appId: "d1a2b3", session: "AmplifyHostingCompute-app=d1a2b3" },
    ],
    [`arn:aws:sts::${account}:assumed-role/r/BuildSession`, { type: "build", role: "r" }],
    [`arn:aws:sts::${account}:assumed-role/r/CognitoIdentityCredentials`, { type: "identityPool", role: "r" }],
    [`arn:aws-cn:sts::${account}:assumed-role/r/i-1`, { type: "role", role: "r" }],
    [`arn:aws:iam::${account}:role/path/r`, { type: "role", role: "r" }],
    [john, { type: "user", account }],
    [`arn:aws:iam::${account}:root`, { type: "root" }],
    ["anonymous", { type: "other" }],
  ])("%s", (arn, expected) => expect(callerOf(arn)).toMatchObject({ arn, ...expected }));
});
