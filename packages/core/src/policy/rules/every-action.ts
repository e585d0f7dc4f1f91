import type { Report, Severity } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import type { LocatedStatement } from "../parse/located.js";
import { EVERY_OF_TYPE } from "./escalation.js";
import { EVERYTHING } from "./every-resource.js";
import type { StatementRule } from "./rule.js";

/** `*`, `s3:*`, and the same in more wildcards. */
const EVERY_ACTION = /^\*+$|:[*?]*\*[*?]*$/;

/** Services whose every action leads to every permission, on whatever resource. */
const OF_PERMISSIONS = /^(iam|sts|organizations):/i;

/**
 * An Allow names its actions: what a wildcard stands for grows with each action that AWS adds. A policy that exists may
 * have them on named resources, as AWS's own for home directories has; `allow`, which is written anew, names them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
 */
export const everyAction: StatementRule = (statement, { type, grantFor }) => {
  if (statement.effect !== "Allow" || type !== "identity") return;
  const tolerable = grantFor === undefined && onNamed(statement);
  for (const { text, context } of statement.actions) {
    if (!EVERY_ACTION.test(text)) continue;
    const ofOneService = /^[A-Za-z0-9-]+:/.test(text) && !OF_PERMISSIONS.test(text);
    context.report(everyActionReport(text, tolerable && ofOneService ? "warning" : "error"));
  }
};

const onNamed = ({ resources }: LocatedStatement) =>
  resources.length > 0 && !resources.some(({ text }) => EVERYTHING.test(text) || EVERY_OF_TYPE.test(text));

const everyActionReport = (text: string, severity: Severity): Report => ({
  code: "WILDCARD_GRANTS_EVERYTHING",
  severity,
  message: `${quoted(text)} allows every action${severity === "warning" ? " of the service, including future ones" : ""}.`,
  fix: "List the actions that the code calls.",
  parameters: { found: text },
});
