import { toDisplayString } from "../placeholders/placeholder.js";
import { Instance, Unreadable } from "../placeholders/plain-data.js";

/** The longest string that a message repeats, in characters. */
const MAX_QUOTED_LENGTH = 120;

/** A string as messages show it: in quotes, with control characters escaped, shortened, with readable placeholders. */
export function quoted(text: string): string {
  const readable = toDisplayString(text);
  return JSON.stringify(
    readable.length > MAX_QUOTED_LENGTH ? `${readable.slice(0, MAX_QUOTED_LENGTH - 3)}…` : readable,
  );
}

/** A Boolean or a number in quotes. Any other string that is in the wrong place may be a password. */
const LITERAL = /^(true|false|\d{1,5})$/;

/** What a value is: `an array`, `a string`, `the string "5"`, `the number 5`, `an instance of Table`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return LITERAL.test(value) ? `the string ${quoted(value)}` : "a string";
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value !== "object") return `the ${typeof value} ${String(value)}`;
  if (value instanceof Unreadable) return `an object that cannot be read: ${value.why}`;
  return value instanceof Instance && value.of !== "" ? `an instance of ${value.of}` : "an object";
}

/** What a value is, without the value: `a string`, `a number`, `an array`. */
export function describeType(value: unknown): string {
  const type = typeof value;
  return ["string", "number", "boolean", "bigint"].includes(type) ? `a ${type}` : describeValue(value);
}

/** `Expected a string, got the number 5.` */
export const expectedGot = (expected: string, value: unknown): string =>
  `Expected ${expected}, got ${describeValue(value)}.`;

/** `Write "arn:aws:s3:::my-bucket".` */
export const writeInstead = (example: string): string => `Write ${example}.`;

/** `a user`, `an S3 bucket`, `an ARN`: the noun with the article that its sound asks for. */
export const article = (noun: string): string => `${startsWithVowelSound(noun) ? "an" : "a"} ${noun}`;

/** Written with a vowel, spoken with a consonant: `user`, `unique`, `European`, `one-time`. */
const CONSONANT_SOUND = /^(u(se|ni([cfotv]|que)|r[il]\b|uid|tf|s\b)|eu|one?\b|once)/i;
/** Written with a consonant, spoken with a vowel: `hour`, the numbers 8, 11 and 18, and service prefixes such as `s3`. */
const VOWEL_SOUND = /^(hour|honest|heir|8|1[18]\b|(s3|sqs|sns|ses|ssm|sts|rds|xray|x-ray|mfa|https?|html|ml)\b)/i;
/** Letters whose names start with a vowel: an S3 bucket, an X-Ray trace. */
const VOWEL_LETTER = /^[AEFHILMNORSX]/;
/** Read letter by letter: `S3`, `SQS`, `X-Ray`; `SAML` and `SQL` are read as words. */
const ABBREVIATION = /^(?!SAML|SQL|LIKE\b)[A-Z]([A-Z0-9]+(s|v\d)?)?(?![A-Za-z0-9])/;

function startsWithVowelSound(noun: string): boolean {
  const word = noun.replace(/^[^A-Za-z0-9]+/, "");
  if (VOWEL_SOUND.test(word)) return true;
  if (ABBREVIATION.test(word)) return VOWEL_LETTER.test(word);
  return /^[aeiou]/i.test(word) && !CONSONANT_SOUND.test(word);
}

/** Words in a sentence: `WEB_COMPUTE, WEB_DYNAMIC or WEB`. */
export function codeList(words: readonly string[], conjunction: "and" | "or" = "or"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** `10,240`: an integer with its thousands apart. `toLocaleString` would differ from machine to machine. */
export const grouped = (number: number): string =>
  Number.isInteger(number) ? String(number).replace(/\B(?=(\d{3})+$)/g, ",") : String(number);

/** `1 character`, `1,024 characters`. */
export const counted = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
