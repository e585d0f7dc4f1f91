/** What is refused of a text; nothing where it is taken. */
export type Check = (value: string) => readonly string[];

/** A text's length and pattern, as an API reference gives them. */
export const text =
  (what: string, least: number, most: number, pattern?: RegExp): Check =>
  (value) =>
    typeof value === "string" && value.length >= least && value.length <= most && (pattern?.test(value) ?? true)
      ? []
      : [`${what} ${JSON.stringify(value)?.slice(0, 200)}`];

/** Those that are there, as they may be left out. */
export const where =
  (check: Check) =>
  (value: string | undefined): readonly string[] =>
    value === undefined ? [] : check(value);

export const named = (id: string, refused: readonly string[]): readonly string[] =>
  refused.map((what) => `${id}: ${what}`);

export const unique = (what: string, values: readonly string[]): readonly string[] =>
  new Set(values).size === values.length ? [] : [`${what} twice: ${values.join(", ").slice(0, 400)}`];
