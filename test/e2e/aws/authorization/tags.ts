import { isJsonObject } from "../message.js";
import type { Context } from "./model.js";

/**
 * The keys that a request with tags carries; none where it has no tags. Services write tags as pairs of `Key` and
 * `Value` (`TagKey` and `TagValue` in KMS), or as one object.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 */
export function requestTags(tags: unknown): Context {
  const pairs: readonly (readonly [string, string])[] = Array.isArray(tags)
    ? tags.map(({ Key, TagKey = Key, Value, TagValue = Value }) => [String(TagKey), String(TagValue ?? "")])
    : Object.entries(isJsonObject(tags) ? tags : {}).map(([key, value]) => [key, String(value)]);
  if (pairs.length === 0) return {};
  return {
    ...Object.fromEntries(pairs.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...tagKeys(pairs.map(([key]) => key)),
  };
}

/** The key that a request carries which takes tags away. */
export const tagKeys = (keys: unknown): Context => ({ "aws:TagKeys": Array.isArray(keys) ? keys.map(String) : [] });

/** Whether a request brings tags with it, which takes the permission to tag as well. */
export const hasTags = (context: Context): boolean => context["aws:TagKeys"] !== undefined;
