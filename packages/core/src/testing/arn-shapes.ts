/** The ARNs of resources of a type. */
export interface ArnShape {
  readonly service: string;
  /** Which of the deployment's region and account they have. */
  readonly scope: "regional" | "global" | "account";
  /** What precedes the name. */
  readonly prefix: string;
  /** The argument that is the name; another word if AWS chooses what follows the prefix. */
  readonly name: string;
  /** Whether a name can contain slashes. */
  readonly slashes?: true;
}

const row = (
  service: string,
  prefix: string,
  { scope = "regional", name = "name", ...more }: Partial<ArnShape> = {},
): ArnShape => ({ service, scope, prefix, name, ...more });

/** What AWS chooses is known only after deploy. */
const CHOSEN = "last part of the ARN";

/**
 * The ARNs of resources, by Terraform's type without `aws_`. They are in the Service Authorization Reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const SHAPES: Readonly<Record<string, ArnShape>> = {
  appsync_graphql_api: row("appsync", "apis/", { name: CHOSEN }),
  cloudfront_distribution: row("cloudfront", "distribution/", { scope: "account", name: CHOSEN }),
  cloudwatch_event_bus: row("events", "event-bus/", { slashes: true }),
  cloudwatch_log_group: row("logs", "log-group:", { slashes: true }),
  cognito_user_pool: row("cognito-idp", "userpool/", { name: CHOSEN }),
  dsql_cluster: row("dsql", "cluster/", { name: CHOSEN }),
  dynamodb_table: row("dynamodb", "table/"),
  ecr_repository: row("ecr", "repository/", { slashes: true }),
  iam_policy: row("iam", "policy/", { scope: "account", name: CHOSEN, slashes: true }),
  iam_role: row("iam", "role/", { scope: "account", name: CHOSEN, slashes: true }),
  iam_user: row("iam", "user/", { scope: "account", name: CHOSEN, slashes: true }),
  kinesis_firehose_delivery_stream: row("firehose", "deliverystream/"),
  kinesis_stream: row("kinesis", "stream/"),
  kms_key: row("kms", "key/", { name: CHOSEN }),
  lambda_function: row("lambda", "function:", { name: "functionName" }),
  rds_cluster: row("rds", "cluster:", { name: "clusterIdentifier" }),
  s3_bucket: row("s3", "", { scope: "global", name: "bucket" }),
  secretsmanager_secret: row("secretsmanager", "secret:", { name: CHOSEN, slashes: true }),
  sfn_state_machine: row("states", "stateMachine:"),
  sns_topic: row("sns", ""),
  sqs_queue: row("sqs", ""),
  ssm_parameter: row("ssm", "parameter/", { name: CHOSEN, slashes: true }),
};

/** Pulumi's types that are not Terraform's in another form. */
const PULUMI: Readonly<Record<string, string>> = {
  "aws:s3/bucketV2:BucketV2": "s3_bucket",
  "aws:cloudwatch/eventBus:EventBus": "cloudwatch_event_bus",
  "aws:cloudwatch/logGroup:LogGroup": "cloudwatch_log_group",
  "aws:appsync/graphQLApi:GraphQLApi": "appsync_graphql_api",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "kinesis_firehose_delivery_stream",
};

/** Pulumi names most types after Terraform's: `aws:dynamodb/table:Table` is `aws_dynamodb_table`. */
const PULUMI_TYPE = /^aws:([a-z0-9]+)\/([A-Za-z0-9]+):/;

/** The ARNs of a type of resource; undefined if they are not in the table. */
export function arnShapeOf(type: string): ArnShape | undefined {
  const [, module, resource = ""] = PULUMI_TYPE.exec(type) ?? [];
  const name =
    PULUMI[type] ??
    (module === undefined
      ? type.replace(/^aws_/, "")
      : `${module}_${resource.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`);
  return Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
}

/** The argument that is the last part of the ARNs of a type of resource. */
export const nameArgumentOf = (type: string): string | undefined => arnShapeOf(type)?.name;
