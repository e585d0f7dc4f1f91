import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { StatementRule } from "../rule.js";

/** The owner of a resource, which is the same for every request to it. */
const OF_OWNER = /^(aws:Resource(Account|OrgID|OrgPaths)|s3:ResourceAccount)$/i;

export const keyIsRelevantToTheResource: StatementRule = ({ effect, principals, conditions }, { type }) => {
  // A resource control policy, which denies everyone, is about many resources.
  if (type !== "resource" || (effect === "Deny" && principals.some(({ text }) => text === "*"))) return;
  for (const { key, context } of conditions) if (OF_OWNER.test(key)) context.report(irrelevantKey(key));
};

const irrelevantKey = (key: string): Report => ({
  code: "IRRELEVANT_CONDITION_KEY_IN_POLICY",
  severity: "suggestion",
  message: `${quoted(key)} is the same in every request to the resource of this policy.`,
  fix: "Remove the condition, or write it in the policy of a role.",
  parameters: { key },
});
