import type { ServiceAction } from "@amplify-roles/service-reference";
import { actionsOf } from "../../aws/service-reference.js";
import type { Report } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { toDisplayString } from "../../placeholders/placeholder.js";
import type { LocatedStatement } from "../parse/located.js";
import type { RuleOptions, StatementRule } from "./rule.js";

/** All resources, or all resources of a service. */
export const EVERYTHING = /^(\*+|arn(:[^:]*){4}:[*?/:]+)$/;

/** All resources of a service in one region of one account: what AWS's console writes for logs:CreateLogGroup. */
export const EVERYTHING_IN_REGION = /^arn:[^:]*:[^:]*(:[^:*?]+){2}:[*?/:]+$/;

const IN_VPC =
  "Lambda creates one for a function in a VPC, and AWS's own policy uses `*`: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html";

/** Actions with a resource type whose calls may have no resource. */
const MAY_BE_MEANT: Readonly<Record<string, string>> = {
  "sns:Publish":
    "a text message is sent to a number, which has no ARN: https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-phone-number-as-subscriber.html",
  "ec2:CreateNetworkInterface": IN_VPC,
  "ec2:DeleteNetworkInterface": IN_VPC,
};

/** Condition keys that restrict an action to some resources without their ARNs. */
const RESTRICTING_KEYS =
  /^(aws:Resource|[a-z0-9-]+:ResourceTag\/|[a-z0-9-]+:ResourceAccount$|cloudwatch:namespace$|ses:(FromAddress|FeedbackAddress|Recipients)$|kms:(ViaService|EncryptionContext|ResourceAliases))/i;

/** `*` is only for actions that AWS authorizes on no resource. */
export const everyResource: StatementRule = (statement, options) => {
  if (statement.effect !== "Allow" || options.type === "resource" || restrictedByCondition(statement)) return;
  for (const { text, context } of statement.resources) {
    if (!EVERYTHING.test(text)) continue;
    const harmful = first(statement, (action, exact) => isHarmful(action, exact, options));
    if (harmful !== undefined) {
      const inRegion = EVERYTHING_IN_REGION.test(text);
      context.report(everyResourceReport(text, harmful.name, options.grantFor?.(harmful.name), inRegion));
      continue;
    }
    const optional = first(statement, ({ resourceTypes }) => resourceTypes.length > 0);
    if (optional !== undefined) context.report(everyResourceOptional(text, optional.name));
  }
};

/** Actions that list resources but do not read their content. */
const DESCRIBES = /:(Describe|List)/;

function isHarmful(action: ServiceAction, exact: boolean, { grantFor }: RuleOptions): boolean {
  if (Object.hasOwn(MAY_BE_MEANT, action.name)) return false;
  if (grantFor?.(action.name) !== undefined) return true;
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
    const found = actionsOf(text).find((action) => test(action, exact));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a condition on one of the keys restricts a statement to some resources. A single wildcard does not. */
export const restrictedByCondition = ({ conditions }: LocatedStatement, keys = RESTRICTING_KEYS): boolean =>
  conditions.some(
    ({ key, operator, values }) =>
      operator?.negated !== true &&
      keys.test(key) &&
      (operator?.wildcards !== true || !values.some(({ text }) => /^\*+$/.test(text))),
  );

const everyResourceReport = (text: string, action: string, grant: string | undefined, inRegion: boolean): Report => ({
  code: inRegion ? "WILDCARD_RESOURCE" : "WILDCARD_GRANTS_EVERYTHING",
  severity: inRegion ? "warning" : "error",
  message: `${quoted(text)} allows ${action} on all resources${inRegion ? " in that region and account" : ""}.`,
  fix: `Write the ARN of the resource${grant === undefined ? "" : `, or use ${grant}(…), which does`}.`,
  parameters: { found: toDisplayString(text), action, ...(grant === undefined ? {} : { grant }) },
});

const everyResourceOptional = (text: string, action: string): Report => ({
  code: "WILDCARD_RESOURCE",
  severity: "warning",
  message: `${quoted(text)} allows ${action} on all resources.`,
  fix: "Write the ARN of the resource if the call has one.",
  parameters: { found: toDisplayString(text), action },
});
