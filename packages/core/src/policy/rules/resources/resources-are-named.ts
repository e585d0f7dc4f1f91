import type { ServiceAction } from "@amplify-roles/service-reference";
import { resourceFormats } from "../../../aws/resource-formats.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import type { LocatedStatement } from "../../parse/located.js";
import { actionsBy } from "../../parse/patterns.js";
import { perText, type Text } from "../../parse/per-text.js";
import { leadsToEveryPermission } from "../actions/every-action.js";
import { isEscalation } from "../actions/no-privilege-escalation.js";
import { hasRuleOfItsOwn } from "../actions/role-actions-name-their-roles.js";
import type { RuleOptions, StatementRule } from "../rule.js";
import {
  isEverything,
  isEverythingInRegion,
  isInOneAccount,
  matchesEveryResourceOfType,
  openResource,
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
  for (const resource of statement.resources) {
    const { text } = resource;
    if (!isEverything(resource)) {
      if (openResource(resource) === undefined) continue;
      const action = first(statement, (pattern) =>
        harmfulByFormats(pattern, options).find(
          (one) => matchesEveryResourceOfType(resource, one) && !isEscalation(pattern, one.name, statement),
        ),
      );
      if (action !== undefined)
        resource.context.report(everyResourceOfType(text, action.name, isInOneAccount(resource)));
      continue;
    }
    const harmful = first(statement, (pattern) => {
      if (leadsToEveryPermission(pattern)) return undefined;
      const found = harmfulBy(pattern, options);
      if (found === undefined || !isEscalation(pattern, found.name, statement)) return found;
      return findHarmful(pattern, options, (name) => isEscalation(pattern, name, statement));
    });
    if (harmful !== undefined) {
      const inRegion = isEverythingInRegion(resource);
      resource.context.report(everyResource(text, harmful.name, options.grantFor?.(harmful.name), inRegion));
      continue;
    }
    const optional = first(statement, (pattern) => {
      const found = leadsToEveryPermission(pattern) ? undefined : optionalBy(pattern, options);
      return found !== undefined && isEscalation(pattern, found.name, statement) ? undefined : found;
    });
    if (optional !== undefined) resource.context.report(everyResourceOptional(text, optional.name));
  }
};

/** The first harmful action that a pattern matches. */
function findHarmful(
  pattern: Text,
  options: RuleOptions,
  isReported = (_: string) => false,
): ServiceAction | undefined {
  const exact = !/[*?]/.test(pattern.text);
  return actionsBy(pattern).find((action) => !isReported(action.name) && isHarmful(action, exact, options));
}

/** The harmful actions that a pattern matches: of those with the same ARN formats the first one. */
function findHarmfulByFormats(pattern: Text, options: RuleOptions): readonly ServiceAction[] {
  const exact = !/[*?]/.test(pattern.text);
  const byFormats = new Map<readonly string[], ServiceAction>();
  for (const action of actionsBy(pattern)) {
    const formats = resourceFormats(action);
    if (!byFormats.has(formats) && isHarmful(action, exact, options)) byFormats.set(formats, action);
  }
  return [...byFormats.values()];
}

/** The first action that a pattern matches and that may have a resource. */
const findOptional = (pattern: Text, options: RuleOptions): ServiceAction | undefined =>
  actionsBy(pattern).find(({ name, resourceTypes }) => resourceTypes.length > 0 && !hasRuleOfItsOwn(name, options));

const IDENTITY = { type: "identity" } as const;

/** What a pattern matches, which is the same in every identity policy. */
const inIdentityPolicies = <T>(find: (pattern: Text, options: RuleOptions) => T) => {
  const known = perText((_, pattern) => find(pattern, IDENTITY));
  return (pattern: Text, options: RuleOptions): T =>
    options.grantFor === undefined && options.type === "identity" ? known(pattern) : find(pattern, options);
};

const harmfulBy = inIdentityPolicies(findHarmful);
const harmfulByFormats = inIdentityPolicies(findHarmfulByFormats);
const optionalBy = inIdentityPolicies(findOptional);

/** What is first found in the actions of a statement. */
function first(
  { actions }: LocatedStatement,
  find: (pattern: Text) => ServiceAction | undefined,
): ServiceAction | undefined {
  for (const pattern of actions) {
    const action = find(pattern);
    if (action !== undefined) return action;
  }
  return undefined;
}

/** Actions that list resources but do not read their content. */
const DESCRIBES = /:(Describe|List)/;

function isHarmful(action: ServiceAction, exact: boolean, options: RuleOptions): boolean {
  if (Object.hasOwn(MAY_BE_MEANT, action.name) || hasRuleOfItsOwn(action.name, options)) return false;
  if (options.grantFor?.(action.name) !== undefined) return true;
  const tells = action.accessLevel === "list" || DESCRIBES.test(action.name);
  return action.requiresResource && !tells && (exact || action.accessLevel !== "read");
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
