import { faults } from "../errors/faults.js";
import { isLate, shortestLength } from "../text/late.js";
import { atMost, lateOr, type Reader, record, text } from "./readers.js";

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

const value: Reader<string> = (given, at) => {
  const read = text(given, at);
  if (read === undefined) return undefined;
  if (shortestLength(read) > LONGEST_VALUE || !(isLate(read) || WORDS.test(read))) {
    return at.report(faults.badTagValue(read, WORDS.source));
  }
  return /^aws:/i.test(read) ? at.report(faults.reservedTag(read)) : read;
};

function tags({ key: pattern, caseless = false }: TagRules): Reader<Record<string, string>> {
  const read = record(value, (key, at) => {
    if (/^aws:/i.test(key)) at.report(faults.reservedTag(key));
    else if (key.length < 1 || key.length > LONGEST_KEY || !pattern.test(key)) {
      at.report(faults.badTagKey(key, pattern.source));
    }
  });
  return lateOr(
    atMost(MOST_TAGS, "tags", (given, at) => {
      const tagged = read(given, at);
      const seen = new Map<string, string>();
      for (const key of caseless ? Object.keys(tagged ?? {}) : []) {
        const other = seen.get(key.toLowerCase());
        if (other !== undefined) at.member(key).report(faults.tagTwice(key, other));
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
