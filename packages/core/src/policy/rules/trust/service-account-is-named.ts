import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import { arnText } from "../../parse/arn-text.js";
import type { Located } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import type { StatementRule } from "../rule.js";

/** What a pattern for subjects leaves open: all service accounts, those of a namespace, or those with a name. */
type Open = "everything" | "name" | "namespace";

const START = "system:serviceaccount:";
const ANY = /^[*?]*\*[*?]*$/;

/** A subject is `system:serviceaccount:<namespace>:<name>`: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
const openIn = perText((_, located): Open | undefined => {
  const pattern = arnText(located);
  const head = pattern.slice(0, Math.max(0, pattern.search(/[*?]/)));
  if (!head.startsWith("system:")) return undefined;
  if (!head.startsWith(START))
    return START.startsWith(head) && ANY.test(pattern.slice(head.length)) ? "everything" : undefined;
  const [namespace = "", ...rest] = pattern.slice(START.length).split(":");
  const name = rest.join(":");
  // Without a second colon, the last wildcard matches it and the name.
  const anyName = rest.length === 0 ? namespace.endsWith("*") : ANY.test(name);
  if (ANY.test(namespace)) return anyName ? "everything" : "namespace";
  return anyName ? "name" : undefined;
});

/** A role for pods in Amazon EKS names the service account. The provider of the cluster may not be known. */
export const serviceAccountIsNamed: StatementRule = ({ effect, principals, conditions }, { type }) => {
  if (type !== "trust" || effect !== "Allow" || !principals.some((one) => one.type === "Federated")) return;
  for (const { key, operator, values } of conditions) {
    if (!/:sub$/i.test(key) || operator?.wildcards !== true || operator.negated) continue;
    for (const value of values) check(value, key);
  }
};

function check(value: Located, key: string): void {
  const open = openIn(value);
  if (open === "everything") value.context.report(everyServiceAccount(value.text, key));
  else if (open !== undefined) value.context.report(severalServiceAccounts(value.text, key, open));
}

const NAMES = { name: "of its namespace", namespace: "with its name, in any namespace" } as const;

const everyServiceAccount = (found: string, key: string): Report => ({
  code: "WILDCARD_USAGE_TOO_PERMISSIVE",
  severity: "security-warning",
  message: `${quoted(found)} matches every service account of the cluster.`,
  fix: 'Name it: "system:serviceaccount:<namespace>:<name>".',
  parameters: { found: toDisplayString(found), key: toDisplayString(key) },
});

const severalServiceAccounts = (found: string, key: string, open: keyof typeof NAMES): Report => ({
  code: "WILDCARD_USAGE_TOO_PERMISSIVE",
  severity: "warning",
  message: `${quoted(found)} matches every service account ${NAMES[open]}.`,
  fix: 'Name it: "system:serviceaccount:<namespace>:<name>".',
  parameters: { found: toDisplayString(found), key: toDisplayString(key) },
});
