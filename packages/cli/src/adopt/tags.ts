/**
 * The tags that programs write. Undefined if no tags are left. AWS sets those that start with `aws:`, and nobody else can:
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export function ownTags(tags: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  const own = Object.entries(tags ?? {}).filter(([key]) => !/^aws:/i.test(key));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}
