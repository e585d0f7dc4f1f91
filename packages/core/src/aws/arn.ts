import { isUnresolved, resolvedPrefix } from "../placeholders/placeholder.js";
import { omitUndefined } from "../util/omit-undefined.js";

/** The parts of an Amazon Resource Name (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  /** Empty for global services, and for S3 buckets. */
  readonly region: string;
  /** Twelve digits; empty for S3 buckets, `aws` for AWS's own managed policies. */
  readonly account: string;
  /** All that follows the account, colons included. */
  readonly resource: string;
}

export const formatArn = ({ partition, service, region, account, resource }: ArnParts): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

/** The parts of an ARN, as far as they are known. */
export interface KnownArnParts extends Partial<ArnParts> {
  /** What of the resource stands before anything late; the whole resource where nothing is late. */
  readonly resourceStart?: string;
}

/**
 * Cuts an ARN into its parts. A part that a late value stands in, or that follows one, is left out: the late value may
 * hold colons. Nothing where the text cannot be an ARN.
 */
export function parseArn(text: string): KnownArnParts | undefined {
  const known = resolvedPrefix(text);
  const late = isUnresolved(text);
  if (!known.startsWith("arn:")) return late && "arn:".startsWith(known) ? {} : undefined;
  const [, partition, service, region, account, ...resource] = known.split(":");
  const cut = [partition, service, region, account].filter((part) => part !== undefined);
  const resourceStart = account === undefined || (late && resource.length === 0) ? undefined : resource.join(":");
  if (!late && (account === undefined || resource.length === 0)) return undefined;
  // The last part before a late value may go on in it, so only parts that a colon closes are certain.
  const certain = late && resourceStart === undefined ? cut.slice(0, -1) : cut;
  const [p, s, r, a] = certain;
  return omitUndefined({
    partition: p,
    service: s,
    region: r,
    account: a,
    resourceStart,
    resource: late ? undefined : resourceStart,
  });
}
