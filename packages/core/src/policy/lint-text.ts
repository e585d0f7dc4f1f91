import { Collector } from "../findings/collector.js";
import type { Finding } from "../findings/finding.js";
import { Context } from "../schema/context.js";
import { type LintOptions, lintExtracted, parseLintOptions, strictnessOf } from "./lint.js";
import { parsePolicyText } from "./parse/policy-text.js";

/**
 * `lint` for the contents of a file, as the command `amplify-roles lint` reads it: a policy as JSON, output of the AWS
 * CLI (`get-role-policy`, `get-policy-version`, `get-role`), or a Terraform file with the policy in a heredoc. A Terraform
 * reference (`${aws_s3_bucket.web.arn}`) is a value that is known only after deploy.
 *
 * @returns the findings; none if nothing is wrong
 */
export function lintText(text: string, options: LintOptions = {}): readonly Finding[] {
  const collector = new Collector(strictnessOf(options));
  const context = new Context(collector);
  const { type, role } = parseLintOptions(options, context);
  const found = parsePolicyText(text, context);
  if (found !== undefined) {
    // `role` says that it is a trust policy.
    const known = type ?? (role === undefined ? found.type : undefined);
    lintExtracted(found.policy, { ...(known && { type: known }), ...(role && { role }) }, found.context);
  }
  return collector.findingsIn(found?.document);
}
