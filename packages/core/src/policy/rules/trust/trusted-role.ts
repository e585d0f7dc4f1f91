import type { Report, Severity } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved, isWhollyUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import type { Context } from "../../../schema/context.js";
import { isUnresolvedStructure } from "../../../schema/schema.js";
import { globMatches } from "../../../util/wildcard.js";
import { arnText } from "../../parse/arn-text.js";
import { type LocatedStatement, mayHaveOtherConditions, UNKNOWN_TYPE } from "../../parse/located.js";
import { AMPLIFY, isAmplify, isOptIn, isRegional, mayBe, mayBeAmplify } from "./amplify-principal.js";

/** Whose role a trust policy is of. */
export const TRUSTED_ROLES = ["service", "compute", "identityPool"] as const;
/** `service`, `compute` or `identityPool`. */
export type TrustedRole = (typeof TRUSTED_ROLES)[number];

/** The second and third in GovCloud, West and East: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html */
export const COGNITO = [
  "cognito-identity.amazonaws.com",
  "cognito-identity-us-gov.amazonaws.com",
  "cognito-identity.us-gov-east-1.amazonaws.com",
] as const;
interface Assumed {
  readonly type: string;
  /** The usual one first. */
  readonly by: readonly [string, ...string[]];
  readonly action: string;
}

/** Who assumes each role, and with which action. */
const ASSUMED: Readonly<Record<TrustedRole, Assumed>> = {
  service: { type: "Service", by: [AMPLIFY], action: "sts:AssumeRole" },
  compute: { type: "Service", by: [AMPLIFY], action: "sts:AssumeRole" },
  identityPool: { type: "Federated", by: COGNITO, action: "sts:AssumeRoleWithWebIdentity" },
};

/** The role that a trust policy most likely belongs to. Undefined if it trusts somebody else. */
export function roleOf(statements: readonly LocatedStatement[]): TrustedRole | undefined {
  const texts = statements.flatMap(({ principals }) => principals.map(({ text }) => text));
  if (COGNITO.some((issuer) => texts.includes(issuer))) return "identityPool";
  return texts.some(isAmplify) ? "service" : undefined;
}

/** The actions that assume a role. Others, such as sts:TagSession, come with them. */
export const ASSUMING = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"] as const;

/**
 * Reports what prevents Amplify, or an identity pool, from assuming the role, or lets others assume it.
 *
 * @param complete whether all statements are known
 */
export function checkTrust(
  statements: readonly LocatedStatement[],
  role: TrustedRole | undefined,
  context: Context,
  complete = true,
): void {
  for (const statement of statements) checkActions(statement);
  if (role === undefined) return;
  const { type, by, action } = ASSUMED[role];
  const [principal] = by;
  const speaksOf = ({ principals }: LocatedStatement) =>
    principals.some(
      (one) =>
        one.text === "*" ||
        one.type === UNKNOWN_TYPE ||
        (one.type === type && (by.some((known) => mayBe(one.text, known)) || isOptIn(one.text))),
    );
  const allows = statements.filter((statement) => statement.effect === "Allow" && speaksOf(statement));
  const mayAllow = !complete || statements.some((statement) => isUnresolved(statement.effect) && speaksOf(statement));
  if (allows.length === 0 && statements.length > 0 && !mayAllow)
    context.property("Statement").report(trustPrincipal(principal));
  for (const statement of allows) {
    const allowed = statement.actions.some(({ text }) => isUnresolved(text) || globMatches(text, action));
    if (statement.notActions.length === 0 && !allowed) {
      statement.context.property("Action").report(trustAction(principal, action));
    }
    if (role === "identityPool") {
      if (!mayHaveOtherConditions(statement)) checkPool(statement);
    } else checkAmplifyConditions(statement, role);
  }
  const trustsAmplify = statements.some(
    ({ effect, principals }) => effect === "Allow" && principals.some(({ text }) => isAmplify(text)),
  );
  for (const statement of statements) {
    if (role !== "identityPool") reportOthers(statement, trustsAmplify);
    if (statement.effect !== "Deny" || !speaksOf(statement)) continue;
    if (statement.actions.some(({ text }) => globMatches(text, action))) {
      const severity = statement.conditions.length === 0 ? "error" : "warning";
      statement.context.report(trustDenies(principal, severity));
    }
  }
}

/** Actions of STS that read or make tokens: https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
const ASSUMES_NOTHING = /^sts:(Get|TagGet|Decode)/i;

/** IAM accepts no other actions in a trust policy. */
function checkActions({ actions }: LocatedStatement): void {
  for (const { text, context } of actions) {
    if (!isUnresolved(text) && (/^sts:/i.test(text) ? ASSUMES_NOTHING.test(text) : text.includes(":")))
      context.report(trustAction("Whoever it is", "sts:AssumeRole"));
  }
}

/** Reports principals that are not Amplify, in whichever statement of a policy that trusts Amplify. */
function reportOthers({ effect, principals, actions, notActions }: LocatedStatement, trustsAmplify: boolean): void {
  const assumes = notActions.length > 0 || actions.some(({ text }) => ASSUMING.some((one) => globMatches(text, one)));
  for (const { type, text, context } of principals) {
    if (isRegional(text) && !isOptIn(text)) context.report(regionalPrincipal(text));
    const other = type !== "*" && text !== "*" && !mayBeTrusted(type, text);
    if (effect === "Allow" && other && trustsAmplify && assumes) context.report(extraPrincipal(text));
  }
}

