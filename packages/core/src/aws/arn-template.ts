import { resolvedPrefix, toParts } from "../placeholders/placeholder.js";

/**
 * Whether an ARN of a policy, with wildcards, policy variables and unresolved values, can match an ARN format of the
 * service reference (`arn:${Partition}:s3:::${BucketName}/${ObjectName}`): whether some text matches both.
 */
export function canMatch(arn: string, template: string): boolean {
  const service = serviceIn(resolvedPrefix(arn));
  const wanted = serviceIn(template);
  // Most templates are of another service.
  if (service !== wanted && NAME.test(service) && NAME.test(wanted)) return false;
  return haveCommonText(arnTokens(arn), templateTokens(template));
}

/** The prefix of a service, without wildcards and variables. */
const NAME = /^[a-z0-9-]+$/;

/** The third part of an ARN; empty if it is not known. */
function serviceIn(arn: string): string {
  return /^[^:]*:[^:]*:([^:]*):/.exec(arn)?.[1] ?? "";
}

/** A text that an ARN of a policy matches, with a letter for each wildcard and variable. */
export const sampleOf = (arn: string): string => arn.replaceAll(/\$\{[^{}]*\}|[*?]/g, "x");

/** One character; any one except those in `but`; or any number of them, including none. */
type Token = string | { readonly any: "one" | "many"; readonly but: string };

const ONE: Token = { any: "one", but: "" };
const MANY: Token = { any: "many", but: "" };

/** Policy variables that represent one character: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const ESCAPED: Readonly<Record<string, string>> = { "${*}": "*", "${?}": "?", "${$}": "$" };

/** An ARN is compared with many templates in a row. */
let latest: { readonly arn: string; readonly tokens: readonly Token[] } | undefined;

function arnTokens(arn: string): readonly Token[] {
  if (latest?.arn !== arn) {
    const tokens = toParts(arn).flatMap((part) => (typeof part === "string" ? textTokens(part) : [MANY]));
    latest = { arn, tokens };
  }
  return latest.tokens;
}

function textTokens(text: string): readonly Token[] {
  return text.split(/(\$\{[^{}]*\}|[*?])/).flatMap((part): readonly Token[] => {
    if (part === "*") return [MANY];
    if (part === "?") return [ONE];
    if (part.startsWith("${") && part.endsWith("}")) return [ESCAPED[part] ?? MANY];
    return [...part];
  });
}

/**
 * Characters that the values of a variable never contain. A variable whose name several services use is prefixed with
 * its service. Any other variable may contain any character, as AWS documents no grammar for it.
 */
const NEVER_IN: Readonly<Record<string, string>> = {
  Partition: ":/",
  Region: ":/",
  Account: ":/",
  // S3
  BucketName: ":/",
  AccessPointName: ":/",
  // Amplify: the branches of an app follow its id.
  "amplify:AppId": ":/",
  // DynamoDB: a table's indexes, streams and backups follow its name.
  TableName: ":/",
  // AppSync
  GraphQLAPIId: ":/",
  ApiId: ":/",
  TypeName: ":/",
  FieldName: ":/",
  // KMS, SQS, Kinesis, Firehose
  KeyId: ":/",
  QueueName: ":/",
  StreamName: ":/",
  DeliveryStreamName: ":/",
  // SNS only: the names of IoT topics contain slashes.
  "sns:TopicName": "/",
};

const templates = new Map<string, readonly Token[]>();

function templateTokens(template: string): readonly Token[] {
  let tokens = templates.get(template);
  if (tokens === undefined) {
    const service = template.split(":")[2];
    tokens = template.split(/(\$\{[^}]*\}|\*)/).flatMap((part): readonly Token[] => {
      if (part === "*") return [MANY];
      if (part === "${*}") return ["*"];
      if (!part.startsWith("${")) return [...part];
      const name = part.slice(2, -1);
      const but = NEVER_IN[`${service}:${name}`] ?? NEVER_IN[name] ?? "";
      return [
        { any: "one", but },
        { any: "many", but },
      ];
    });
    templates.set(template, tokens);
  }
  return tokens;
}

/** Follows all ways to match the two at once, in time proportional to the product of their lengths. */
function haveCommonText(a: readonly Token[], b: readonly Token[]): boolean {
  // The positions in b that the tokens of a so far can reach.
  let reached = skipped(b, new Set([0]));
  for (const token of a) {
    if (reached.size === 0) return false;
    reached = isMany(token) ? skipped(b, throughMany(token, b, reached)) : skipped(b, throughOne(token, b, reached));
  }
  return reached.has(b.length);
}

const isMany = (token: Token | undefined): token is Exclude<Token, string> =>
  typeof token === "object" && token.any === "many";

/** The positions, and those after tokens that can match nothing. */
function skipped(tokens: readonly Token[], positions: Set<number>): Set<number> {
  for (const position of positions) if (isMany(tokens[position])) positions.add(position + 1);
  return positions;
}

function throughOne(token: Token, tokens: readonly Token[], from: ReadonlySet<number>): Set<number> {
  const to = new Set<number>();
  for (const position of from) {
    const other = tokens[position];
    if (other === undefined || !intersect(token, other)) continue;
    to.add(isMany(other) ? position : position + 1);
  }
  return to;
}

function throughMany(token: Token, tokens: readonly Token[], from: ReadonlySet<number>): Set<number> {
  const to = new Set(from);
  for (const position of to) {
    const other = tokens[position];
    if (other !== undefined && (isMany(other) || intersect(token, other))) to.add(position + 1);
  }
  return to;
}

/** Whether two tokens match a common character. Two sets of excluded characters always leave one. */
function intersect(a: Token, b: Token): boolean {
  if (typeof a === "string") return typeof b === "string" ? a === b : !b.but.includes(a);
  return typeof b === "string" ? !a.but.includes(b) : true;
}
