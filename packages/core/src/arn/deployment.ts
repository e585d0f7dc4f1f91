import { isLate, lookupMarker } from "../text/late.js";

/** Where a specification is deployed. What it does not say is looked up by the adapter, and only if it is needed. */
export interface Deployment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The deployment that a specification names, with lookups for what it leaves open. */
export function deploymentOf(given: Partial<Deployment>): Deployment {
  const partition = given.partition ?? (given.region === undefined ? undefined : partitionOf(given.region));
  return {
    partition: partition ?? lookupMarker("partition"),
    region: given.region ?? lookupMarker("region"),
    account: given.account ?? lookupMarker("account"),
  };
}

/** The partition of a region whose name is known: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
export function partitionOf(region: string): string | undefined {
  if (isLate(region)) return undefined;
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return /^[a-z]{2}-[a-z]+-\d$/.test(region) ? "aws" : undefined;
}
