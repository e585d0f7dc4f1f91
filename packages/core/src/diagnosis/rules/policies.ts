import type { Deployment } from "../../aws/deployment.js";
import { statementsIn } from "../../denials/compare-policy.js";
import { type DiagnosisPath, diagnosisOf, pathOf, withDetails } from "../../denials/diagnosis.js";
import { Collector } from "../../findings/collector.js";
import type { Finding, Report } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { covers } from "../../policy/covers.js";
import { type LintOptions, lintExtracted } from "../../policy/lint.js";
import { withPlaceholders } from "../../policy/parse/templates.js";
import { Context } from "../../schema/context.js";
import { isRecord } from "../../schema/schema.js";
import { roleUses } from "../effective-roles.js";
import { writePolicy, writeTrust } from "../policy-commands.js";
import type { LiveRule } from "../rule.js";
import type { AppSnapshot, LiveRole } from "../snapshot.js";

/** `lint` for a policy of a live role. Suggestions are left out: they break nothing. */
function lintAt(
  path: DiagnosisPath,
  document: unknown,
  options: LintOptions,
  deployment: Deployment,
): readonly Finding[] {
  const collector = new Collector("policy");
  const extracted = withPlaceholders(document);
  lintExtracted(extracted, options, new Context(collector, pathOf(path), deployment));
  return collector.findings.filter(({ severity }) => severity !== "suggestion");
}

/** AWS writes its own policies. */
const isOwn = (arn: string | undefined) => arn === undefined || !/:iam::aws:policy\//.test(arn);

/** What in the policies never matches, or opens access. */
export const policiesMatch: LiveRule = (snapshot) =>
  roleUses(snapshot).flatMap((use) => {
    const { name: role, policies } = use.role;
    return policies
      .filter(({ arn, document }) => isOwn(arn) && document !== undefined)
      .flatMap((policy) => {
        const path = ["roles", role, "policies", policy.name];
        return lintAt(path, policy.document, { type: "identity" }, snapshot.deployment).map((finding) =>
          withDetails(finding, {
            evidence: [`the policy ${policy.name} of the role ${role}`],
            command: writePolicy(snapshot, use, policy, finding),
          }),
        );
      });
  });

/** Whether Amplify can assume the roles: principal, action, conditions. */
export const rolesTrustAmplify: LiveRule = (snapshot) =>
  roleUses(snapshot).flatMap((use) => {
    const { role, compute, service } = use;
    if (role.trust === undefined) return [];
    const path = ["roles", role.name, "trust"];
    const mismatches = compute || service ? conditionMismatches(snapshot, role) : [];
    const type = compute ? "compute" : "service";
    const options: LintOptions = { type: "trust", ...(compute || service ? { role: type } : {}) };
    const linted = lintAt(path, role.trust, options, snapshot.deployment);
    const others = mismatches.length === 0 ? linted : linted.filter(({ code }) => code !== "TRUST_CONDITION");
    const detailsOf = ({ code }: Pick<Finding, "code">) => ({
      evidence: [`the trust policy of the role ${role.name}`],
      command: writeTrust(snapshot, use, code),
    });
    return [
      ...others.map((finding) => withDetails(finding, detailsOf(finding))),
      ...mismatches.map((report) => diagnosisOf(path, report, detailsOf(report))),
    ];
  });

/** What Amplify sends: https://docs.aws.amazon.com/amplify/latest/userguide/cross-service-confused-deputy-prevention.html */
function conditionMismatches({ app, deployment, branches = [] }: AppSnapshot, { trust }: LiveRole): readonly Report[] {
  const { partition, region, account } = deployment;
  const arn = `arn:${partition}:amplify:${region}:${account}:apps/${app.id}/branches/${branches[0]?.name ?? "main"}`;
  const sent: Readonly<Record<string, string>> = { "aws:sourcearn": arn, "aws:sourceaccount": account };
  return statementsIn(trust)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Condition }) => (isRecord(Condition) ? Object.entries(Condition) : []))
    .flatMap(([operator, keys]) =>
      /^(ForAnyValue:|ForAllValues:)?(String|Arn)(Equals|Like|EqualsIgnoreCase)(IfExists)?$/.test(operator) &&
      isRecord(keys)
        ? Object.entries(keys)
        : [],
    )
    .flatMap(([key, values]) => {
      const actual = sent[key.toLowerCase()];
      const expected = [values].flat().filter((value) => typeof value === "string");
      if (actual === undefined || expected.some((pattern) => covers(pattern, actual, true))) return [];
      return [conditionNotMet(key, expected, actual)];
    });
}

const conditionNotMet = (key: string, expected: readonly string[], actual: string): Report => ({
  code: "TRUST_CONDITION",
  message: `The trust policy requires ${key} to be ${expected.map(quoted).join(" or ")}, and Amplify sends ${quoted(actual)} for this app. The role cannot be assumed.`,
  fix: `Write ${quoted(key.toLowerCase() === "aws:sourcearn" ? actual.replace(/\/apps\/.*|apps\/.*/, "apps/*") : actual)}, or remove the condition.`,
  parameters: { key, expected, actual },
});
