import { actionsOf } from "@amplify-roles/core/lint";

/** How far an action reaches: `admin` can change who may do what. */
export type Level = "read" | "write" | "admin";

export const LEVELS: readonly Level[] = ["read", "write", "admin"];

/** AWS's access levels: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const OF_ACCESS_LEVEL = { list: "read", read: "read", write: "write", tagging: "write", permissions: "admin" } as const;

/** Where AWS says `write`: of what reading encrypted data takes, and of what hands on another role's rights. */
const EXCEPTIONS: Readonly<Record<string, Level>> = {
  "iam:PassRole": "admin",
  "kms:Decrypt": "read",
  "sts:AssumeRole": "admin",
};

/** How far the actions reach that a text stands for: `s3:GetObject`, `s3:*`. What AWS does not list counts as `write`. */
export function levelsOf(action: string): readonly Level[] {
  if (/^[*]+$/.test(action)) return LEVELS;
  const known = actionsOf(action).map(({ name, accessLevel }) => EXCEPTIONS[name] ?? OF_ACCESS_LEVEL[accessLevel]);
  return known.length === 0 ? ["write"] : known;
}
