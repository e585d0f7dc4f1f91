import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { LocatedStatement } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import { isEveryOfType, isEverything } from "../resources/open-patterns.js";
import type { StatementRule } from "../rule.js";

/** `*`, `s3:*`, and the same with more wildcards. */
const EVERY_ACTION = /^\*+$|:[*?]*\*[*?]*$/;

const isEveryAction = perText((text) => EVERY_ACTION.test(text));

/** Services where all actions together lead to every permission, on any resource. */
const OF_PERMISSIONS = /^(iam|sts|organizations):/i;

/**
 * An Allow lists its actions: a wildcard also matches the actions that AWS adds later. An existing policy may use wildcards
 * on named resources, as AWS's own example for home directories does. `allow`, which is new, must list them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
 */
export const actionsAreListed: StatementRule = (statement, { type, grantFor }) => {
  if (statement.effect !== "Allow" || type !== "identity") return;
  if (!statement.actions.some(isEveryAction)) return;
  const tolerable = grantFor === undefined && onNamed(statement);
  for (const action of statement.actions) {
    if (!isEveryAction(action)) continue;
    const { text, context } = action;
    const ofOneService = !isOfPermissions(text);
    context.report(everyAction(text, ofOneService, tolerable && ofOneService));
  }
};

/** Whether a pattern for actions is reported as leading to every permission, on any resource. */
export const leadsToEveryPermission = perText((text) => EVERY_ACTION.test(text) && isOfPermissions(text));

const isOfPermissions = (text: string) => !/^[A-Za-z0-9-]+:/.test(text) || OF_PERMISSIONS.test(text);

const onNamed = ({ resources }: LocatedStatement) =>
  resources.length > 0 && !resources.some((resource) => isEverything(resource) || isEveryOfType(resource));

const everyAction = (text: string, ofOneService: boolean, tolerable: boolean): Report => ({
  code: "WILDCARD_GRANTS_EVERYTHING",
  severity: ofOneService ? "warning" : "security-warning",
  strictSeverity: tolerable ? "warning" : "error",
  message: `${quoted(text)} allows every action${tolerable ? " of the service, including future ones" : ""}.`,
  fix: "List the actions that the code calls.",
  parameters: { found: text },
});
