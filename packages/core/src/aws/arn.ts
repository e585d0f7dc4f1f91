import { isUnresolved, resolvedPrefix } from "../placeholders/placeholder.js";
import { memoize } from "../util/memoize.js";
import { omitUndefined } from "../util/omit-undefined.js";

/** The parts of an Amazon Resource Name (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  /** Empty for global services, and for S3 buckets. */
  readonly region: string;
  /** Twelve digits; empty for S3 buckets, `aws` for AWS's own managed policies. */
  readonly account: string;
  /** Everything after the account, including colons. */
  readonly resource: string;
}

export const formatArn = ({ partition, service, region, account, resource }: ArnParts): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

/** The parts of an ARN, as far as they are known before deploy. */
export interface KnownArnParts extends Partial<ArnParts> {
  /** The resource up to the first unresolved value; the whole resource if all of it is known. */
  readonly resourceStart?: string;
}

const VARIABLE = /\$\{[^{}]*\}/g;
/** Represents a colon in a variable while an ARN is split. */
const COLON = "\0";

/** The texts between colons, except those in `${aws:username}`. */
function partsOf(arn: string): readonly string[] {
  if (!arn.includes("${")) return arn.split(":");
  const parts = arn.replace(VARIABLE, (variable) => variable.replaceAll(":", COLON)).split(":");
  return parts.map((part) => part.replaceAll(COLON, ":"));
}

/**
 * Splits an ARN into its parts. A part that contains or follows an unresolved value is left out, as the value may contain
 * colons. Returns `undefined` if the text cannot be an ARN.
 */
export const parseArn = memoize((text): KnownArnParts | undefined => {
  const known = resolvedPrefix(text);
  const unresolved = isUnresolved(text);
  if (!known.startsWith("arn:")) return unresolved && "arn:".startsWith(known) ? {} : undefined;
  const [, partition, service, region, account, ...resource] = partsOf(known);
  const found = [partition, service, region, account].filter((part) => part !== undefined);
  const resourceStart = account === undefined || (unresolved && resource.length === 0) ? undefined : resource.join(":");
  if (!unresolved && (account === undefined || resource.length === 0)) return undefined;
  // The last part before an unresolved value may continue in it, so only parts that end at a colon are certain.
  const certain = unresolved && resourceStart === undefined ? found.slice(0, -1) : found;
  const [p, s, r, a] = certain;
  return omitUndefined({
    partition: p,
    service: s,
    region: r,
    account: a,
    resourceStart,
    resource: unresolved ? undefined : resourceStart,
  });
});
