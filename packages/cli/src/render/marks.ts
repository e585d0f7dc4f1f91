import type { Cell } from "./layout.js";
import type { Level } from "./levels.js";

/** How a cell looks: by its strongest level, `denied` where nothing is allowed. */
export type Look = Level | "denied";

/** What there is to see of a cell. */
export interface Mark {
  readonly look: Look;
  /** `read, write`. */
  readonly words: string;
  /** `RW`, for narrow columns. */
  readonly letters: string;
}

const LETTERS: Readonly<Record<Level, string>> = { read: "R", write: "W", admin: "A" };

/** What each look stands for, as a legend has it. */
export const LEGEND: readonly { readonly look: Look; readonly letters: string; readonly meaning: string }[] = [
  { look: "read", letters: LETTERS.read, meaning: "read: changes nothing" },
  { look: "write", letters: LETTERS.write, meaning: "write: changes or runs something" },
  { look: "admin", letters: LETTERS.admin, meaning: "admin: can change who may do what" },
  { look: "denied", letters: "✕", meaning: "denied" },
];

/** More roles than this stand side by side in narrow columns, with letters for words. */
export const MOST_WIDE_COLUMNS = 8;
/** Branches in a heading before it says how many more. */
export const MOST_BRANCHES = 3;

/** Behind what is allowed under conditions only. */
export const CONDITIONAL = "*";

export function markOf({ allowed, denied, conditional }: Cell): Mark {
  const star = conditional ? CONDITIONAL : "";
  const no = denied.length > 0;
  return {
    look: allowed.at(-1) ?? "denied",
    words: [allowed.length > 0 ? allowed.join(", ") + star : "", no ? "denied" : ""]
      .filter((word) => word !== "")
      .join(", "),
    letters: `${allowed.map((level) => LETTERS[level]).join("")}${star}${no ? "✕" : ""}`,
  };
}
