import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { StatementRule } from "../rule.js";

/** A value that is known only after deploy is a part of its own. */
const SESSION =
  /^arn:((?:[^:\uE000]|\uE000[^\uE001]*\uE001)*):sts::(\d{12}|\uE000[^\uE001]*\uE001):assumed-role\/([^/]+)\/.+$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-role-session */
export const sessionIsNotNextToItsRole: StatementRule = ({ principals }) => {
  const roles = principals.map(({ text }) => text);
  for (const { text, context } of principals) {
    const [, partition, account, name = ""] = SESSION.exec(text) ?? [];
    // The ARN of a session leaves out the path of its role.
    const role = roles.find(
      (other) => other.startsWith(`arn:${partition}:iam::${account}:role/`) && other.split("/").at(-1) === name,
    );
    if (role !== undefined) context.report(redundantSession(text, role));
  }
};

const redundantSession = (session: string, role: string): Report => ({
  code: "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY",
  severity: "suggestion",
  message: `The session ${quoted(session)} is redundant: its role ${quoted(role)} is a principal, too.`,
  fix: "Remove the session.",
  parameters: { session, role },
});
