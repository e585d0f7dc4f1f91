import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { Located, LocatedStatement } from "../../parse/located.js";
import { isEveryOfType, isEverything } from "../resources/open-patterns.js";
import type { RuleOptions, StatementRule } from "../rule.js";
import { isEveryAction, leadsToEveryPermission } from "./every-action.js";
import { wayToMorePermissions } from "./no-privilege-escalation.js";
import { codeRunWithPassedRole } from "./role-is-not-passed-to-own-code.js";

/**
 * An Allow lists its actions: a wildcard also matches the actions that AWS adds later. An existing policy may use wildcards
 * on named resources, as AWS's own example for home directories does. `allow`, which is new, must list them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
 */
export const actionsAreListed: StatementRule = (statement, options) => {
  if (statement.effect !== "Allow" || options.type !== "identity") return;
  if (!statement.actions.some(isEveryAction)) return;
  const tolerable = options.grantFor === undefined && onNamed(statement);
  for (const action of statement.actions) {
    if (!isEveryAction(action)) continue;
    const { text, context } = action;
    if (leadsToEveryPermission(action)) context.report(everyAction(text, "security-warning", false));
    else {
      const way = wayAmong(action, statement, options);
      if (way === undefined) context.report(everyAction(text, "warning", tolerable));
      else context.report(everyActionWithWay(text, way, tolerable));
    }
  }
};

interface Way {
  readonly name: string;
  /** What the action allows, after "it". */
  readonly why: string;
}

/**
 * What makes all actions of a service a way to more permissions. Whoever has a resource of his own, such as a bucket,
 * decides who else may use it.
 */
function wayAmong(action: Located, statement: LocatedStatement, options: RuleOptions): Way | undefined {
  const way = wayToMorePermissions(action, statement);
  if (way !== undefined && (way.everywhere !== undefined || !way.opensResource || !way.hasResource)) return way;
  return codeRunWithPassedRole(action, options);
}

const onNamed = ({ resources }: LocatedStatement) =>
  resources.length > 0 && !resources.some((resource) => isEverything(resource) || isEveryOfType(resource));

const everyAction = (text: string, severity: "warning" | "security-warning", tolerable: boolean): Report => ({
  code: "WILDCARD_GRANTS_EVERYTHING",
  severity,
  strictSeverity: tolerable ? "warning" : "error",
  message: `${quoted(text)} allows every action${tolerable ? " of the service, including future ones" : ""}.`,
  fix: "List the actions that the code calls.",
  parameters: { found: text },
});

const everyActionWithWay = (text: string, { name, why }: Way, tolerable: boolean): Report => ({
  code: "WILDCARD_GRANTS_EVERYTHING",
  severity: "security-warning",
  ...(tolerable ? {} : { strictSeverity: "error" }),
  message: `${quoted(text)} allows every action of the service, ${name} among them: it ${why}.`,
  fix: "List the actions that the code calls.",
  parameters: { found: text, action: name },
});
