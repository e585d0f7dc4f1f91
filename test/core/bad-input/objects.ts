import { allow, dynamodb, kms, lambda, rdsIam, s3, secretsManager, sns, sqs, sts } from "@amplify-roles/core";
import { attributeOf, Joined, resourceOf, Unresolved } from "../support/placeholders.js";
import { app, computeRole, granting, type Row, resource, serviceRole, wrong } from "./rows.js";

const bucket = resourceOf("aws_s3_bucket", "images");

/** Resources of the program, and their attributes, where others are expected. Their ARNs are known only after deploy. */
export const objects: readonly Row[] = [
  ["a bucket instead of a table", granting(dynamodb.read(wrong(bucket))), [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`]],
  [
    "the ARN of a bucket instead of a table's",
    granting(dynamodb.read(wrong(attributeOf("aws_s3_bucket", "arn")))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "Pulumi's bucket instead of a table",
    granting(dynamodb.read(wrong(resourceOf("aws:s3/bucketV2:BucketV2")))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a resource of a service without grants",
    granting(sqs.send(wrong(resourceOf("aws_instance")))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a delivery stream's sibling",
    granting(sns.publish(wrong(resourceOf("aws_sns_topic_subscription")))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "the name of a table",
    granting(dynamodb.read(wrong(attributeOf("aws_dynamodb_table", "name")))),
    [`NOT_AN_ARN ${resource}`],
  ],
  [
    "the id of a table",
    granting(dynamodb.read(wrong(attributeOf("aws_dynamodb_table", "id")))),
    [`NOT_AN_ARN ${resource}`],
  ],
  [
    "the id of a bucket",
    granting(s3.read(wrong(attributeOf("aws:s3/bucket:Bucket", "id")))),
    [`NOT_AN_ARN ${resource}`],
  ],
  ["the URL of a queue", granting(sqs.send(wrong(attributeOf("aws_sqs_queue", "url")))), [`NOT_AN_ARN ${resource}`]],
  [
    "the name of a secret",
    granting(secretsManager.read(wrong(attributeOf("aws_secretsmanager_secret", "name")))),
    [`NOT_AN_ARN ${resource}`],
  ],
  [
    "the invoke ARN of a function",
    granting(lambda.invoke(wrong(attributeOf("aws_lambda_function", "invokeArn")))),
    [`NOT_AN_ARN ${resource}`],
  ],
  [
    "the name of another service's resource",
    granting(dynamodb.read(wrong(attributeOf("aws_s3_bucket", "bucket")))),
    [`NOT_AN_ARN ${resource}`],
  ],
  [
    "an alias of a key",
    granting(kms.decrypt(wrong(resourceOf("aws_kms_alias")))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a database instead of its user",
    granting(rdsIam.connect(wrong(resourceOf("aws_db_instance")))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "the indexes of a table",
    granting(dynamodb.read(wrong(new Joined(attributeOf("aws_dynamodb_table", "arn"), "/index/*")))),
    [`TEXT_AFTER_ARN ${resource}`],
  ],
  [
    "the objects of a bucket",
    granting(s3.read(wrong(new Joined(attributeOf("aws_s3_bucket", "arn"), "/*")))),
    [`TEXT_AFTER_ARN ${resource}`],
  ],
  [
    "a policy instead of a role",
    granting(sts.assumeRole(wrong(resourceOf("aws_iam_policy")))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a bucket as the key of a table",
    granting(dynamodb.read(resourceOf("aws_dynamodb_table") as never, { kmsKey: wrong(bucket) })),
    ["ARN_RESOURCE_TYPE_MISMATCH grants[0].options.kmsKey"],
  ],
  [
    "the id of a key",
    granting(
      dynamodb.read(resourceOf("aws_dynamodb_table") as never, { kmsKey: wrong(attributeOf("aws_kms_key", "keyId")) }),
    ),
    ["NOT_AN_ARN grants[0].options.kmsKey"],
  ],
  [
    "a bucket as a managed policy",
    computeRole({ managedPolicies: [bucket] }),
    ["ARN_RESOURCE_TYPE_MISMATCH managedPolicies[0]"],
  ],
  [
    "a role as a boundary",
    computeRole({ permissionsBoundary: resourceOf("aws_iam_role") }),
    ["ARN_RESOURCE_TYPE_MISMATCH permissionsBoundary"],
  ],
  ["the name of a role", app({ serviceRole: attributeOf("aws_iam_role", "name") }), ["NOT_AN_ARN serviceRole"]],
  [
    "a policy as a role",
    app({ computeRole: resourceOf("aws:iam/policy:Policy") }),
    ["ARN_RESOURCE_TYPE_MISMATCH computeRole"],
  ],
  [
    "a key of the wrong type for the logs",
    serviceRole({ logs: { kmsKeyId: bucket } }),
    ["ARN_RESOURCE_TYPE_MISMATCH logs.kmsKeyId"],
  ],
  ["a resource as a name", app({ description: resourceOf("aws_dynamodb_table") }), ["RESOURCE_AS_TEXT description"]],
  [
    "a resource as the name in a grant",
    granting(dynamodb.read({ name: wrong(resourceOf("aws_dynamodb_table")) })),
    ["RESOURCE_AS_TEXT grants[0].resources[0].name"],
  ],
  [
    "a resource as a number",
    computeRole({ maxSessionDuration: resourceOf("aws_dynamodb_table") }),
    ["RESOURCE_AS_TEXT maxSessionDuration"],
  ],
  [
    "a resource as a condition",
    granting(
      allow({
        actions: ["sqs:SendMessage"],
        resources: [wrong(resourceOf("aws_sqs_queue"))],
        conditions: { StringEquals: { "aws:SourceArn": wrong(resourceOf("aws_sqs_queue")) } },
      }),
    ),
    ['RESOURCE_AS_TEXT grants[0].conditions.StringEquals["aws:SourceArn"]'],
  ],
  [
    "a key for the logs, whose policy has to name CloudWatch",
    serviceRole({ appId: "d123456789", logs: { kmsKeyId: resourceOf("aws_kms_key") } }),
    ["OTHER_SIDE_REQUIRED logs.kmsKeyId"],
  ],
  [
    "a table in another region",
    granting(dynamodb.read(wrong(resourceOf("aws_dynamodb_table", "orders", undefined, "us-east-1")))),
    [`RESOURCE_IN_OTHER_REGION ${resource}`],
  ],
];

/** What is accepted: the ARN is known only after deploy, and its type fits or cannot be told. */
export const acceptedObjects: readonly (readonly [what: string, plan: () => unknown])[] = [
  ["a table", granting(dynamodb.read(wrong(resourceOf("aws_dynamodb_table"))))],
  [
    "several resources",
    granting(dynamodb.read([resourceOf("aws_dynamodb_table"), resourceOf("aws_dynamodb_table_replica")].map(wrong))),
  ],
  [
    "a bucket in another region, which is global",
    granting(s3.read(wrong(resourceOf("aws_s3_bucket", "images", undefined, "us-east-1")))),
  ],
  ["a resource of another provider", granting(dynamodb.read(wrong(resourceOf("awscc_dynamodb_table"))))],
  ["an attribute that may be any ARN", granting(dynamodb.read(wrong(attributeOf("aws_ssm_parameter", "value"))))],
  ["an Output without an origin", granting(dynamodb.read(wrong(new Unresolved("x"))))],
  [
    "the secret of a database",
    granting(secretsManager.read(wrong(attributeOf("aws_rds_cluster", "masterUserSecretArn")))),
  ],
  ["the id of a topic, which is its ARN", granting(sns.publish(wrong(attributeOf("aws_sns_topic", "id"))))],
  [
    "the result of a data source",
    granting(
      dynamodb.read(
        wrong({
          id: "orders",
          name: "orders",
          arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
          hashKey: "pk",
        }),
      ),
    ),
  ],
  ["an object with an ARN", granting(dynamodb.read({ arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" }))],
  [
    "a key",
    granting(dynamodb.read(wrong(resourceOf("aws_dynamodb_table")), { kmsKey: wrong(resourceOf("aws_kms_key")) })),
  ],
  [
    "a resource in `allow`",
    granting(allow({ actions: ["sqs:SendMessage"], resources: [wrong(resourceOf("aws_sqs_queue"))] })),
  ],
  ["an alias of a function", granting(lambda.invoke(wrong(resourceOf("aws_lambda_alias"))))],
  [
    "a role, a policy and a boundary",
    app({
      serviceRole: resourceOf("aws_iam_role"),
      computeRole: {
        managedPolicies: [resourceOf("aws_iam_policy")],
        permissionsBoundary: resourceOf("aws_iam_policy"),
      },
    }),
  ],
];
