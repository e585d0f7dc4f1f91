import { invalidName } from "../findings/messages.js";
import { type Schema, string } from "../schema/schema.js";
import { regionReport } from "./contradictions.js";

export type ArnPart = "partition" | "region" | "account";

/** The patterns of an ARN's partition, region and account. In a region and an account, wildcards match several. */
export const ARN_PART: Readonly<Record<ArnPart, RegExp>> = {
  partition: /^aws(-[a-z]+)*$/,
  region: /^[a-z*?][a-z0-9*?-]*$/,
  account: /^(\d{12}|[\d*?]*[*?][\d*?]*)$/,
};

const ofPattern = (part: ArnPart, example: string): Schema<string> =>
  string((value) => (ARN_PART[part].test(value) ? undefined : invalidName(value, part, ARN_PART[part], example)));

const anyRegion = ofPattern("region", "eu-west-1");

/** A region's name, in the deployment's partition. */
export const regionName: Schema<string> = (value, context) => {
  const region = anyRegion(value, context);
  const report = region === undefined ? undefined : regionReport(region, context.deployment.partition);
  return report === undefined ? region : context.report(report);
};

/** The schemas of the parts, by their names. */
export const arnParts: Readonly<Record<string, Schema<string>>> = {
  partition: ofPattern("partition", "aws"),
  region: regionName,
  account: ofPattern("account", "123456789012"),
};
