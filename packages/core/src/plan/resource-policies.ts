/** The policy of a resource in another account, which has to allow what the role's own policy allows. */
export interface ResourcePolicy {
  /** `key policy`. */
  readonly where: string;
  /** The resource that has the policy, of an ARN of it or below it: the table of an index. Default: the ARN itself. */
  readonly owner?: (arn: string) => string;
  /** What the statements name as their resource. `arns`: the ARNs; `all`: `"*"`, which is the key itself; `none`: nothing. */
  readonly names: "arns" | "all" | "none";
  readonly page: string;
}

const upTo =
  (pattern: RegExp) =>
  (arn: string): string =>
    pattern.exec(arn)?.[0] ?? arn;

/** AWS's table of the services that have resource-based policies. */
export const SERVICES_PAGE =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html";

/** Where each service keeps the policies of its resources, by the service of their ARNs. */
const RESOURCE_POLICIES: Readonly<Record<string, ResourcePolicy>> = {
  dynamodb: {
    where: "resource-based policy of the table or the stream",
    // A stream has a policy of its own, an index the table's.
    owner: upTo(/^[^/]*\/[^/]+(\/stream\/.+)?/),
    names: "arns",
    page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-cross-account-access.html",
  },
  ecr: {
    where: "repository policy",
    names: "none",
    page: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  },
  events: {
    where: "policy of the event bus",
    names: "arns",
    page: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html",
  },
  iam: {
    where: "trust policy of the role",
    names: "none",
    page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html",
  },
  kinesis: {
    where: "resource-based policy of the stream",
    names: "arns",
    page: "https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html",
  },
  kms: {
    where: "key policy",
    names: "all",
    page: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
  },
  lambda: {
    where: "resource-based policy of the function",
    owner: upTo(/^(?:[^:]*:){6}[^:]+/),
    names: "arns",
    page: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html",
  },
  s3: {
    where: "access point policy",
    names: "arns",
    page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html",
  },
  secretsmanager: {
    where: "resource policy of the secret",
    names: "all",
    page: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html",
  },
  ses: {
    where: "sending authorization policy of the identity",
    names: "arns",
    page: "https://docs.aws.amazon.com/ses/latest/dg/sending-authorization.html",
  },
  sns: {
    where: "topic policy",
    names: "arns",
    page: "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html",
  },
  sqs: {
    where: "queue policy",
    names: "arns",
    page: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html",
  },
};

/** Services whose resources have no policies for what is granted here, as AWS's table says (`SERVICES_PAGE`). */
const WITHOUT_RESOURCE_POLICIES: ReadonlySet<string> = new Set([
  "appsync",
  "cloudfront",
  "cognito-idp",
  "firehose",
  "geo",
  "rds",
  "rds-db",
  // A parameter is shared with AWS RAM: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html
  "ssm",
  "states",
]);

export const hasNoResourcePolicies = (service: string): boolean => WITHOUT_RESOURCE_POLICIES.has(service);

/** Undefined also for services that this version does not know. */
export const resourcePolicyOf = (service: string): ResourcePolicy | undefined =>
  Object.hasOwn(RESOURCE_POLICIES, service) ? RESOURCE_POLICIES[service] : undefined;
