import { regionReport } from "../aws/contradictions.js";
import { deploymentOf } from "../aws/deployment.js";
import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import { Context } from "../schema/context.js";
import { isRecord, type Properties, string } from "../schema/schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import type { DeploymentSpec } from "./deployment.js";

const invalidDeployment = (found: string, what: string, example: string): Report => ({
  code: "INVALID_NAME",
  message: `${quoted(found)} is not a valid ${what}.`,
  fix: `Write ${example}.`,
  parameters: { found: toDisplayString(found), expected: what, example },
});

const partOfDeployment = (what: string, pattern: RegExp, example: string) =>
  string((value) => (pattern.test(value) ? undefined : invalidDeployment(value, what, example)));

export const deploymentProperties: Properties<DeploymentSpec> = {
  partition: partOfDeployment("partition", /^aws(-[a-z]+)*$/, '"aws", "aws-cn" or "aws-us-gov"'),
  region: partOfDeployment("region", /^[a-z]{2,5}(-[a-z]+)+-\d$/, 'a region: "eu-west-1"'),
  account: partOfDeployment("account", /^\d{12}$/, 'the twelve digits of the account: "123456789012"'),
};

/**
 * The context of a specification with the deployment that it names, which the schemas of ARNs and grants need. What is
 * wrong with a part of the deployment is not reported here, but where the specification is parsed.
 */
export function withDeployment(specification: unknown, context: Context): Context {
  const given = isRecord(specification) ? specification : {};
  const unreported = new Context();
  const partition = deploymentProperties.partition(given.partition, unreported);
  const region = deploymentProperties.region(given.region, unreported);
  const account = deploymentProperties.account(given.account, unreported);
  const report = partition === undefined || region === undefined ? undefined : regionReport(region, partition);
  if (report !== undefined) context.property("region").report(report);
  return context.deployedTo(deploymentOf(omitUndefined({ partition, region, account })));
}
