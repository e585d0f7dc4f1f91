import type { FindingCode } from "../../../findings/codes.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import { arnFields } from "../../parse/arn-text.js";
import type { Located, LocatedStatement } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import { isOpenFor, limitsValues } from "../resources/open-patterns.js";
import type { RuleOptions, StatementRule } from "../rule.js";

/** Actions that are about a role, and the condition key that limits the services that get it. */
const ROLE_ACTIONS = {
  "iam:PassRole": {
    code: "PASS_ROLE",
    key: "iam:passedtoservice",
    why: "hands any role, an administrator's too, to a service that then works for it",
  },
  "iam:CreateServiceLinkedRole": {
    code: "CREATE_SLR",
    key: "iam:awsservicename",
    why: "creates the role of any service",
  },
} as const;
type RoleAction = keyof typeof ROLE_ACTIONS;
const ROLE_ACTION_NAMES = Object.keys(ROLE_ACTIONS) as RoleAction[];

/** Whether this rule, and not the rule for all actions, reports an action on all resources. */
export const hasRuleOfItsOwn = (action: string, { type }: RuleOptions): boolean =>
  type === "identity" && Object.hasOwn(ROLE_ACTIONS, action);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export const roleActionsNameTheirRoles: StatementRule = (statement, { type }) => {
  if (statement.effect !== "Allow" || type !== "identity") return;
  for (const action of ROLE_ACTION_NAMES) checkAction(statement, action);
};

function checkAction(statement: LocatedStatement, action: RoleAction): void {
  const by = allowedBy(statement, action);
  if (by === undefined) return;
  const { code, key, why } = ROLE_ACTIONS[action];
  const limited = statement.conditions.some(
    (condition) => condition.key.toLowerCase() === key && limitsValues(condition),
  );
  if (limited && action !== "iam:PassRole") return;
  const report = (how: string, found: string) =>
    rolesNotNamed(`${code}_WITH_${how}` as FindingCode, action, found, why, limited);
  if (statement.notResources.length > 0) {
    statement.context.property("NotResource").report(report(`${by.prefix}NOTRESOURCE`, "NotResource"));
    return;
  }
  const open = statement.resources.find((resource) => isOpen(resource, action));
  open?.context.report(report(by.star, open.text));
}

/**
 * The role actions that a pattern matches. Access Analyzer also reports both for `*` and `iam:*`, and names
 * AdministratorAccess and IAMFullAccess:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
const roleActionsBy = perText((pattern): readonly string[] => {
  const found = ROLE_ACTION_NAMES.filter((action) => globMatches(pattern, action));
  return found.length === 0 ? NO_ACTIONS : found;
});
const NO_ACTIONS: readonly string[] = [];

/** How a statement allows an action, as a part of a code. */
function allowedBy({ actions, notActions }: LocatedStatement, action: string) {
  const found = actions.find((one) => roleActionsBy(one).includes(action));
  if (found !== undefined && !/[*?]/.test(found.text)) return { prefix: "", star: "STAR_IN_RESOURCE" };
  if (found !== undefined) return { prefix: "STAR_IN_ACTION_AND_", star: "STAR_IN_ACTION_AND_RESOURCE" };
  const everythingElse = notActions.length > 0 && !notActions.some(({ text }: Located) => globMatches(text, action));
  return everythingElse ? { prefix: "NOTACTION_AND_", star: "STAR_IN_RESOURCE_AND_NOTACTION" } : undefined;
}

const isOpen = (resource: Located, action: string) =>
  isOpenFor(resource, action) || (action === "iam:CreateServiceLinkedRole" && isEveryServiceLinkedRole(resource));

/** The roles of two services: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-service-linked-role.html */
const SERVICE_LINKED_ROLES = ["ecs.amazonaws.com/AWSServiceRoleForECS", "rds.amazonaws.com/AWSServiceRoleForRDS"];

/** Whether a pattern matches the service-linked roles of any service: `role/aws-service-role/*`. */
const isEveryServiceLinkedRole = perText((_, located) => {
  const { service, resource = "" } = arnFields(located) ?? {};
  return (
    service === "iam" && SERVICE_LINKED_ROLES.every((role) => globMatches(resource, `role/aws-service-role/${role}`))
  );
});

function rolesNotNamed(code: FindingCode, action: RoleAction, found: string, why: string, limited: boolean): Report {
  const passes = action === "iam:PassRole";
  return {
    code,
    severity: passes && !limited ? "security-warning" : "warning",
    strictSeverity: "error",
    message: `${action} on ${found === "NotResource" ? "all roles except those of NotResource" : quoted(found)} ${why}${
      limited ? ", limited only by the condition" : ""
    }.`,
    fix: passes
      ? 'Write the ARN of the role, and the condition "StringEquals": { "iam:PassedToService": "<service>" }.'
      : 'Write the ARN of the role, or the condition "StringEquals": { "iam:AWSServiceName": "<service>" }.',
    parameters: { action, resource: toDisplayString(found) },
  };
}
