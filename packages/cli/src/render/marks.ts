import type { AccessLevel } from "./access-levels.js";
import type { Cell } from "./layout.js";

/** How a cell looks: like its highest access level, or `denied` if nothing is allowed. */
export type Look = AccessLevel | "denied";

/** What a cell shows. */
export interface Mark {
  readonly look: Look;
  /** `read, write` */
  readonly words: string;
  /** `RW`, for narrow columns. */
  readonly letters: string;
}

const LETTERS: Readonly<Record<AccessLevel, string>> = { read: "R", write: "W", admin: "A" };

export const LEGEND: readonly { readonly look: Look; readonly letters: string; readonly meaning: string }[] = [
  { look: "read", letters: LETTERS.read, meaning: "read: changes nothing" },
  { look: "write", letters: LETTERS.write, meaning: "write: changes or runs something" },
  { look: "admin", letters: LETTERS.admin, meaning: "admin: can change who may do what" },
  { look: "denied", letters: "✕", meaning: "denied" },
];

/** With more roles than this, columns are narrow and show letters. */
export const MAX_WIDE_COLUMNS = 8;
/** A heading names this many branches, and counts the others. */
export const MAX_BRANCHES = 3;

/** Follows what is allowed only under conditions. */
export const CONDITIONAL = "*";

export function markOf({ allowed, denied, conditional }: Cell): Mark {
  const star = conditional ? CONDITIONAL : "";
  const isDenied = denied.length > 0;
  return {
    look: allowed.at(-1) ?? "denied",
    words: [allowed.length > 0 ? allowed.join(", ") + star : "", isDenied ? "denied" : ""]
      .filter((word) => word !== "")
      .join(", "),
    letters: `${allowed.map((level) => LETTERS[level]).join("")}${star}${isDenied ? "✕" : ""}`,
  };
}
