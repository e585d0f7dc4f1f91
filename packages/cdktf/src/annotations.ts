import { findingText } from "@amplify-roles/core";
import type { WithWarnings } from "@amplify-roles/core/adapter";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { isSensitive } from "./sensitive.js";

/** Adds the warnings and notes of a plan to a construct. */
export function annotate(
  scope: Construct,
  { warnings, ifSecret, ifOtherAccount, notes = [] }: WithWarnings<{ readonly notes?: readonly string[] }>,
  unresolved: readonly unknown[],
): void {
  const ofSecrets = ifSecret.filter(({ index }) => isSensitive(scope, unresolved[index]));
  for (const warning of [...warnings, ...ofSecrets.map(({ finding }) => finding)])
    Annotations.of(scope).addWarning(findingText(warning));
  // The account is known only after deploy, so this may be its own.
  for (const { account, finding } of ifOtherAccount)
    Annotations.of(scope).addInfo(`If the app is not in the account ${account}: ${findingText(finding)}`);
  for (const note of notes) Annotations.of(scope).addInfo(note);
}
