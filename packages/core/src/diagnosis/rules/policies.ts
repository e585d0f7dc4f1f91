import type { Deployment } from "../../aws/deployment.js";
import { statementsIn } from "../../denials/compare-policy.js";
import { type Diagnosis, type DiagnosisPath, diagnosisOf, pathOf, withDetails } from "../../denials/diagnosis.js";
import { Collector } from "../../findings/collector.js";
import type { Report } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { covers } from "../../policy/covers.js";
import { type LintOptions, lintExtracted } from "../../policy/lint.js";
import { withPlaceholders } from "../../policy/parse/templates.js";
import { Context } from "../../schema/context.js";
import { isRecord } from "../../schema/schema.js";
import { shellQuoted } from "../../util/shell-quoted.js";
import { ofRole } from "../commands.js";
import { roleUses } from "../effective-roles.js";
import type { LiveRule } from "../rule.js";
import type { AppSnapshot, LiveRole } from "../snapshot.js";

/** `lint` for a policy of a live role. Suggestions are left out: they break nothing. */
function lintAt(
  path: DiagnosisPath,
  document: unknown,
  options: LintOptions,
  deployment: Deployment,
  command: string,
  evidence: string,
): readonly Diagnosis[] {
  const collector = new Collector("policy");
  const extracted = withPlaceholders(document);
  lintExtracted(extracted, options, new Context(collector, pathOf(path), deployment));
  return collector.findings
    .filter(({ severity }) => severity !== "suggestion")
    .map((finding) => withDetails(finding, { evidence: [evidence], command }));
}

/** AWS writes its own policies. */
const isOwn = (arn: string | undefined) => arn === undefined || !/:iam::aws:policy\//.test(arn);

/** What in the policies never matches, or opens access. */
export const policiesMatch: LiveRule = ({ roles, deployment }) =>
  roles.flatMap(({ name: role, policies }) =>
    policies
      .filter(({ arn, document }) => isOwn(arn) && document !== undefined)
      .flatMap(({ name, arn, document }) =>
        lintAt(
          ["roles", role, "policies", name],
          document,
          { type: "identity" },
          deployment,
          arn === undefined
            ? ofRole("put-role-policy", role, `--policy-name ${shellQuoted(name)} --policy-document file://policy.json`)
            : `aws iam create-policy-version --policy-arn ${shellQuoted(arn)} --set-as-default --policy-document file://policy.json`,
          `the policy ${name} of the role ${role}`,
        ),
      ),
  );

/** Whether Amplify can assume the roles: principal, action, conditions. */
export const rolesTrustAmplify: LiveRule = (snapshot) =>
  roleUses(snapshot).flatMap(({ role, compute, service }) => {
    if (role.trust === undefined) return [];
    const command = ofRole("update-assume-role-policy", role.name, "--policy-document file://trust.json");
    const mismatches = compute || service ? conditionMismatches(snapshot, role) : [];
    const linted = lintAt(
      ["roles", role.name, "trust"],
      role.trust,
      { type: "trust", ...(compute || service ? { role: compute ? "compute" : "service" } : {}) },
      snapshot.deployment,
      command,
      `the trust policy of the role ${role.name}`,
    );
    const others = mismatches.length === 0 ? linted : linted.filter(({ code }) => code !== "TRUST_CONDITION");
    return [
      ...others,
      ...mismatches.map((report) =>
        diagnosisOf(["roles", role.name, "trust"], report, {
          evidence: [`the trust policy of the role ${role.name}`],
          command,
        }),
      ),
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
