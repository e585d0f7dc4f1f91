import { actionsMatching } from "@amplify-roles/core/lint";

/** How far an action goes: `admin` can change who may do what. */
export type AccessLevel = "read" | "write" | "admin";

export const ACCESS_LEVELS: readonly AccessLevel[] = ["read", "write", "admin"];

/** By AWS's own levels: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const BY_AWS_LEVEL = { list: "read", read: "read", write: "write", tagging: "write", permissions: "admin" } as const;

/** Actions that AWS lists as `write`, though they read encrypted data, or pass on the permissions of another role. */
const EXCEPTIONS: Readonly<Record<string, AccessLevel>> = {
  "iam:PassRole": "admin",
  "kms:Decrypt": "read",
  "sts:AssumeRole": "admin",
};

/** The access levels of the actions that a pattern matches: `s3:GetObject`, `s3:*`. An unknown action counts as `write`. */
export function accessLevelsOf(pattern: string): readonly AccessLevel[] {
  if (/^[*]+$/.test(pattern)) return ACCESS_LEVELS;
  const known = actionsMatching(pattern).map(({ name, accessLevel }) => EXCEPTIONS[name] ?? BY_AWS_LEVEL[accessLevel]);
  return known.length === 0 ? ["write"] : known;
}
