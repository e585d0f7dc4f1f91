import { diagnosisOf } from "../../denials/diagnosis.js";
import type { Report } from "../../findings/finding.js";
import { codeList, quoted } from "../../findings/text.js";
import { createRole, inSequence, newRoleArn, PROPAGATION_WAIT, updateApp, updateBranch } from "../commands.js";
import { effectiveRoles } from "../effective-roles.js";
import type { LiveRule } from "../rule.js";

/** https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html */
export const computeRoleInEffect: LiveRule = (snapshot) => {
  const without = effectiveRoles(snapshot).filter(({ source }) => source === "none");
  const [first] = without;
  if (first === undefined) return [];
  const names = without.map(({ branch }) => branch);
  const all = names.length === snapshot.branches?.length;
  const attach = `--compute-role-arn ${newRoleArn(snapshot, "compute")}`;
  const attaching = all ? [updateApp(snapshot, attach)] : names.map((name) => updateBranch(snapshot, name, attach));
  return [
    diagnosisOf(all ? ["computeRole"] : ["branches", first.branch, "computeRole"], noComputeRole(names), {
      evidence: ["the app has no computeRoleArn", ...names.map((name) => `${name} has no computeRoleArn`)],
      command: inSequence(createRole(snapshot, "compute"), PROPAGATION_WAIT, ...attaching),
    }),
  ];
};

const MAX_NAMED = 5;

const noComputeRole = (branches: readonly string[]): Report => ({
  code: "NO_COMPUTE_ROLE",
  message: `No compute role is in effect on ${branches.length > MAX_NAMED ? `${branches.length} branches` : codeList(branches.map(quoted), "and")}. Server code there has no credentials: its calls to AWS fail with CredentialsProviderError.`,
  fix: "Create a role that amplify.amazonaws.com can assume, and attach it as the compute role. With these packages: computeRole: { grants: [ … ] }. If the server code calls no AWS service, ignore this.",
  severity: "warning",
  parameters: { branches },
});
