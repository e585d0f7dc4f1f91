import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import { isOpenKey, type LocatedCondition, type LocatedStatement } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { COGNITO } from "./trusted-role.js";

const PROVIDER = /:oidc-provider\/(.+)$/;
const GITHUB = /^token\.actions\.githubusercontent\.com(\/|$)/;

/**
 * Providers whose tokens are for one app or one pool of users, so that the audience is enough:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
const AUDIENCE_IS_ENOUGH =
  /^(accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com|cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/.+)$/;

/** Claims of GitHub that identify a repository, in addition to the subject. */
const OF_REPOSITORY = /:(repository|repository_id|job_workflow_ref)$/i;

/**
 * A role that trusts an OpenID Connect provider says whose tokens it accepts: a provider signs tokens for all its customers.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub
 */
export const identityProviderHasASubject: StatementRule = (statement, { type }) => {
  if (type !== "trust" || statement.effect !== "Allow") return;
  for (const { type, text, context } of statement.principals) {
    if (type !== "Federated" || /:saml-provider\//.test(text) || COGNITO.some((issuer) => issuer === text)) continue;
    const provider = PROVIDER.exec(text)?.[1] ?? text;
    // The keys of an unresolved provider are not known either.
    if (isUnresolved(provider)) continue;
    const report = missingSubject(provider, statement);
    if (report !== undefined) context.report(report);
    for (const condition of conditionsOn(provider, statement)) checkClaim(condition, GITHUB.test(provider));
  }
};

/** The conditions on claims of a provider's tokens. */
const conditionsOn = (provider: string, { conditions }: LocatedStatement) =>
  conditions.filter(({ key }) => key.toLowerCase().startsWith(`${provider.toLowerCase()}:`));

/** Whether a condition holds only for some tokens. */
const isRestricting = ({ operator }: LocatedCondition) =>
  operator !== undefined &&
  operator.negated !== true &&
  operator.type !== "any" &&
  !operator.ifExists &&
  operator.set !== "ForAllValues";

function missingSubject(provider: string, statement: LocatedStatement): Report | undefined {
  const own = statement.conditions.filter(
    (condition) =>
      isRestricting(condition) &&
      (isOpenKey(condition.key) || condition.key.toLowerCase().startsWith(`${provider.toLowerCase()}:`)),
  );
  if (own.some(({ key }) => isOpenKey(key)) || statement.conditions.some(({ name }) => isOpenKey(name)))
    return undefined;
  if (own.length === 0 && !GITHUB.test(provider)) return withoutCondition(provider);
  if (AUDIENCE_IS_ENOUGH.test(provider)) return undefined;
  const identifies = own.some(({ key }) =>
    GITHUB.test(provider) ? /:sub$/i.test(key) || OF_REPOSITORY.test(key) : !/:aud$/i.test(key),
  );
  if (identifies) return undefined;
  return GITHUB.test(provider) ? withoutRepository(provider) : withoutSubject(provider);
}

/** Matches every value of a claim. */
const EVERY_VALUE = /^[*?]*\*[*?]*$/;
/** Matches every subject of GitHub. */
const EVERY_REPOSITORY = /^(re?p?o?\*.*|repo:[*?].*)$/;

function checkClaim(condition: LocatedCondition, isGitHub: boolean): void {
  if (condition.operator?.negated === true || condition.operator?.type !== "String") return;
  const isSubject = /:sub$/i.test(condition.key);
  for (const { text, context } of condition.values) {
    const pattern = condition.operator.wildcards === true;
    if (/\$\{[^{}]*:[^{}]*\}/.test(text)) context.report(variableSubject(text, condition.key));
    else if (pattern && (EVERY_VALUE.test(text) || (isSubject && EVERY_REPOSITORY.test(text))))
      context.report(everySubject(text, condition.key));
    else if (pattern && isSubject && isGitHub && /[*?]/.test(text))
      context.report(severalSubjects(text, condition.key));
  }
}

const withoutCondition = (provider: string): Report => ({
  code: "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
  severity: "security-warning",
  message: `No condition says whose tokens of ${quoted(provider)} are accepted.`,
  fix: `Write "StringEquals": { "${provider}:aud": "<audience>", "${provider}:sub": "<subject>" }.`,
  parameters: { provider },
});

const withoutSubject = (provider: string): Report => ({
  code: "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
  severity: "security-warning",
  message: `No condition on ${provider}:sub names a subject, so everyone with a token for that audience can assume the role.`,
  fix: `Write "StringEquals": { "${provider}:sub": "<subject>" }.`,
  parameters: { provider },
});

const withoutRepository = (provider: string): Report => ({
  code: "MISSING_GITHUB_REPO_CONDITION_KEY",
  severity: "security-warning",
  message: `No condition on ${provider}:sub names a repository, so every repository on GitHub can assume the role.`,
  fix: `Write "StringEquals": { "${provider}:sub": "repo:<owner>/<repository>:ref:refs/heads/<branch>" }.`,
  parameters: { provider },
});

const everySubject = (found: string, key: string): Report => ({
  code: "WILDCARD_USAGE_TOO_PERMISSIVE",
  severity: "security-warning",
  message: `${quoted(found)} matches the ${quoted(key)} of everyone.`,
  fix: 'Name the owner at least: "repo:<owner>/<repository>:ref:refs/heads/<branch>".',
  parameters: { found: toDisplayString(found), key },
});

const variableSubject = (found: string, key: string): Report => ({
  code: "VARIABLE_USAGE_TOO_PERMISSIVE",
  severity: "security-warning",
  message: `The policy variable in ${quoted(found)} is replaced from the request itself, so ${quoted(key)} always matches.`,
  fix: "Write the subject itself.",
  parameters: { found: toDisplayString(found), key },
});

const severalSubjects = (found: string, key: string): Report => ({
  code: "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED",
  severity: "warning",
  message: `${quoted(found)} matches several subjects of GitHub in ${quoted(key)}.`,
  fix: 'Name the repository and the branch: "repo:<owner>/<repository>:ref:refs/heads/<branch>".',
  parameters: { found: toDisplayString(found), key },
});
