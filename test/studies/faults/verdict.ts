import type { Result } from "./cell.js";

/**
 * What is known to be live with a role that is gone: the update gives the role of the branch `preview` another name, and
 * Terraform deletes the old one first (docs/faults.md).
 */
export const RENAMED = "branch preview: arn:aws:iam::123456789012:role/site-preview";

/** What nobody may be left with: no way on, or a role without its policies behind something live, but for that. */
export function isFault({ tool, phase, outcome, exposed }: Result & { readonly tool: string }): boolean {
  const known = tool === "terraform" && phase === "update" ? [RENAMED] : [];
  return outcome === "not survived" || exposed.some((what) => !known.includes(what));
}
