import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import { isOpenKey, type LocatedCondition, type LocatedStatement } from "../../parse/located.js";
import { OF_PROVIDER } from "../conditions/condition-key-exists.js";
import { listsValues } from "../resources/open-patterns.js";
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

/**
 * Claims of GitHub of which IAM wants one, in addition to the subject: it refuses policies for a provider that all its
 * customers share without them. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const INSTEAD_OF_SUBJECT = /:job_workflow_ref$/i;
/** Claims of GitHub that identify a repository, but not to IAM's check. */
const OF_REPOSITORY = /:(repository|repository_id)$/i;

/**
 * What a subject of a provider starts with, before the name of the customer. All customers share the provider.
 * https://docs.github.com/en/actions/reference/security/oidc, https://docs.gitlab.com/ci/cloud_services/,
 * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration,
 * https://vercel.com/docs/oidc/reference, https://buildkite.com/docs/pipelines/security/oidc/aws
 */
const SUBJECTS: readonly (readonly [provider: RegExp, start: string])[] = [
  [GITHUB, "repo:"],
  [/^gitlab\.com$/, "project_path:"],
  [/^app\.terraform\.io$/, "organization:"],
  [/^agent\.buildkite\.com$/, "organization:"],
  [/^oidc\.vercel\.com$/, "owner:"],
];

/**
 * A role that trusts an OpenID Connect provider says whose tokens it accepts: a provider signs tokens for all its customers.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub
 */
export const identityProviderHasASubject: StatementRule = (statement, { type }) => {
  if (type !== "trust" || statement.effect !== "Allow") return;
  for (const { type, text, context } of statement.principals) {
    if (type !== "Federated" || /:saml-provider\//.test(text) || COGNITO.some((issuer) => issuer === text)) continue;
    const provider = PROVIDER.exec(text)?.[1] ?? text;
    for (const known of isUnresolved(provider) ? providersIn(statement) : [provider]) {
      const report = missingSubject(known, statement);
      if (report !== undefined) context.report(report);
      for (const condition of conditionsOn(known, statement)) checkClaim(condition, known);
    }
  }
};

/** The keys name the provider of a principal that is not known: `token.actions.githubusercontent.com:aud`. */
function providersIn({ conditions }: LocatedStatement): readonly string[] {
  const keys = conditions.map(({ key }) => key.toLowerCase()).filter((key) => OF_PROVIDER.test(key) && !isOpenKey(key));
  const providers = keys.filter((key) => !key.startsWith("saml:")).map((key) => key.slice(0, key.lastIndexOf(":")));
  return [...new Set(providers)].filter((provider) => !COGNITO.some((issuer) => issuer === provider));
}

/** The conditions on claims of a provider's tokens. */
const conditionsOn = (provider: string, { conditions }: LocatedStatement) =>
  conditions.filter(({ key }) => key.toLowerCase().startsWith(`${provider.toLowerCase()}:`));

/** Whether a condition holds only for some tokens. */
const isRestricting = (condition: LocatedCondition) =>
  condition.operator !== undefined && !condition.operator.ifExists && listsValues(condition);

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
    GITHUB.test(provider) ? /:sub$/i.test(key) || INSTEAD_OF_SUBJECT.test(key) : !/:aud$/i.test(key),
  );
  if (identifies) return undefined;
  const other = own.find(({ key }) => OF_REPOSITORY.test(key));
  if (GITHUB.test(provider) && other !== undefined) return onlyRepository(provider, other.key);
  return GITHUB.test(provider) ? withoutRepository(provider) : withoutSubject(provider);
}

/** Matches every value of a claim. */
const EVERY_VALUE = /^[*?]*\*[*?]*$/;

/** Whether a pattern for subjects does not name a customer of the provider: `repo:*`, `*:ref:refs/heads/main`. */
function matchesEveryCustomer(pattern: string, provider: string): boolean {
  const head = pattern.slice(0, Math.max(0, pattern.search(/[*?]/)));
  const start = SUBJECTS.find(([of]) => of.test(provider))?.[1];
  // Other providers can be somebody's own.
  return start === undefined ? head !== "" && "repo:".startsWith(head) : start.startsWith(head);
}

function checkClaim(condition: LocatedCondition, provider: string): void {
  if (condition.operator?.negated === true || condition.operator?.type !== "String") return;
  const isSubject = /:sub$/i.test(condition.key);
  for (const { text, context } of condition.values) {
    const pattern = condition.operator.wildcards === true;
    if (/\$\{[^{}]*:[^{}]*\}/.test(text)) context.report(variableSubject(text, condition.key));
    else if (
      pattern &&
      (EVERY_VALUE.test(text) || (isSubject && /[*?]/.test(text) && matchesEveryCustomer(text, provider)))
    )
      context.report(everySubject(text, condition.key, GITHUB.test(provider)));
    else if (pattern && isSubject && GITHUB.test(provider) && /[*?]/.test(text))
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

const onlyRepository = (provider: string, key: string): Report => ({
  code: "MISSING_GITHUB_REPO_CONDITION_KEY",
  severity: "security-warning",
  message: `No condition on ${provider}:sub names a repository. IAM refuses a new trust policy that has only ${quoted(key)}.`,
  fix: `Add "StringLike": { "${provider}:sub": "repo:<owner>/<repository>:*" }.`,
  parameters: { provider, key },
});

const everySubject = (found: string, key: string, isGitHub: boolean): Report => ({
  code: "WILDCARD_USAGE_TOO_PERMISSIVE",
  severity: "security-warning",
  message: `${quoted(found)} matches the ${quoted(key)} of everyone.`,
  fix: isGitHub
    ? 'Name the owner at least: "repo:<owner>/<repository>:ref:refs/heads/<branch>".'
    : "Name the owner, the group or the organization at least.",
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
