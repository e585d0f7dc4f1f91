import { isUnresolved, lookupPlaceholder } from "../placeholders/placeholder.js";
import type { Deployment } from "../schema/context.js";

/** The deployment that a specification names, with lookups for what it leaves out. */
export function deploymentOf(given: Partial<Deployment>): Deployment {
  const partition = given.partition ?? (given.region === undefined ? undefined : partitionOf(given.region));
  return {
    partition: partition ?? lookupPlaceholder("partition"),
    region: given.region ?? lookupPlaceholder("region"),
    account: given.account ?? lookupPlaceholder("account"),
  };
}

/** The partition of a resolved region: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
export function partitionOf(region: string): string | undefined {
  if (isUnresolved(region)) return undefined;
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return /^[a-z]{2}-[a-z]+-\d$/.test(region) ? "aws" : undefined;
}

export type { Deployment } from "../schema/context.js";
