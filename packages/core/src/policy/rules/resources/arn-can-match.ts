import { parseArn } from "../../../aws/arn.js";
import { knownPartitions, knownRegions, partitionOfRegion, REGION_FORMAT } from "../../../aws/regions.js";
import { namesAllTogether } from "../../../aws/resource-formats.js";
import type { Report } from "../../../findings/finding.js";
import { quoted, writeInstead } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import { isTypo, nearest } from "../../../util/similar.js";
import { type ArnFields, arnFields, arnText, OPEN } from "../../parse/arn-text.js";
import type { Located } from "../../parse/located.js";
import { hasKnownVariable } from "../../parse/patterns.js";
import { perText } from "../../parse/per-text.js";

const invalidArnPart = (arn: string, part: string, example: string): Report => ({
  code: "INVALID_ARN",
  message: `The ${part} of ${quoted(arn)} is not valid for this type of ARN.`,
  fix: writeInstead(example),
  parameters: { arn: toDisplayString(arn), part, example },
});

/** ARNs that no request has, for any action. The patterns are about `arnText`. */
const NEVER: readonly { readonly arn: RegExp; readonly report: (arn: string) => Report }[] = [
  {
    arn: /[,;\s]\s*arn:[^:]*:[^:]+:[^:]*:[^:]*:/,
    report: (arn) =>
      neverMatches(
        arn,
        "it is several ARNs in one string",
        'Write an array: ["arn:aws:s3:::web", "arn:aws:s3:::web/*"].',
      ),
  },
  {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. An example may have a description there.
    arn: /^arn:[^:]*:s3:::[\w.*?-]+[\s,;]/,
    report: (arn) => ({
      ...neverMatches(
        arn,
        "the name of a bucket has letters, digits, dots and hyphens only",
        'Write the bucket\'s name: "arn:aws:s3:::web".',
      ),
      severity: "warning",
    }),
  },
  {
    arn: /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter\/\//,
    report: (arn) =>
      neverMatches(
        arn,
        'the slash after "parameter" already is the parameter\'s own',
        'Write it without the second slash: "…:parameter/web/prod".',
      ),
  },
  {
    // Without a wildcard, and without the six characters that Secrets Manager adds to a name. A value may contain them.
    arn: /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:(?!.*[-?][A-Za-z0-9?]{6}$)[^*\uE000]*$/,
    report: (arn) =>
      neverMatches(
        arn,
        "Secrets Manager adds a hyphen and six characters after the name",
        'Write the whole ARN, or "-??????" after the name.',
      ),
  },
  {
    // https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
    arn: /^arn:[^:]*:bedrock:[^:]*:[^:]*:foundation-model\/(us|us-gov|eu|apac|global|au|ca|jp)\./,
    report: (arn) =>
      neverMatches(
        arn,
        "its id is the id of an inference profile",
        'Write the model\'s id ("foundation-model/anthropic.…"), and the profile as "…:<account>:inference-profile/<id>".',
      ),
  },
  {
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
    arn: /^arn:[^:]*:rds-db:[^:]*:[^:]*:dbuser:(?!db-|cluster-|prx-|d?b?-?[*?]|c?l?u?s?t?e?r?-?[*?]|p?r?x?-?[*?])[^\uE000]*\//,
    report: (arn) =>
      neverMatches(
        arn,
        "database users are identified by the database's resource id, not by its name",
        'Write the resource id: "dbuser:db-ABCDEFGHIJKL01234/app", "cluster-…" or "prx-…".',
      ),
  },
  {
    // IAM refuses the policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    arn: /^arn:[^:]*:(iam:[^:*\uE000][^:]*:|s3:[^:*\uE000][^:]*:(?:[^:\uE000]|\uE000(?:[^\uE001]*\uE001|(?!.*\uE001)))*:(?!\uE000|accesspoint|access-grants|async-request|job|storage-lens))/,
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

function invalidPart(arn: string, fields: ArnFields): Report | undefined {
  for (const [name, form] of Object.entries(PARTS)) {
    const part = fields[name as keyof typeof PARTS];
    if (name === "resource" && namesAllTogether(arn)) continue;
    // IAM does not replace a policy variable in these parts. A template may.
    const isPlain = name === "partition" || name === "service" || name === "region";
    const isReplaced = !isPlain || !hasKnownVariable(parseArn(arn)?.[name] ?? "");
    // A value that is not known may be right. In place of a region, it may be the account, too.
    const isOpen =
      part.includes(OPEN) || (name === "account" && fields.region.includes(OPEN) && !/^[\d-]+$/.test(part));
    if (!isReplaced || (!isOpen && !form.test(part)))
      return invalidArnPart(arn, name, '"arn:aws:sqs:eu-west-1:123456789012:orders"');
  }
  return undefined;
}

/** IAM refuses a partition that does not exist: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function invalidPartition(arn: string, { partition }: ArnFields): Report | undefined {
  const known = knownPartitions();
  if (/[*\uE000]/.test(partition) || known.includes(partition)) return undefined;
  const meant = nearest(partition, known);
  return unknownPartition(arn, partition, meant);
}

/**
 * Names in place of an account. Those that belong to AWS: its policies and documents (`aws`), origin access identities
 * (`cloudfront`), components of Image Builder (`amazon`, `aws-marketplace`, `third-party`), offerings.
 */
const NAMED_ACCOUNT = /^(aws(-[a-z]+)*|amazon|cloudfront|offering|third-party)$/;

/** Access Analyzer asks for 12 digits: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html */
function invalidAccount(arn: string, { region, account }: ArnFields): Report | undefined {
  const isName = /^[A-Za-z][A-Za-z0-9-]*$/.test(account);
  return isName && !region.includes(OPEN) && !NAMED_ACCOUNT.test(account) ? notAnAccount(arn, account) : undefined;
}

/** A region that does not exist, or that belongs to another partition. */
function invalidRegion(arn: string, { partition, region }: ArnFields): Report | undefined {
  if (!REGION_FORMAT.test(region)) return undefined;
  const of = partitionOfRegion(region);
  if (of === undefined) return unknownRegion(arn, region);
  const matches = partition === of || /[*\uE000]/.test(partition);
  return matches ? undefined : otherPartition(arn, region, of);
}

/** Reports an ARN that no request has. Returns whether it was reported. */
export function reportNeverMatching(located: Located): boolean {
  const report = neverMatching(located);
  if (report !== undefined) located.context.report(report);
  return report !== undefined;
}

const neverMatching = perText((text, located) => {
  const fields = arnFields(located);
  if (fields === undefined) return undefined;
  const plain = arnText(located);
  return (
    invalidPart(text, fields) ??
    invalidPartition(text, fields) ??
    invalidAccount(text, fields) ??
    NEVER.find(({ arn }) => arn.test(plain))?.report(text) ??
    invalidRegion(text, fields)
  );
});

const unknownPartition = (arn: string, partition: string, meant: string | undefined): Report => ({
  code: "INVALID_ARN",
  severity: isTypo(partition, meant) ? "error" : "warning",
  message: `AWS has no partition ${quoted(partition)} that this version knows, so ${quoted(arn)} matches nothing.`,
  fix: meant === undefined ? 'Write a partition: "aws", "aws-cn", "aws-us-gov".' : `Did you mean "${meant}"?`,
  parameters: { arn: toDisplayString(arn), part: "partition", ...(meant === undefined ? {} : { meant }) },
});

const notAnAccount = (arn: string, account: string): Report => ({
  code: "INVALID_ARN",
  message: `${quoted(account)} in ${quoted(arn)} is not an account.`,
  fix: "Write the account's 12 digits, or a variable of the template.",
  parameters: { arn: toDisplayString(arn), part: "account" },
});

const unknownRegion = (arn: string, region: string): Report => {
  const meant = nearest(region, knownRegions());
  return {
    code: "INVALID_ARN_REGION",
    severity: "warning",
    message: `AWS has no region ${quoted(region)} that this version knows, so ${quoted(arn)} matches nothing.`,
    fix: meant === undefined ? 'Write a region: "eu-west-1".' : `Did you mean "${meant}"?`,
    parameters: { arn: toDisplayString(arn), region, ...(meant === undefined ? {} : { meant }) },
  };
};

const otherPartition = (arn: string, region: string, partition: string): Report => ({
  code: "INVALID_ARN_REGION",
  message: `The region ${quoted(region)} is in the partition "${partition}", so ${quoted(arn)} never matches.`,
  fix: `Write "arn:${partition}:…", or a region of that partition.`,
  parameters: { arn: toDisplayString(arn), region, partition },
});

export const neverMatches = (arn: string, why: string, instead: string): Report => ({
  code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
  message: `${quoted(arn)} never matches: ${why}.`,
  fix: instead,
  parameters: { arn: toDisplayString(arn) },
});
