/** The actions of one service: `PutItem, UpdateItem`. */
const of = (service: string, names: string) => names.split(", ").map((name) => `${service}:${name}`);

const partiql = of("dynamodb", "PartiQLSelect, PartiQLInsert, PartiQLUpdate, PartiQLDelete");
const copy = of("s3", "GetObject, PutObject");

/**
 * SDK operations whose name is not the action that IAM checks, and the actions that it checks instead:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html,
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html.
 */
export const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  "dynamodb:TransactWriteItems": of("dynamodb", "PutItem, UpdateItem, DeleteItem, ConditionCheckItem"),
  "dynamodb:TransactGetItems": of("dynamodb", "GetItem"),
  "dynamodb:ExecuteStatement": partiql,
  "dynamodb:BatchExecuteStatement": partiql,
  "dynamodb:ExecuteTransaction": partiql,
  "cloudwatch:CreateLogGroup": of("logs", "CreateLogGroup"),
  "cloudwatch:CreateLogStream": of("logs", "CreateLogStream"),
  "cloudwatch:PutLogEvents": of("logs", "PutLogEvents"),
  "bedrock:Converse": of("bedrock", "InvokeModel"),
  "bedrock:ConverseStream": of("bedrock", "InvokeModelWithResponseStream"),
  "bedrock-runtime:InvokeModel": of("bedrock", "InvokeModel"),
  "bedrock-runtime:Converse": of("bedrock", "InvokeModel"),
  "lambda:Invoke": of("lambda", "InvokeFunction"),
  "lambda:InvokeWithResponseStream": of("lambda", "InvokeFunction"),
  "s3:ListBuckets": of("s3", "ListAllMyBuckets"),
  "s3:ListObjects": of("s3", "ListBucket"),
  "s3:ListObjectsV2": of("s3", "ListBucket"),
  "s3:ListObjectVersions": of("s3", "ListBucketVersions"),
  "s3:ListMultipartUploads": of("s3", "ListBucketMultipartUploads"),
  "s3:ListParts": of("s3", "ListMultipartUploadParts"),
  "s3:HeadBucket": of("s3", "ListBucket"),
  "s3:HeadObject": of("s3", "GetObject"),
  "s3:CopyObject": copy,
  "s3:UploadPartCopy": copy,
  "s3:CreateMultipartUpload": of("s3", "PutObject"),
  "s3:UploadPart": of("s3", "PutObject"),
  "s3:CompleteMultipartUpload": of("s3", "PutObject"),
  "s3:DeleteObjects": of("s3", "DeleteObject"),
  "sns:PublishBatch": of("sns", "Publish"),
  "sqs:SendMessageBatch": of("sqs", "SendMessage"),
  "sqs:DeleteMessageBatch": of("sqs", "DeleteMessage"),
  "sqs:ChangeMessageVisibilityBatch": of("sqs", "ChangeMessageVisibility"),
};

const byName = new Map(Object.entries(OPERATIONS).map(([name, actions]) => [name.toLowerCase(), actions]));

/** The actions that IAM checks for an SDK operation that is not an action itself. */
export const actionsOfOperation = (operation: string): readonly string[] | undefined =>
  byName.get(operation.toLowerCase());
