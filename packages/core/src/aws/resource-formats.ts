import { type ServiceAction, serviceOf } from "@amplify-roles/service-reference";

/**
 * Actions on all resources together, and the resource that denials in public logs name for them. The service reference has
 * none; S3's guide has one for s3:ListAllMyBuckets
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html). `${*}` is an asterisk.
 */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  "amplify:CreateApp": ["arn:${Partition}:amplify:${Region}:${Account}:apps/${*}"],
  "amplify:ListApps": ["arn:${Partition}:amplify:${Region}:${Account}:apps/${*}"],
  "cloudformation:ListStacks": ["arn:${Partition}:cloudformation:${Region}:${Account}:stack/${*}/${*}"],
  "dynamodb:ListTables": ["arn:${Partition}:dynamodb:${Region}:${Account}:table/${*}"],
  "events:ListRules": ["arn:${Partition}:events:${Region}:${Account}:rule/${*}"],
  "iam:ListRoles": ["arn:${Partition}:iam::${Account}:role/"],
  "iam:ListUsers": ["arn:${Partition}:iam::${Account}:user/"],
  "logs:DescribeLogGroups": [
    "arn:${Partition}:logs:${Region}:${Account}:log-group:",
    "arn:${Partition}:logs:${Region}:${Account}:log-group::log-stream:",
  ],
  "s3:ListAllMyBuckets": ["arn:${Partition}:s3:::${*}"],
  "sns:ListTopics": ["arn:${Partition}:sns:${Region}:${Account}:${*}"],
  "sqs:ListQueues": ["arn:${Partition}:sqs:${Region}:${Account}:"],
  "ssm:DescribeParameters": ["arn:${Partition}:ssm:${Region}:${Account}:${*}"],
};

/** Whether AWS authorizes an action on all resources together, under a name of their own. */
export const isAuthorizedOnAllTogether = (action: string): boolean => Object.hasOwn(TOGETHER, action);

/**
 * The ARN formats that AWS authorizes an action on, where the service reference differs from AWS's behavior. For
 * appsync:GraphQL it has the API, although AWS authorizes fields
 * (https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html); for HTTP requests to a domain of OpenSearch it
 * has the domain, although AWS authorizes paths
 * (https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html). Step Functions authorizes HTTP tasks on the
 * state machine (https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html). Public deploy roles that work
 * name the jobs of a branch for amplify:ListJobs.
 */
const CORRECTED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ...TOGETHER,
    "amplify:ListJobs": [
      "arn:${Partition}:amplify:${Region}:${Account}:apps/${AppId}/branches/${BranchName}",
      "arn:${Partition}:amplify:${Region}:${Account}:apps/${AppId}/branches/${BranchName}/jobs/${*}",
    ],
    "appsync:GraphQL": [
      "arn:${Partition}:appsync:${Region}:${Account}:apis/${GraphQLAPIId}/types/${TypeName}/fields/${FieldName}",
    ],
    "states:InvokeHTTPEndpoint": ["arn:${Partition}:states:${Region}:${Account}:stateMachine:${StateMachineName}"],
    ...Object.fromEntries(
      ["Delete", "Get", "Head", "Patch", "Post", "Put"].map((method) => [
        `es:ESHttp${method}`,
        ["arn:${Partition}:es:${Region}:${Account}:domain/${DomainName}/${Path}"],
      ]),
    ),
  }),
);

/**
 * ARN formats that the service reference omits: models of global inference, which have no region
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html); Multi-Region Access Points,
 * which have none either (https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html); and
 * AWS's own parameters and documents in Systems Manager, which have no account
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html).
 */
const ADDITIONAL: Readonly<Record<string, string>> = {
  "arn:${Partition}:bedrock:${Region}::foundation-model/${ResourceId}":
    "arn:${Partition}:bedrock:::foundation-model/${ResourceId}",
  "arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}":
    "arn:${Partition}:s3::${Account}:accesspoint/${AccessPointName}.mrap",
  "arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}/object/${ObjectName}":
    "arn:${Partition}:s3::${Account}:accesspoint/${AccessPointName}.mrap/object/${ObjectName}",
  "arn:${Partition}:ssm:${Region}:${Account}:parameter/${ParameterNameWithoutLeadingSlash}":
    "arn:${Partition}:ssm:${Region}::parameter/aws/${ParameterName}",
  "arn:${Partition}:ssm:${Region}:${Account}:document/${DocumentName}":
    "arn:${Partition}:ssm:${Region}::document/${DocumentName}",
};

const additional = new Set(Object.values(ADDITIONAL));

const formatsOfServices = new Map<string, readonly string[]>();

/** The ARN formats of all actions of a service, by the prefix of its actions: `s3`. */
export function formatsOfService(prefix: string): readonly string[] {
  let known = formatsOfServices.get(prefix);
  if (known === undefined) {
    known = [...new Set(serviceOf(prefix)?.resourceTypes.map(({ arnFormat }) => arnFormat))];
    formatsOfServices.set(prefix, known);
  }
  return known;
}

/** Whether a format is one of those that the service reference omits. */
export const isAdditionalFormat = (format: string): boolean => additional.has(format);

const formats = new WeakMap<ServiceAction["resourceTypes"], readonly string[]>();

/** The ARN formats that AWS authorizes an action on. Empty if it authorizes the action on no single resource. */
export function resourceFormats({ name, resourceTypes }: ServiceAction): readonly string[] {
  const corrected = CORRECTED.get(name);
  if (corrected !== undefined) return corrected;
  let known = formats.get(resourceTypes);
  if (known === undefined) {
    known = resourceTypes.flatMap(({ arnFormat }) => {
      const other = ADDITIONAL[arnFormat];
      return other === undefined ? [arnFormat] : [arnFormat, other];
    });
    formats.set(resourceTypes, known);
  }
  return known;
}

/** The ARN formats of each of several actions. Actions with the same formats share an entry. */
export function formatsOfActions(actions: readonly ServiceAction[]): readonly (readonly string[])[] {
  const formats = actions.map(resourceFormats);
  return formats.length < 2 ? formats : [...new Set(formats)];
}
