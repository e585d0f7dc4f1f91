import { canMatch } from "../aws/arn-template.js";
import { partitionOf } from "../aws/deployment.js";
import { actionsMatching } from "../aws/service-reference.js";
import { isRecord } from "../schema/schema.js";

/** The parameter of a request that names the resource, and the last part of the resource's ARN. */
const BY_PARAMETER: Readonly<Record<string, readonly [parameter: string, prefix: string]>> = {
  dynamodb: ["tableName", "table/"],
  lambda: ["functionName", "function:"],
  secretsmanager: ["secretId", "secret:"],
  ssm: ["name", "parameter"],
  states: ["stateMachineArn", ""],
  sns: ["topicArn", ""],
  kms: ["keyId", "key/"],
  logs: ["logGroupName", "log-group:"],
};

/**
 * The resource of a request that CloudTrail recorded: one of its `resources` that the action is authorized on, or the one
 * that its parameters name. Undefined if neither says it.
 */
export function requestedResource(
  event: Readonly<Record<string, unknown>>,
  action: string,
  account: string | undefined,
): string | undefined {
  const resources = Array.isArray(event.resources) ? event.resources : [];
  const arns = resources.map((resource) => (isRecord(resource) ? resource.ARN : undefined)).filter(isText);
  const formats = actionsMatching(action)[0]?.resourceTypes.map(({ arnFormat }) => arnFormat) ?? [];
  const listed = arns.find((arn) => formats.some((format) => canMatch(arn, format))) ?? arns[0];
  return listed ?? fromParameters(event, action, account);
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

function fromParameters(
  { requestParameters, awsRegion }: Readonly<Record<string, unknown>>,
  action: string,
  account: string | undefined,
): string | undefined {
  const parameters = isRecord(requestParameters) ? requestParameters : {};
  const service = action.slice(0, action.indexOf(":"));
  if (service === "s3") return s3Resource(parameters, action, isText(awsRegion) ? awsRegion : "");
  const [parameter, prefix] = BY_PARAMETER[service] ?? [];
  const value = parameter === undefined ? undefined : parameters[parameter];
  if (!isText(value)) return undefined;
  if (value.startsWith("arn:")) return value;
  if (!isText(awsRegion) || account === undefined || prefix === "") return undefined;
  const name = service === "ssm" ? `/${value.replace(/^\//, "")}` : value;
  // A secret's ARN ends with six characters that its name does not have.
  const suffix = service === "secretsmanager" ? "-??????" : "";
  return `arn:${partitionOf(awsRegion) ?? "aws"}:${service}:${awsRegion}:${account}:${prefix}${name}${suffix}`;
}

function s3Resource({ bucketName, key }: Readonly<Record<string, unknown>>, action: string, region: string) {
  if (!isText(bucketName)) return undefined;
  const bucket = `arn:${partitionOf(region) ?? "aws"}:s3:::${bucketName}`;
  return isText(key) && !/:(List|GetBucket)/.test(action) ? `${bucket}/${key}` : bucket;
}
