import { messages } from "../findings/messages.js";
import { isUnresolved, minLength } from "../placeholders/placeholder.js";
import { anyString, maxSize, orUnresolved, record, type Schema } from "../schema/schema.js";

/** What a service takes in the keys of tags; values are alike everywhere. */
interface TagRules {
  readonly key: RegExp;
  /** True where keys that differ in upper and lower case only are one. */
  readonly caseless?: boolean;
}

const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const WORDS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const value: Schema<string> = (given, context) => {
  const read = anyString(given, context);
  if (read === undefined) return undefined;
  if (minLength(read) > LONGEST_VALUE || !(isUnresolved(read) || WORDS.test(read))) {
    return context.report(messages.badTagValue(read, WORDS.source));
  }
  return /^aws:/i.test(read) ? context.report(messages.reservedTag(read)) : read;
};

function tags({ key: pattern, caseless = false }: TagRules): Schema<Record<string, string>> {
  const read = record(value, (key, context) => {
    if (/^aws:/i.test(key)) context.report(messages.reservedTag(key));
    else if (key.length < 1 || key.length > LONGEST_KEY || !pattern.test(key)) {
      context.report(messages.badTagKey(key, pattern.source));
    }
  });
  return orUnresolved(
    maxSize(MOST_TAGS, "tags", (given, context) => {
      const tagged = read(given, context);
      const seen = new Map<string, string>();
      for (const key of caseless ? Object.keys(tagged ?? {}) : []) {
        const other = seen.get(key.toLowerCase());
        if (other !== undefined) context.property(key).report(messages.tagTwice(key, other));
        seen.set(key.toLowerCase(), key);
      }
      return tagged;
    }),
  );
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html; case: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
export const roleTags = tags({ key: WORDS, caseless: true });
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupTags = tags({ key: WORDS });
/** Of apps and branches: https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html; hyphens and digits lie between + and =. */
export const amplifyTags = tags({ key: /^[a-zA-Z+-=._:/]+$/ });
