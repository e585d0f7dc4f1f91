import { parseArn } from "../../aws/arn.js";
import type { Report } from "../../findings/finding.js";
import { invalidArnPart } from "../../findings/messages.js";
import { quoted } from "../../findings/text.js";
import { toDisplayString } from "../../placeholders/placeholder.js";
import type { Located } from "../parse/located.js";

/** ARNs that no request has, for any action. */
const NEVER: readonly { readonly arn: RegExp; readonly report: (arn: string) => Report }[] = [
  {
    arn: /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter\/\//,
    report: (arn) =>
      neverMatches(
        arn,
        'the parameter\'s own slash is the one behind "parameter"',
        'Write it without the second slash: "…:parameter/web/prod".',
      ),
  },
  {
    // Without a wildcard, and without the six characters that Secrets Manager adds to a name.
    arn: /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:(?!.*-[A-Za-z0-9?]{6}$)[^*\uE000]*$/,
    report: (arn) =>
      neverMatches(
        arn,
        "Secrets Manager puts a hyphen and six characters behind the name",
        'Write the whole ARN, or "-??????" behind the name.',
      ),
  },
  {
    // IAM refuses the policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    arn: /^arn:[^:]*:(iam:[^:*\uE000][^:]*:|s3:[^:*\uE000][^:]*:[^:]*:(?!accesspoint|access-grants|async-request|job|storage-lens))/,
    report: (arn) =>
      neverMatches(
        arn,
        "buckets and what belongs to IAM have no region",
        'Leave the region empty: "arn:aws:s3:::web", "arn:aws:iam::123456789012:role/web".',
      ),
  },
];

/**
 * The parts of an ARN that IAM accepts and that can match, for any action. A service has no wildcards:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html. Regions are named after
 * their location; AWS Health uses `global`. Accounts that are not numbers belong to AWS: `aws`, `cloudfront`.
 */
const PARTS = {
  partition: /^(aws(-[a-z]+)*|\*)$/,
  service: /^[A-Za-z0-9-]+$/,
  region: /^(|global|(?=.*[*?])[A-Za-z0-9*?-]+|[a-z]+(-[a-z]+)*-(central|east|west|(north|south)(east|west)?)-\d+)$/,
  account: /^(|\d{12}|[A-Za-z][A-Za-z0-9-]*|(?=.*[*?])[A-Za-z0-9*?-]+)$/,
  resource: /./s,
} as const;

function invalidPart(arn: string): Report | undefined {
  const parts = parseArn(arn) ?? {};
  for (const [name, form] of Object.entries(PARTS)) {
    const part = parts[name as keyof typeof PARTS];
    if (part !== undefined && !form.test(part)) {
      return invalidArnPart(arn, name, '"arn:aws:sqs:eu-west-1:123456789012:orders"');
    }
  }
  return undefined;
}

/** Reports an ARN that no request has. Returns whether it was reported. */
export function reportNeverMatching({ text, context }: Located): boolean {
  const report = invalidPart(text) ?? NEVER.find(({ arn }) => arn.test(text))?.report(text);
  if (report !== undefined) context.report(report);
  return report !== undefined;
}

export const neverMatches = (arn: string, why: string, instead: string): Report => ({
  code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
  message: `${quoted(arn)} never matches: ${why}.`,
  fix: instead,
  parameters: { arn: toDisplayString(arn) },
});
