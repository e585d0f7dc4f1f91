import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isEveryAction } from "../actions/every-action.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html */
export const trustActionsAreListed: StatementRule = ({ effect, actions }, { type }) => {
  if (type !== "trust" || effect !== "Allow") return;
  for (const action of actions) if (isEveryAction(action)) action.context.report(everyTrustAction(action.text));
};

const everyTrustAction = (text: string): Report => ({
  code: "WILDCARD_GRANTS_EVERYTHING",
  severity: "warning",
  strictSeverity: "error",
  message: `${quoted(text)} also allows whoever assumes the role to set the tags and the source identity of the session.`,
  fix: 'Write "sts:AssumeRole", or the action of the identity provider: "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML".',
  parameters: { found: text },
});