/** Of an account or a role, the account may not be known, and of a service the domain: it is another one nevertheless. */
const mayBeTrusted = (type: string, text: string) =>
  isAmplify(text) || isWhollyUnresolved(text) || (isUnresolved(text) && type !== "AWS" && mayBeAmplify(text));

/** `arnText` of an app without a wildcard after it. Amplify sends the branch's ARN. */
const EXACT_APP = /^arn:[^:]*:amplify:[^:]*:[^:]*:apps\/[^/*?\uE000]+$/;

function checkAmplifyConditions({ conditions }: LocatedStatement, role: TrustedRole): void {
  for (const { key, context, operator, values } of conditions) {
    if (
      key.toLowerCase() === "aws:sourcearn" &&
      operator?.negated !== true &&
      values.every((value) => EXACT_APP.test(arnText(value)))
    ) {
      for (const { text, context: valueAt } of values) valueAt.report(trustAppArn(text));
    } else if (role === "compute" && !isUnresolvedStructure(key)) context.report(computeTrustCondition(key));
  }
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
function checkPool({ context, principals, conditions }: LocatedStatement): void {
  const named = COGNITO.filter((issuer) => principals.some(({ text }) => text === issuer));
  const issuers = named.length > 0 ? named : COGNITO;
  const says = (claim: string, isOpen: (value: string) => boolean) =>
    conditions.some(
      ({ key, operator, values }) =>
        issuers.some((issuer) => key.toLowerCase() === `${issuer}:${claim}`) &&
        operator?.negated !== true &&
        operator?.type !== "any" &&
        (operator?.wildcards !== true || !values.some(({ text }) => isOpen(text))),
    );
  if (!says("aud", isOpenPool)) context.report(poolNotNamed(issuers[0] ?? COGNITO[0]));
  else if (!says("amr", isAnyUser)) context.report(poolUsersNotNamed(issuers[0] ?? COGNITO[0]));
}

/** A pool's ID is random after its region, so a pattern allows every pool. */
const isOpenPool = (value: string) => /[*?]/.test(value);
const isAnyUser = (value: string) => ["authenticated", "unauthenticated"].every((user) => globMatches(value, user));

const trustPrincipal = (principal: string): Report => ({
  code: "TRUST_PRINCIPAL",
  message: `No statement allows ${principal} to assume the role.`,
  fix: `Write ${principal === "amplify.amazonaws.com" ? '{ "Service": "amplify.amazonaws.com" }' : '{ "Federated": "cognito-identity.amazonaws.com" }'} as the principal.`,
  parameters: { expected: principal },
});

const trustAction = (principal: string, action: string): Report => ({
  code: "TRUST_ACTION",
  message: `${principal} assumes roles with ${action}, which this statement does not allow.`,
  fix: `Write "Action": "${action}".`,
  parameters: { principal, expected: action },
});

const trustDenies = (principal: string, severity: Severity): Report => ({
  code: "TRUST_DENIES",
  severity,
  message: `This statement does not let ${principal} assume the role${severity === "error" ? "" : " when its condition is true"}.`,
  fix: "Remove the Deny, or name another principal in it.",
  parameters: { principal },
});

const regionalPrincipal = (principal: string): Report => ({
  code: "TRUST_PRINCIPAL",
  severity: "warning",
  message: `Amplify assumes roles as amplify.amazonaws.com, not as ${quoted(principal)}.`,
  fix: "Remove the regional principal.",
  parameters: { found: principal, expected: "amplify.amazonaws.com" },
});

const extraPrincipal = (principal: string): Report => ({
  code: "TRUST_EXTRA_PRINCIPAL",
  severity: "security-warning",
  message: `In addition to Amplify, ${quoted(principal)} can assume the role.`,
  fix: "Remove the principal, or give it a role of its own.",
  parameters: { found: toDisplayString(principal) },
});

const trustAppArn = (arn: string): Report => ({
  code: "TRUST_CONDITION",
  message: `Amplify sends the branch's ARN, which ${quoted(arn)} does not match.`,
  fix: 'Write ArnLike with "arn:aws:amplify:<region>:<account>:apps/*" or "…/apps/<id>/*".',
  parameters: { found: toDisplayString(arn) },
});

const computeTrustCondition = (key: string): Report => ({
  code: "TRUST_CONDITION",
  severity: "warning",
  message: `The trust policy of a compute role has a condition (${quoted(key)}), so Amplify may refuse to attach the role.`,
  fix: "Remove the condition: AWS's own trust policy has none. If you need it, check that the role can be attached.",
  parameters: { key: toDisplayString(key) },
});

const poolNotNamed = (issuer: string): Report => ({
  code: "TRUST_CONDITION",
  message: `No condition on ${issuer}:aud names an identity pool, so every identity pool of every account can use the role.`,
  fix: `Write "StringEquals": { "${issuer}:aud": "<identity pool id>" }.`,
  parameters: { key: `${issuer}:aud` },
});

const poolUsersNotNamed = (issuer: string): Report => ({
  code: "TRUST_CONDITION",
  severity: "warning",
  message: `No condition on ${issuer}:amr separates users from guests, so both can use the role.`,
  fix: `Write "ForAnyValue:StringLike": { "${issuer}:amr": "authenticated" }.`,
  parameters: { key: `${issuer}:amr` },
});
