import { isUnresolved, resolvedPrefix, toParts } from "../placeholders/placeholder.js";
import { memoize } from "../util/memoize.js";
import { haveCommonText, MANY, ONE, type Token } from "../util/tokens.js";

/**
 * Whether an ARN of a policy, with wildcards, policy variables and unresolved values, can match an ARN format of the
 * service reference (`arn:${Partition}:s3:::${BucketName}/${ObjectName}`): whether some text matches both.
 */
export function canMatch(arn: string, template: string): boolean {
  const pattern = patternOf(arn);
  const wanted = templateOf(template);
  // Most templates are of another service.
  if (pattern.service !== wanted.service && pattern.service !== undefined && wanted.service !== undefined) return false;
  return haveCommonText(pattern.tokens, wanted.tokens);
}

/** The prefix of a service, without wildcards and variables. */
const NAME = /^[a-z0-9-]+$/;

/** The third part of an ARN. Undefined if it is not known. */
function serviceIn(arn: string): string | undefined {
  const start = arn.indexOf(":", arn.indexOf(":") + 1) + 1;
  const end = arn.indexOf(":", start);
  const service = start === 0 || end < 0 ? "" : arn.slice(start, end);
  return NAME.test(service) ? service : undefined;
}

/** An ARN of a policy, or an ARN format. */
interface Pattern {
  readonly service: string | undefined;
  readonly tokens: readonly Token[];
}

/** A text that an ARN of a policy matches, with a letter for each wildcard and variable. */
export const sampleOf = (arn: string): string => arn.replaceAll(/\$\{[^{}]*\}|[*?]/g, "x");

/** Policy variables that represent one character: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export const ESCAPED: Readonly<Record<string, string>> = { "${*}": "*", "${?}": "?", "${$}": "$" };

/** Fewer than other results: each has an entry per character. */
const MOST_ARNS = 10_000;

/** An ARN is compared with many templates in a row. */
const patternOf = memoize(
  (arn): Pattern => ({ service: serviceIn(resolvedPrefix(arn)), tokens: arnTokens(arn) }),
  MOST_ARNS,
);

const arnTokens = (arn: string): readonly Token[] =>
  isUnresolved(arn)
    ? toParts(arn).flatMap((part) => (typeof part === "string" ? textTokens(part) : [MANY]))
    : textTokens(arn);

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

const templates = new Map<string, Pattern>();

/** An ARN format as tokens. */
export const templateTokens = (template: string): readonly Token[] => templateOf(template).tokens;

function templateOf(template: string): Pattern {
  let known = templates.get(template);
  if (known === undefined) {
    const service = template.split(":")[2];
    const tokens = template.split(/(\$\{[^}]*\}|\*)/).flatMap((part): readonly Token[] => {
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
    known = { service: serviceIn(template), tokens };
    templates.set(template, known);
  }
  return known;
}
