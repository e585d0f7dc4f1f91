import { allow, appsync, cognito, dynamodb, s3, sqs, ssm, sts } from "@amplify-roles/core";
import { accessKeyId, app, arnOf, computeRole, granting, serviceRole } from "../bad-input/rows.js";
import { queue } from "../fixtures/arns.js";
import { error, type Messages, planned, warning } from "./row.js";

const tableThere = "arn:aws:dynamodb:eu-west-1:210987654321:table/orders";
const parameterThere = "arn:aws:ssm:eu-west-1:210987654321:parameter/web/url";
const apiThere = "arn:aws:appsync:eu-west-1:210987654321:apis/abc";

export const security: Messages = {
  INEFFECTIVE_RESTRICTION: [
    error(
      planned(granting(s3.delete("arn:aws:s3:::app-*", { prefix: "public/" }))),
      '"prefix" does not restrict "arn:aws:s3:::app-*": a wildcard in IAM also matches slashes, so the policy would allow other objects too.',
      'Give each bucket without a wildcard, or remove "prefix" to allow all objects.',
      { option: "prefix", arn: "arn:aws:s3:::app-*", what: "objects" },
    ),
  ],
  WILDCARD_CROSSES_SLASHES: [
    warning(
      planned(granting(sts.assumeRole({ name: "app-*" }))),
      'A wildcard in IAM also matches slashes, so "app-*" also matches "app-x/admin".',
      "Write whole names, unless those are meant too.",
      { found: "app-*", deeper: "app-x/admin" },
    ),
  ],
  PREFIX_WITHOUT_SLASH: [
    warning(
      planned(granting(s3.read({ name: "b" }, { prefix: "images" }))),
      'The prefix "images" also allows keys such as "images-private/cat.png".',
      'Write "images/", unless those are meant too.',
      { prefix: "images" },
    ),
  ],
  REGION_PARTITION_MISMATCH: [
    error(
      planned(computeRole({ partition: "aws", region: "cn-north-1" })),
      'The region "cn-north-1" is in the partition "aws-cn", not in "aws".',
      'Write a region of the partition "aws", or another partition.',
      { region: "cn-north-1", found: "aws-cn", expected: "aws" },
    ),
  ],
  REGION_MISMATCH: [
    error(
      planned(granting(cognito.readUsers({ userPoolId: "eu-west-1_a", region: "us-east-1" }))),
      'The user pool is in the region "eu-west-1", but this is in "us-east-1".',
      "Write the same region for both.",
      { found: "eu-west-1", expected: "us-east-1" },
    ),
    warning(
      planned(granting(sqs.send(queue, { kmsKey: "arn:aws:kms:us-east-1:123456789012:key/a" }))),
      'The key is in the region "us-east-1", but the queue is in "eu-west-1".',
      "Write the same region for both.",
      { found: "us-east-1", expected: "eu-west-1" },
    ),
    warning(
      planned(serviceRole({ region: "us-east-1", appId: "d1", logs: { kmsKeyId: arnOf("kms", "key/a") } })),
      'The key is in the region "eu-west-1", but the log group is in "us-east-1".',
      "Write the same region for both.",
      { found: "eu-west-1", expected: "us-east-1" },
    ),
  ],
  ARN_ACCOUNT_MISMATCH: [
    error(
      planned(app({ account: "123456789012", computeRole: "arn:aws:iam::210987654321:role/r" })),
      '"arn:aws:iam::210987654321:role/r" is in the account 210987654321, but the deployment is in 123456789012. A role and what is attached to it are in one account.',
      "Write an ARN of the account 123456789012.",
      { arn: "arn:aws:iam::210987654321:role/r", found: "210987654321", expected: "123456789012" },
    ),
  ],
  OTHER_SIDE_REQUIRED: [
    warning(
      planned(computeRole({ account: "123456789012", grants: [dynamodb.read(tableThere)] })),
      '"arn:aws:dynamodb:eu-west-1:210987654321:table/orders" is in the account 210987654321. The resource-based policy of the table or the stream there has to allow the access, too.',
      'Add the statements that the output "requirements" has for it to the resource-based policy of the table or the stream. If they are there already, ignore the warning.',
      { where: "resource-based policy of the table or the stream", resource: tableThere, account: "210987654321" },
    ),
    warning(
      planned(granting(s3.read({ accessPoint: "images" }))),
      '"arn:<partition>:s3:<region>:<account>:accesspoint/images" needs a statement in a bucket policy, too. The role\'s own policy is not enough.',
      'Add the statements that the output "requirements" has for it to the bucket policy. If they are there already, ignore the warning.',
      { where: "bucket policy", resource: "arn:<partition>:s3:<region>:<account>:accesspoint/images" },
    ),
    warning(
      planned(
        computeRole({
          account: "123456789012",
          grants: [allow({ actions: ["es:ESHttpGet"], resources: ["arn:aws:es:eu-west-1:210987654321:domain/web/*"] })],
        }),
      ),
      '"arn:aws:es:eu-west-1:210987654321:domain/web/*" is in the account 210987654321. If es has resource-based policies, the one there has to allow the access, too.',
      "Look es up in https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html. If it has none, create a role in that account, and grant sts.assumeRole on it.",
      { resource: "arn:aws:es:eu-west-1:210987654321:domain/web/*", service: "es", account: "210987654321" },
    ),
  ],
  OTHER_ACCOUNT_UNREACHABLE: [
    warning(
      planned(computeRole({ account: "123456789012", grants: [ssm.read(parameterThere)] })),
      '"arn:aws:ssm:eu-west-1:210987654321:parameter/web/url" is in the account 210987654321. Nobody there can allow this role the access, because such resources have no policies.',
      "Share the parameter with AWS RAM, which requires the advanced tier. Or create a role in that account, and grant sts.assumeRole on it.",
      { resource: parameterThere, service: "ssm", account: "210987654321" },
    ),
    warning(
      planned(computeRole({ account: "123456789012", grants: [appsync.graphql(apiThere)] })),
      '"arn:aws:appsync:eu-west-1:210987654321:apis/abc/*" is in the account 210987654321. Nobody there can allow this role the access, because such resources have no policies.',
      "Create a role in that account, and grant sts.assumeRole on it.",
      { resource: `${apiThere}/*`, service: "appsync", account: "210987654321" },
    ),
  ],
  ROLE_WITHOUT_PERMISSIONS: [
    warning(
      planned(app({ computeRole: {} })),
      "This role allows nothing, so AWS denies every request that is made with it.",
      "Add grants: [dynamodb.read(table.arn)], or remove the role.",
      {},
    ),
  ],
  LITERAL_SECRET: [
    warning(
      planned(app({ accessToken: "token" })),
      "The access token is plain text in the program, so it is also in the files that the tool writes.",
      "Use a sensitive TerraformVariable, or config.requireSecret(…) in Pulumi.",
      { what: "access token" },
    ),
  ],
  SECRET_IN_VARIABLE: [
    warning(
      planned(app({ environmentVariables: { DB_PASSWORD: "hunter2" } })),
      '"DB_PASSWORD" looks like a secret. Everyone with access to the app can read it, and the running server cannot.',
      "Store it in Secrets Manager or Parameter Store, pass its name, and read it at run time with a grant.",
      { name: "DB_PASSWORD", found: "a secret" },
    ),
  ],
  SECRET_IN_ARGUMENT: [
    error(
      planned(app({ buildSpec: accessKeyId })),
      "This contains an access key's id. Everyone with access to the app can read it.",
      "Remove it, and invalidate it: it has been exposed. Read secrets from Secrets Manager or Parameter Store.",
      { found: "an access key's id" },
    ),
    error(
      planned(app({ repository: "https://a:b@github.com/acme/web" })),
      "The address of the repository contains credentials. Everyone with access to the app can read it.",
      'Write the address without them, and pass the token as "accessToken".',
      { found: "credentials" },
    ),
  ],
  ADMINISTRATOR_POLICY: [
    warning(
      planned(computeRole({ managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] })),
      'The AWS managed policy "AdministratorAccess" allows the app\'s code, and whoever controls it, nearly everything in the account.',
      "Remove it, and grant what the code needs.",
      { name: "AdministratorAccess" },
    ),
  ],
  DIRECTORY_BUCKET: [
    error(
      planned(granting(s3.read({ name: "web--eun1-az1--x-s3" }))),
      '"web--eun1-az1--x-s3" is a directory bucket of S3 Express One Zone. AWS authorizes its requests as s3express:CreateSession, not as actions of S3.',
      'Write allow({ actions: ["s3express:CreateSession"], resources: ["arn:aws:s3express:<region>:<account>:bucket/<name>"] }).',
      { found: "web--eun1-az1--x-s3" },
    ),
  ],
};
