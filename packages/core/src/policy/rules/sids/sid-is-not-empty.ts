import type { Report } from "../../../findings/finding.js";
import type { StatementRule } from "../rule.js";

export const sidIsNotEmpty: StatementRule = ({ sid }) => {
  if (sid?.text === "") sid.context.report(emptySid());
};

const emptySid = (): Report => ({
  code: "EMPTY_SID_VALUE",
  severity: "suggestion",
  message: "The Sid is empty.",
  fix: "Write a name for the statement, or remove the Sid.",
});
