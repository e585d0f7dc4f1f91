import { charactersOf } from "../findings/characters.js";
import type { Report } from "../findings/finding.js";
import { counted, quoted } from "../findings/text.js";
import { isUnresolved, minLength, toDisplayString } from "../placeholders/placeholder.js";
import { maxSize, orUnresolved, record, type Schema, string, written } from "../schema/schema.js";

/** What a service accepts as the keys of tags. Values are the same for all services. */
interface TagRules {
  readonly key: RegExp;
  /** True if keys that differ only in case are the same key. */
  readonly ignoresCase?: boolean;
}

const MAX_TAGS = 50;
const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 256;
/** Characters of IAM's and CloudWatch's tags: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html */
const TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const invalidTagKey = (key: string, pattern: RegExp): Report => ({
  code: "INVALID_TAG",
  message: `${quoted(key)} is not a valid tag key here.`,
  fix: `Use ${charactersOf(pattern)} (1 to ${counted(MAX_KEY_LENGTH, "character")}).`,
  parameters: { found: toDisplayString(key), pattern: pattern.source, most: MAX_KEY_LENGTH },
});

const invalidTagValue = (value: string): Report => ({
  code: "INVALID_TAG",
  message: `${quoted(value)} is not a valid tag value.`,
  fix: `Use ${charactersOf(TAG)} (at most ${counted(MAX_VALUE_LENGTH, "character")}).`,
  parameters: { found: toDisplayString(value), pattern: TAG.source, most: MAX_VALUE_LENGTH },
});

/** Both tools lose it on the way, as a property of that name sets the prototype of an object. */
const prototypeTag = (): Report => ({
  code: "INVALID_TAG",
  message: 'A tag cannot have the key "__proto__", because JavaScript tools lose it.',
  fix: "Use another key.",
  parameters: { found: "__proto__" },
});

/** @param what `key` or `value` */
export const reservedTag = (found: string, what: "key" | "value"): Report => ({
  code: "INVALID_TAG",
  message: `The tag ${what} ${quoted(found)} starts with "aws:", which AWS reserves for its own tags.`,
  fix: `Use a ${what} that does not start with aws:.`,
  parameters: { found: toDisplayString(found), what },
});

const duplicateTagKey = (key: string, other: string): Report => ({
  code: "INVALID_TAG",
  message: `The tag keys ${quoted(key)} and ${quoted(other)} differ only in case. IAM treats them as the same key.`,
  fix: "Remove one of them.",
  parameters: { found: toDisplayString(key), other: toDisplayString(other) },
});

const isReserved = (text: string) => /^aws:/i.test(text);

const tagValue: Schema<string> = (value, context) => {
  const parsed = string()(value, context);
  if (parsed === undefined) return undefined;
  if (minLength(parsed) > MAX_VALUE_LENGTH || !(isUnresolved(parsed) || TAG.test(parsed)))
    return context.report(invalidTagValue(parsed));
  return isReserved(parsed) ? context.report(reservedTag(parsed, "value")) : parsed;
};

function tags({ key: pattern, ignoresCase = false }: TagRules): Schema<Record<string, string>> {
  const anyCase = record(tagValue, (key, context) => {
    if (key === "__proto__") context.report(prototypeTag());
    else if (isReserved(key)) context.report(reservedTag(key, "key"));
    else if (key.length < 1 || key.length > MAX_KEY_LENGTH || !pattern.test(key))
      context.report(invalidTagKey(key, pattern));
  });
  const schema: Schema<Record<string, string>> = (value, context) => {
    const parsed = anyCase(value, context);
    const seen = new Map<string, string>();
    for (const key of ignoresCase ? Object.keys(parsed ?? {}) : []) {
      const other = seen.get(key.toLowerCase());
      if (other !== undefined) context.property(key).report(duplicateTagKey(key, other));
      seen.set(key.toLowerCase(), key);
    }
    return parsed;
  };
  return written(
    'Write an object with the values by key: { team: "web" }.',
    orUnresolved(maxSize(MAX_TAGS, "tags", schema)),
  );
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html; case: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
export const roleTags = tags({ key: TAG, ignoresCase: true });

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupTags = tags({ key: TAG });

/**
 * Tags of apps and branches. The range from `+` to `=` is in AWS's own pattern; it contains digits and hyphens.
 * https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html
 */
export const amplifyTags = tags({ key: /^[a-zA-Z+-=._:/]+$/ });
