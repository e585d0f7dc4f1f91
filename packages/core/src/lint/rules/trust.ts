import { faults } from "../../errors/faults.js";
import type { Place } from "../../read/place.js";
import { globMatches } from "../../text/glob.js";
import { isLate } from "../../text/late.js";
import type { LocatedStatement } from "../located.js";

/** Whose role a trust policy is of. */
export type TrustedRole = "service" | "compute" | "identityPool";

const AMPLIFY = "amplify.amazonaws.com";
const COGNITO = "cognito-identity.amazonaws.com";
const REGIONAL = /^amplify\.[a-z0-9-]+\.amazonaws\.com$/;

/** Who assumes each role, and by which action. */
const ASSUMED_BY: Readonly<
  Record<TrustedRole, { readonly kind: string; readonly principal: string; readonly action: string }>
> = {
  service: { kind: "Service", principal: AMPLIFY, action: "sts:AssumeRole" },
  compute: { kind: "Service", principal: AMPLIFY, action: "sts:AssumeRole" },
  identityPool: { kind: "Federated", principal: COGNITO, action: "sts:AssumeRoleWithWebIdentity" },
};

/** The role that a trust policy is most likely of; none where it speaks of somebody else. */
export function roleOf(statements: readonly LocatedStatement[]): TrustedRole | undefined {
  const texts = statements.flatMap(({ principals }) => principals.map(({ text }) => text));
  if (texts.includes(COGNITO)) return "identityPool";
  return texts.some((text) => text === AMPLIFY || REGIONAL.test(text)) ? "service" : undefined;
}

/** Reports what keeps Amplify, or an identity pool, from assuming the role, or lets others do so. */
export function checkTrust(statements: readonly LocatedStatement[], role: TrustedRole | undefined, at: Place): void {
  for (const statement of statements) checkActions(statement);
  if (role === undefined) return;
  const { kind, principal, action } = ASSUMED_BY[role];
  const speaksOf = ({ principals }: LocatedStatement) =>
    principals.some((one) => one.text === "*" || (one.kind === kind && (one.text === principal || isLate(one.text))));
  const allows = statements.filter((statement) => statement.effect === "Allow" && speaksOf(statement));
  if (allows.length === 0 && statements.length > 0) at.member("Statement").report(faults.trustPrincipal(principal));
  for (const statement of allows) {
    if (statement.notActions.length === 0 && !statement.actions.some(({ text }) => globMatches(text, action))) {
      statement.at.member("Action").report(faults.trustAction(principal, action));
    }
    if (role === "identityPool") checkPool(statement);
    else checkAmplifyConditions(statement, role);
  }
  for (const statement of statements) {
    if (role !== "identityPool") reportRegional(statement);
    if (statement.effect !== "Deny" || !speaksOf(statement)) continue;
    if (statement.actions.some(({ text }) => globMatches(text, action))) {
      const severity = statement.conditions.length === 0 ? "error" : "warning";
      statement.at.report(faults.trustDenies(principal, severity));
    }
  }
}

/** IAM takes no other actions in a trust policy. */
function checkActions({ actions }: LocatedStatement): void {
  for (const { text, at } of actions) {
    if (!/^sts:/i.test(text) && text.includes(":")) at.report(faults.trustAction("Whoever it is", "sts:AssumeRole"));
  }
}

function reportRegional({ principals }: LocatedStatement): void {
  for (const { text, at } of principals) if (REGIONAL.test(text)) at.report(faults.regionalPrincipal(text));
}

/** An app's ARN and nothing behind it: Amplify sends the branch's. */
const EXACT_APP = /^arn:[^:]*:amplify:[^:]*:[^:]*:apps\/[^/*?\uE000]+$/;

function checkAmplifyConditions({ conditions }: LocatedStatement, role: TrustedRole): void {
  for (const { key, at, operator, values } of conditions) {
    if (
      key.toLowerCase() === "aws:sourcearn" &&
      operator?.negated !== true &&
      values.every(({ text }) => EXACT_APP.test(text))
    ) {
      for (const { text, at: valueAt } of values) valueAt.report(faults.trustAppArn(text));
    } else if (role === "compute") at.report(faults.computeTrustCondition(key));
  }
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
function checkPool({ at, conditions }: LocatedStatement): void {
  const has = (key: string) =>
    conditions.some((condition) => condition.key.toLowerCase() === key && condition.operator?.negated !== true);
  if (!has(`${COGNITO}:aud`)) at.report(faults.poolNotNamed());
  else if (!has(`${COGNITO}:amr`)) at.report(faults.poolUsersNotNamed());
}
