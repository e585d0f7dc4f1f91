import type { Result } from "./case.js";

/**
 * What is known to be live with a deleted role: the update gives the role of the branch `preview` another name, and
 * Terraform deletes the old one first (docs/faults.md).
 */
export const RENAMED = "branch preview: arn:aws:iam::123456789012:role/site-preview";

/** What must not happen: no way to continue, or a role without its policies behind something live, except for `RENAMED`. */
export function isFault({ tool, phase, outcome, exposed }: Result & { readonly tool: string }): boolean {
  const known = tool === "terraform" && phase === "update" ? [RENAMED] : [];
  return outcome === "not survived" || exposed.some((what) => !known.includes(what));
}
