import { type ServiceAction, serviceOf } from "@amplify-roles/service-reference";
import { canMatch } from "./arn-template.js";

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

/** Whether an ARN names all resources of a service together, and nothing after its account: that of sqs:ListQueues. */
export const namesAllTogether = (arn: string): boolean =>
  arn.endsWith(":") && WITHOUT_RESOURCE.some((format) => canMatch(arn, format));

const WITHOUT_RESOURCE = Object.values(TOGETHER)
  .flat()
  .filter((format) => format.endsWith("${Account}:"));

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
        [
          "arn:${Partition}:es:${Region}:${Account}:domain/${DomainName}/${Path}",
          "arn:${Partition}:es:${Region}:${Account}:domain/${DomainName}/",
        ],
      ]),
    ),
  }),
);

const MOBILE = [
  "arn:${Partition}:sns:${Region}:${Account}:app/${Platform}/${ApplicationName}",
  "arn:${Partition}:sns:${Region}:${Account}:endpoint/${Platform}/${ApplicationName}/${EndpointId}",
];
const HTTP_APIS = [
  "arn:${Partition}:apigateway:${Region}::/apis",
  "arn:${Partition}:apigateway:${Region}::/apis/${Path}",
];
const SHIFTED = [
  "arn:${Partition}:autoscaling:${Region}:${Account}:autoScalingGroup:${GroupId}:autoScalingGroupName/${GroupFriendlyName}",
  "arn:${Partition}:eks:${Region}:${Account}:cluster/${ClusterName}",
];
const BALANCED = ["listener/app", "listener/gwy", "listener/net", "listener-rule/app", "listener-rule/net"]
  .map((type) => `${type}/\${LoadBalancerName}/\${LoadBalancerId}/\${ListenerId}`)
  .concat("targetgroup/${TargetGroupName}/${TargetGroupId}", "truststore/${TrustStoreName}/${TrustStoreId}")
  .map((resource) => `arn:\${Partition}:elasticloadbalancing:\${Region}:\${Account}:${resource}`);
const MACROS = [
  "arn:${Partition}:cloudformation:${Region}:aws:transform/${TransformName}",
  "arn:${Partition}:cloudformation:${Region}:${Account}:transform/${MacroName}",
];

/**
 * ARN formats that the service reference omits for an action. SNS authorizes mobile push on an application and its endpoints
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-application-as-subscriber.html; denials in public logs name the
 * application for sns:CreatePlatformEndpoint and sns:SetEndpointAttributes). CloudFormation authorizes transforms and macros of
 * a template (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-template.html). API Gateway authorizes
 * the management of HTTP and WebSocket APIs on them and on what is in them
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html). The path "/" of Parameter Store is a
 * parameter without a name, as denials say. Zonal shift also supports clusters of EKS and Auto Scaling groups
 * (https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_service-with-iam-zonal-shift.html). Two APIs of Elastic Load
 * Balancing have actions for tags, and the service reference has the resources of one
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddTags.html).
 */
const ALSO: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ...Object.fromEntries(
      [
        ...["CreatePlatformEndpoint", "DeleteEndpoint", "DeletePlatformApplication", "GetEndpointAttributes"],
        ...["GetPlatformApplicationAttributes", "ListEndpointsByPlatformApplication", "Publish"],
        ...["SetEndpointAttributes", "SetPlatformApplicationAttributes"],
      ].map((action) => [`sns:${action}`, MOBILE]),
    ),
    ...Object.fromEntries(
      ["CreateChangeSet", "CreateStack", "UpdateStack"].map((action) => [`cloudformation:${action}`, MACROS]),
    ),
    ...Object.fromEntries(
      ["DELETE", "GET", "PATCH", "POST", "PUT"].map((method) => [`apigateway:${method}`, HTTP_APIS]),
    ),
    ...Object.fromEntries(
      [
        ...["CancelPracticeRun", "CancelZonalShift", "CreatePracticeRunConfiguration", "GetManagedResource"],
        ...["DeletePracticeRunConfiguration", "StartPracticeRun", "StartZonalShift", "UpdatePracticeRunConfiguration"],
        ...["UpdateZonalAutoshiftConfiguration", "UpdateZonalShift"],
      ].map((action) => [`arc-zonal-shift:${action}`, SHIFTED]),
    ),
    "elasticloadbalancing:AddTags": BALANCED,
    "elasticloadbalancing:RemoveTags": BALANCED,
    "ssm:GetParametersByPath": ["arn:${Partition}:ssm:${Region}:${Account}:parameter/"],
  }),
);

/**
 * ARN formats that the service reference omits: models of global inference, which have no region
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html); Multi-Region Access Points,
 * which have none either (https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html);
 * AWS's own parameters, documents and runbooks in Systems Manager, which have no account
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html,
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html); and routes of
 * WebSocket APIs, which have no method
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html). The last also
 * matches the root path of a REST API, `prod/GET/`. Products that Security Hub integrates have no account
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-partner-providers.html).
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
  "arn:${Partition}:ssm:${Region}:${Account}:automation-definition/${AutomationDefinitionName}:${VersionId}":
    "arn:${Partition}:ssm:${Region}::automation-definition/${AutomationDefinitionName}:${VersionId}",
  "arn:${Partition}:execute-api:${Region}:${Account}:${ApiId}/${Stage}/${Method}/${ApiSpecificResourcePath}":
    "arn:${Partition}:execute-api:${Region}:${Account}:${ApiId}/${Stage}/${RouteKey}",
  "arn:${Partition}:securityhub:${Region}:${Account}:product/${Company}/${ProductId}":
    "arn:${Partition}:securityhub:${Region}::product/${Company}/${ProductId}",
};

/** Other actions have those of zonal shifts and of load balancers. */
const ofActions = new Set([...ALSO.values()].flat().filter((format) => ![...SHIFTED, ...BALANCED].includes(format)));
const additional = new Set([...Object.values(ADDITIONAL), ...ofActions]);

/** Whether a format is one that the service reference omits for an action. */
export const isOfActionOnly = (format: string): boolean => ofActions.has(format);

/** The service reference lists two formats of one type as one: those of a REST API and of an HTTP API. */
const separate = (arnFormat: string): readonly string[] => arnFormat.split(", ");

const formatsOfServices = new Map<string, readonly string[]>();

/** The ARN formats of all actions of a service, by the prefix of its actions: `s3`. */
export function formatsOfService(prefix: string): readonly string[] {
  let known = formatsOfServices.get(prefix);
  if (known === undefined) {
    known = [...new Set(serviceOf(prefix)?.resourceTypes.flatMap(({ arnFormat }) => separate(arnFormat)))];
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
      return other === undefined ? separate(arnFormat) : [arnFormat, other];
    });
    formats.set(resourceTypes, known);
  }
  const also = ALSO.get(name);
  if (also === undefined) return known;
  const all = extended.get(name) ?? [...known, ...also];
  extended.set(name, all);
  return all;
}

/** By action. Callers compare arrays. */
const extended = new Map<string, readonly string[]>();

/** The ARN formats of each of several actions. Actions with the same formats share an entry. */
export function formatsOfActions(actions: readonly ServiceAction[]): readonly (readonly string[])[] {
  const formats = actions.map(resourceFormats);
  return formats.length < 2 ? formats : [...new Set(formats)];
}
