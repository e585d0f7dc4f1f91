import { type ConditionKey, isConditionKey, type Service, serviceOf } from "@amplify-roles/service-reference";
import { servicePrefixIn } from "./service-name.js";

/** Keys of requests to assume a role. */
const OF_ASSUMING = [
  ...["sts:ExternalId", "sts:RequestContextProviders", "sts:RoleSessionName", "sts:SourceIdentity"],
  "sts:TransitiveTagKeys",
];

/**
 * Condition keys that the service reference omits, by action: keys of DynamoDB's transactions
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html), the products that AWS
 * Marketplace lets subscribe to, which is how models of Bedrock are allowed
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-access-permissions.html), the HTTP endpoints of Step Functions
 * (https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html), and the contexts that a call of AssumeRole
 * provides
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_requestcontextproviders).
 * Who assumes a role with tags or a source identity needs the permissions for them in the same request, which has the keys of
 * that request (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required):
 * widely used modules of Terraform require an external ID, or the name of the session, for both.
 */
const ADDITIONAL: Readonly<Record<string, readonly string[]>> = {
  "dynamodb:ConditionCheckItem": ["dynamodb:EnclosingOperation"],
  "dynamodb:GetItem": ["dynamodb:EnclosingOperation"],
  "dynamodb:PutItem": ["dynamodb:EnclosingOperation"],
  "dynamodb:UpdateItem": ["dynamodb:EnclosingOperation"],
  "dynamodb:DeleteItem": ["dynamodb:EnclosingOperation"],
  "aws-marketplace:Subscribe": ["aws-marketplace:ProductId"],
  "aws-marketplace:Unsubscribe": ["aws-marketplace:ProductId"],
  "sts:AssumeRole": ["sts:RequestContextProviders"],
  "sts:SetContext": OF_ASSUMING,
  "sts:SetSourceIdentity": OF_ASSUMING,
  "sts:TagSession": OF_ASSUMING,
  "states:InvokeHTTPEndpoint": ["states:HTTPEndpoint", "states:HTTPMethod"],
};

/** Whether requests for an action have a condition key that the service reference omits. */
export const hasAdditionalKey = (action: string, key: string): boolean =>
  (Object.hasOwn(ADDITIONAL, action) ? (ADDITIONAL[action] ?? []) : []).some(
    (one) => one.toLowerCase() === key.toLowerCase(),
  );

/**
 * Condition keys of sessions, which requests to every service have: of instances
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policy-structure.html#amazon-ec2-keys,
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/security_iam_service-with-iam.html), functions
 * (https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html), builds
 * (https://docs.aws.amazon.com/codebuild/latest/userguide/security_iam_service-with-iam.html), jobs
 * (https://docs.aws.amazon.com/glue/latest/dg/security_iam_service-with-iam.html), and people whom IAM Identity Center knows
 * (https://docs.aws.amazon.com/singlesignon/latest/userguide/condition-context-keys-sts-idc.html).
 */
const OF_SESSION: ReadonlySet<string> = new Set(
  [
    ...["ec2:RoleDelivery", "ec2:SourceInstanceARN", "ssm:SourceInstanceARN", "lambda:SourceFunctionArn"],
    ...["codebuild:buildArn", "codebuild:projectArn", "glue:CredentialIssuingService", "glue:RoleAssumedBy"],
    ...["identitystore:UserId", "identitystore:IdentityStoreArn"],
    ...["identitycenter:ApplicationArn", "identitycenter:CredentialId", "identitycenter:InstanceArn"],
  ].map((key) => key.toLowerCase()),
);

/** Whether requests to every service can have a condition key of one service. */
export const isOfSession = (key: string): boolean => OF_SESSION.has(key.toLowerCase());

/**
 * Whether the service reference lists a key for the service of an action, but for none of its actions. Which actions have it
 * is then not known.
 */
export function hasUnassignedKey(action: string, key: string): boolean {
  const service = serviceOf(servicePrefixIn(action));
  if (service === undefined) return false;
  const { assigned, unassigned } = keysOf(service);
  const isOneOf = (keys: readonly ConditionKey[]) => keys.some((one) => isConditionKey(one, key));
  return isOneOf(unassigned) && !isOneOf(assigned);
}

/** The keys of a service, by whether one of its actions has them. */
interface ServiceKeys {
  readonly assigned: readonly ConditionKey[];
  readonly unassigned: readonly ConditionKey[];
}

const known = new WeakMap<Service, ServiceKeys>();

function keysOf(service: Service): ServiceKeys {
  const found = known.get(service);
  if (found !== undefined) return found;
  const assigned = new Set(
    service.actions.flatMap(({ conditionKeys, resourceTypes }) => [
      ...conditionKeys,
      ...resourceTypes.flatMap((type) => type.conditionKeys),
    ]),
  );
  const unassigned = service.conditionKeys.filter((one) => !assigned.has(one) && !/^aws:/i.test(one.name));
  const keys = { assigned: [...assigned], unassigned };
  known.set(service, keys);
  return keys;
}
