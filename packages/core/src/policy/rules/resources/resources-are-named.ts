import type { ServiceAction } from "@amplify-roles/service-reference";
import { actionsMatching } from "../../../aws/service-reference.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import type { LocatedStatement } from "../../parse/located.js";
import { hasRuleOfItsOwn } from "../actions/role-actions-name-their-roles.js";
import type { RuleOptions, StatementRule } from "../rule.js";
import {
  EVERYTHING,
  EVERYTHING_IN_REGION,
  isInOneAccount,
  matchesEveryResourceOfType,
  restrictedByCondition,
} from "./open-patterns.js";

const IN_VPC =
  "Lambda creates one for a function in a VPC, and AWS's own policy uses `*`: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html";

/** Actions with a resource type whose calls may have no resource. */
const MAY_BE_MEANT: Readonly<Record<string, string>> = {
  "sns:Publish":
    "a text message is sent to a number, which has no ARN: https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-phone-number-as-subscriber.html",
  "ec2:CreateNetworkInterface": IN_VPC,
  "ec2:DeleteNetworkInterface": IN_VPC,
};

/** `*`, and patterns that match every resource of a type, are only for actions that AWS authorizes on no resource. */
export const resourcesAreNamed: StatementRule = (statement, options) => {
  if (statement.effect !== "Allow" || options.type === "resource" || restrictedByCondition(statement)) return;
  for (const { text, context } of statement.resources) {
    if (!EVERYTHING.test(text)) {
      const action = first(
        statement,
        (found, exact) => isHarmful(found, exact, options) && matchesEveryResourceOfType(text, found.name),
      );
      if (action !== undefined) context.report(everyResourceOfType(text, action.name, isInOneAccount(text)));
      continue;
    }
    const harmful = first(statement, (action, exact) => isHarmful(action, exact, options));
    if (harmful !== undefined) {
      const inRegion = EVERYTHING_IN_REGION.test(text);
      context.report(everyResource(text, harmful.name, options.grantFor?.(harmful.name), inRegion));
      continue;
    }
    const optional = first(
      statement,
      ({ name, resourceTypes }) => resourceTypes.length > 0 && !hasRuleOfItsOwn(name, options),
    );
    if (optional !== undefined) context.report(everyResourceOptional(text, optional.name));
  }
};

/** Actions that list resources but do not read their content. */
const DESCRIBES = /:(Describe|List)/;

function isHarmful(action: ServiceAction, exact: boolean, options: RuleOptions): boolean {
  if (Object.hasOwn(MAY_BE_MEANT, action.name) || hasRuleOfItsOwn(action.name, options)) return false;
  if (options.grantFor?.(action.name) !== undefined) return true;
  const tells = action.accessLevel === "list" || DESCRIBES.test(action.name);
  return action.requiresResource && !tells && (exact || action.accessLevel !== "read");
}

/** The first action that the statement's actions match and that passes the test. */
function first(
  { actions }: LocatedStatement,
  test: (action: ServiceAction, exact: boolean) => boolean,
): ServiceAction | undefined {
  for (const { text } of actions) {
    const exact = !/[*?]/.test(text);
    const found = actionsMatching(text).find((action) => test(action, exact));
    if (found !== undefined) return found;
  }
  return undefined;
}

const everyResource = (text: string, action: string, grant: string | undefined, inRegion: boolean): Report => ({
  code: inRegion ? "WILDCARD_RESOURCE" : "WILDCARD_GRANTS_EVERYTHING",
  severity: "warning",
  strictSeverity: inRegion ? "warning" : "error",
  message: `${quoted(text)} allows ${action} on all resources${inRegion ? " in that region and account" : ""}.`,
  fix: `Write the ARN of the resource${grant === undefined ? "" : `, or use ${grant}(…), which does`}.`,
  parameters: { found: toDisplayString(text), action, ...(grant === undefined ? {} : { grant }) },
});

const everyResourceOfType = (text: string, action: string, inAccount: boolean): Report => ({
  code: inAccount ? "WILDCARD_RESOURCE" : "WILDCARD_GRANTS_EVERYTHING",
  severity: "warning",
  strictSeverity: inAccount ? "warning" : "error",
  message: `${quoted(text)} matches every resource of its type${inAccount ? " in that account" : ""}, so ${action} is allowed on all of them.`,
  fix: 'Write the ARN of the resource, or the start of its name ("my-app-*").',
  parameters: { found: toDisplayString(text), action },
});

const everyResourceOptional = (text: string, action: string): Report => ({
  code: "WILDCARD_RESOURCE",
  severity: "warning",
  message: `${quoted(text)} allows ${action} on all resources.`,
  fix: "Write the ARN of the resource if the call has one.",
  parameters: { found: toDisplayString(text), action },
});
