import { findingText } from "@amplify-roles/core";
import type { WithWarnings } from "@amplify-roles/core/adapter";
import { type ComponentResource, isSecret, log } from "@pulumi/pulumi";
import type { KnownValues } from "./known-values.js";
import type { Values } from "./values.js";

/**
 * Logs what a plan tells people who deploy it.
 *
 * @param component that the messages name. Default: none
 */
export function logRemarks(
  { warnings, ifSecret, ifOtherAccount, notes = [] }: WithWarnings<{ readonly notes?: readonly string[] }>,
  component: ComponentResource | undefined,
  known: KnownValues,
  values: Values,
): void {
  known.warn(warnings);
  for (const note of notes) void log.info(note, component);
  for (const { index, finding } of ifSecret)
    void isSecret(values.given(index)).then((secret) =>
      secret ? log.warn(findingText(finding), component) : undefined,
    );
  for (const { account, finding } of ifOtherAccount)
    values.lookup("account").apply((own) => (own === account ? undefined : log.warn(findingText(finding), component)));
}
