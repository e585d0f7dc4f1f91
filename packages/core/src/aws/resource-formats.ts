import type { ServiceAction } from "@amplify-roles/service-reference";

/**
 * The ARN formats that AWS authorizes an action on, where the service reference differs from AWS's behavior. It has no
 * resource for logs:DescribeLogGroups, although denials name all log groups together. For appsync:GraphQL it has the API,
 * although AWS authorizes fields: https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
const CORRECTED: Readonly<Record<string, readonly string[]>> = {
  "logs:DescribeLogGroups": [
    "arn:${Partition}:logs:${Region}:${Account}:log-group:",
    "arn:${Partition}:logs:${Region}:${Account}:log-group::log-stream:",
  ],
  "appsync:GraphQL": [
    "arn:${Partition}:appsync:${Region}:${Account}:apis/${GraphQLAPIId}/types/${TypeName}/fields/${FieldName}",
  ],
};

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

/** Whether a format is one of those that the service reference omits. */
export const isAdditionalFormat = (format: string): boolean => additional.has(format);

const formats = new WeakMap<ServiceAction["resourceTypes"], readonly string[]>();

/** The ARN formats that AWS authorizes an action on. Empty if it authorizes the action on no single resource. */
export function resourceFormats({ name, resourceTypes }: ServiceAction): readonly string[] {
  if (Object.hasOwn(CORRECTED, name)) return CORRECTED[name] ?? [];
  const known =
    formats.get(resourceTypes) ??
    resourceTypes.flatMap(({ arnFormat }) => [
      arnFormat,
      ...(ADDITIONAL[arnFormat] === undefined ? [] : [ADDITIONAL[arnFormat]]),
    ]);
  formats.set(resourceTypes, known);
  return known;
}
