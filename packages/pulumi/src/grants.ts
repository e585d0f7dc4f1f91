// Made by `npm run generate` from packages/core/src/grants/services.
import type { Grants } from "@amplify-roles/core";
import { grantsOf } from "@amplify-roles/core/adapter";
import type { Input } from "@pulumi/pulumi";

/** The core's grant functions, for strings that may be Outputs. */
const grants = grantsOf<Input<string>>();

/** A statement in IAM's own terms, for what has no function. */
export const allow: Grants<Input<string>>["allow"] = grants.allow;
/**
 * AppSync. https://docs.aws.amazon.com/service-authorization/latest/reference/list_appsync.html
 *
 * AppSync authorizes GraphQL on fields; the ARN of an API alone never matches:
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
export const appsync: Grants<Input<string>>["appsync"] = grants.appsync;
/** Bedrock. https://docs.aws.amazon.com/service-authorization/latest/reference/list_bedrock.html */
export const bedrock: Grants<Input<string>>["bedrock"] = grants.bedrock;
/** CloudFront. https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudfront.html */
export const cloudFront: Grants<Input<string>>["cloudFront"] = grants.cloudFront;
/** CloudWatch. https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudwatch.html */
export const cloudWatch: Grants<Input<string>>["cloudWatch"] = grants.cloudWatch;
/**
 * Cognito user pools: what a server does as an administrator. What users do with their own tokens needs no permission.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_cognito-idp.html
 */
export const cognito: Grants<Input<string>>["cognito"] = grants.cognito;
/**
 * Aurora DSQL. A client connects with a token that it signs itself, so connecting is the only action that it needs.
 * The database roles decide what it may do after that. https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_dsql.html
 */
export const dsql: Grants<Input<string>>["dsql"] = grants.dsql;
/** DynamoDB. https://docs.aws.amazon.com/service-authorization/latest/reference/list_dynamodb.html */
export const dynamodb: Grants<Input<string>>["dynamodb"] = grants.dynamodb;
/** ECR. https://docs.aws.amazon.com/service-authorization/latest/reference/list_ecr.html */
export const ecr: Grants<Input<string>>["ecr"] = grants.ecr;
/** EventBridge. https://docs.aws.amazon.com/service-authorization/latest/reference/list_events.html */
export const eventBridge: Grants<Input<string>>["eventBridge"] = grants.eventBridge;
/** Firehose. https://docs.aws.amazon.com/service-authorization/latest/reference/list_firehose.html */
export const firehose: Grants<Input<string>>["firehose"] = grants.firehose;
/** Kinesis Data Streams. https://docs.aws.amazon.com/service-authorization/latest/reference/list_kinesis.html */
export const kinesis: Grants<Input<string>>["kinesis"] = grants.kinesis;
/** KMS. https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html */
export const kms: Grants<Input<string>>["kms"] = grants.kms;
/** Lambda. https://docs.aws.amazon.com/service-authorization/latest/reference/list_lambda.html */
export const lambda: Grants<Input<string>>["lambda"] = grants.lambda;
/**
 * Amazon Location. https://docs.aws.amazon.com/location/latest/developerguide/security_iam_service-with-iam.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo-maps.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo-places.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo-routes.html
 */
export const location: Grants<Input<string>>["location"] = grants.location;
/**
 * The Data API of Aurora. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds-data.html
 */
export const rdsData: Grants<Input<string>>["rdsData"] = grants.rdsData;
/**
 * IAM database authentication.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds-db.html
 */
export const rdsIam: Grants<Input<string>>["rdsIam"] = grants.rdsIam;
/**
 * S3 buckets, access points and Multi-Region Access Points. An ARN that is known only after deploy counts as a bucket's;
 * give an access point by its name then. What an access point allows, the bucket's own policy must allow too.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html
 */
export const s3: Grants<Input<string>>["s3"] = grants.s3;
/** Secrets Manager. https://docs.aws.amazon.com/service-authorization/latest/reference/list_secretsmanager.html */
export const secretsManager: Grants<Input<string>>["secretsManager"] = grants.secretsManager;
/**
 * SES. While an account is in the sandbox, the addresses that it sends to are identities too, and need a grant.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_ses.html
 */
export const ses: Grants<Input<string>>["ses"] = grants.ses;
/** SNS. https://docs.aws.amazon.com/service-authorization/latest/reference/list_sns.html */
export const sns: Grants<Input<string>>["sns"] = grants.sns;
/** SQS. https://docs.aws.amazon.com/service-authorization/latest/reference/list_sqs.html */
export const sqs: Grants<Input<string>>["sqs"] = grants.sqs;
/** Parameter Store of Systems Manager. https://docs.aws.amazon.com/service-authorization/latest/reference/list_ssm.html */
export const ssm: Grants<Input<string>>["ssm"] = grants.ssm;
/**
 * Step Functions. https://docs.aws.amazon.com/service-authorization/latest/reference/list_states.html
 *
 * If the ARN of a state machine is known only after deploy, give the machine by its name to the functions for executions.
 */
export const stepFunctions: Grants<Input<string>>["stepFunctions"] = grants.stepFunctions;
/** STS. https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html */
export const sts: Grants<Input<string>>["sts"] = grants.sts;
/** X-Ray. https://docs.aws.amazon.com/service-authorization/latest/reference/list_xray.html */
export const xray: Grants<Input<string>>["xray"] = grants.xray;
