import type { Report } from "../findings/finding.js";
import { MAX_LOOKUP_LENGTH } from "../placeholders/placeholder.js";
import { formatArn } from "./arn.js";
import { serviceName as serviceNameOf } from "./service-name.js";

/** A type of resource that permissions can be granted on, and the ways to name one. */
export interface ResourceType {
  /** The ARN's service: `dynamodb`. */
  readonly service: string;
  /** The service as people write it. Default: from the ARN's service, `dynamodb` → `DynamoDB`. */
  readonly serviceName?: string;
  /** AWS's name for the type: `table`. */
  readonly name: string;
  /** What precedes the name in the ARN's last part: `table/`; empty for S3 buckets. */
  readonly prefix: string;
  /** The ARN's last part. */
  readonly resource: RegExp;
  /** An example of the ARN's last part, for messages: `table/orders`. */
  readonly example: string;
  /** Which of the deployment's region and account its ARNs have. */
  readonly scope: keyof typeof SCOPE_PARTS;
  /** The ways to name the resource instead of its ARN. The first key of a form identifies it. */
  readonly named: readonly NamedForm[];
  /**
   * What Terraform and Pulumi call such a resource: `aws_dynamodb_table`, `aws:dynamodb/table:Table`. Left out: any
   * resource of the program may have such an ARN.
   */
  readonly managedAs?: readonly string[];
  /** The attributes of those that are its ARN. Default: `arn` */
  readonly arnAttributes?: readonly string[];
  /** The most characters that such an ARN can have, from AWS's limits on names. */
  readonly maxLength: number;
  /** What to write instead of an ARN of unknown type, if ARNs of another type are composed from its text. */
  readonly known?: string;
  /** True if some of its ARNs have an empty region. */
  readonly regionless?: boolean;
  /**
   * That names contain slashes. `parts`: the parts of a name are like folders, so a wildcard at the end is meant for all
   * that is in one. `paths`: what precedes the name is a path, so a wildcard in the name is not meant for it.
   */
  readonly slashes?: "parts" | "paths";
  /** Names with wildcards that match every resource, because all names start so: `mrk-*`. */
  readonly every?: RegExp;
  /** True if a name is worth nothing without its account: a role of the same name in any account. */
  readonly ofOneAccount?: boolean;
  /** How the last part starts if the resource is AWS's own; the account in its ARN is empty: `parameter/aws/service`. */
  readonly awsOwnedPrefix?: string;
  /** Explains an ARN of another type that is often mistaken for one of this type. */
  readonly explainMismatch?: (resource: string, arn: string) => Report | undefined;
}

/** A way to name a resource: the keys of an object. */
export interface NamedForm {
  /** The keys and the patterns of their values. An unresolved value passes. */
  readonly keys: Readonly<Record<string, RegExp>>;
  /** The ARN's last part. */
  readonly resource: (values: Readonly<Record<string, string>>) => string;
  /** What is wrong with resolved values that match their patterns. */
  readonly check?: (values: Readonly<Record<string, string>>) => Report | undefined;
  /** The region that resolved values contain. Default: the deployment's. */
  readonly region?: (values: Readonly<Record<string, string>>) => string | undefined;
  /** Keys of this form whose values have to be known at synth, and what to write instead of an unresolved one. */
  readonly known?: Readonly<Record<string, string>>;
}

/** One resource of a grant. */
export interface ResourceReference {
  readonly arn: string;
  /** The resource type's name: `table`. */
  readonly type: string;
  /** The key that named it, or `arn`. */
  readonly form: string;
  /** Its region, if the text contains one. It can have wildcards. */
  readonly region: string | undefined;
}

const SCOPE_PARTS = { regional: ["region", "account"], global: [], account: ["account"], region: ["region"] } as const;

/** The parts of the deployment, except for the partition, that the ARNs of a resource type have. */
export const scopePartsOf = ({ scope }: Pick<ResourceType, "scope">): readonly string[] => SCOPE_PARTS[scope];

/** A resource type. The last part of its ARNs has at most `characters` characters. */
export function resourceType({
  characters,
  ...type
}: Omit<ResourceType, "maxLength"> & { readonly characters: number }): ResourceType {
  const parts = scopePartsOf(type);
  const longest = formatArn({
    partition: "aws-us-gov",
    service: type.service,
    region: parts.includes("region") ? "-".repeat(MAX_LOOKUP_LENGTH.region) : "",
    account: parts.includes("account") ? "123456789012" : "",
    resource: "-".repeat(characters),
  });
  return { ...type, maxLength: longest.length };
}

/** A resource type with its service, for messages: `DynamoDB table`, `S3 bucket`, `Firehose stream`. */
export function fullName({
  service,
  serviceName = serviceNameOf(service),
  name,
}: Pick<ResourceType, "service" | "serviceName" | "name">): string {
  return name.startsWith(`${serviceName} `) ? name : `${serviceName} ${name}`;
}

/** Whether a resource belongs to AWS, so that the account in its ARN is empty. */
export const isAwsOwned = (
  { awsOwnedPrefix }: Pick<ResourceType, "awsOwnedPrefix">,
  resource: string | undefined,
): boolean => awsOwnedPrefix !== undefined && resource?.startsWith(awsOwnedPrefix) === true;
