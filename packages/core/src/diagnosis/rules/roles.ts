import { ownArnContradiction } from "../../aws/contradictions.js";
import { type Diagnosis, diagnosisOf } from "../../denials/diagnosis.js";
import type { Report } from "../../findings/finding.js";
import { counted, quoted } from "../../findings/text.js";
import { isAdministrator } from "../administrators.js";
import { ofRole, SOME_ROLE, updateApp, updateBranch } from "../commands.js";
import { effectiveRoles } from "../effective-roles.js";
import type { LiveRule } from "../rule.js";
import type { AppSnapshot, LiveRole } from "../snapshot.js";

/** The command that attaches another role wherever this one is. */
function replacing(snapshot: AppSnapshot, { arn }: LiveRole): string {
  const branch = effectiveRoles(snapshot).find(({ role, source }) => role === arn && source === "branch");
  if (arn === snapshot.app.serviceRole) return updateApp(snapshot, `--iam-service-role-arn ${SOME_ROLE}`);
  return branch === undefined
    ? updateApp(snapshot, `--compute-role-arn ${SOME_ROLE}`)
    : updateBranch(snapshot, branch.branch, `--compute-role-arn ${SOME_ROLE}`);
}

/** A role of another account or partition: Amplify passes roles of the app's own account only. */
export const rolesAreOfTheAccount: LiveRule = (snapshot) =>
  snapshot.roles.flatMap((role) => {
    const report = ownArnContradiction(role.arn, snapshot.deployment);
    return report === undefined
      ? []
      : [diagnosisOf(["roles", role.name], report, { evidence: [role.arn], command: replacing(snapshot, role) })];
  });

export const rolesExist: LiveRule = (snapshot) =>
  snapshot.roles
    .filter((role) => role.exists === false && ownArnContradiction(role.arn, snapshot.deployment) === undefined)
    .map((role) =>
      diagnosisOf(["roles", role.name], roleNotFound(role.arn), {
        evidence: ["iam:GetRole answers NoSuchEntity"],
        command: replacing(snapshot, role),
      }),
    );

const roleNotFound = (arn: string): Report => ({
  code: "ROLE_NOT_FOUND",
  message: `The role ${quoted(arn)} does not exist. The app still names it, so nothing can assume it.`,
  fix: "Create the role again, or attach another one.",
  parameters: { role: arn },
});

/** How long IAM may take until a new role can be assumed everywhere, in seconds. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html */
const PROPAGATION = 60;

export const rolesArePropagated: LiveRule = ({ roles, readAt }) =>
  roles.flatMap(({ name, createdAt }): readonly Diagnosis[] => {
    const age = createdAt === undefined ? PROPAGATION : readAt - createdAt;
    return age >= PROPAGATION || age < 0 ? [] : [diagnosisOf(["roles", name], roleJustCreated(name, Math.round(age)))];
  });

const roleJustCreated = (role: string, seconds: number): Report => ({
  code: "ROLE_JUST_CREATED",
  severity: "warning",
  message: `The role ${quoted(role)} was created ${counted(seconds, "second")} ago. IAM may not let it be assumed everywhere yet.`,
  fix: "Wait a minute, and try again.",
  parameters: { role, seconds },
});

export const rolesAreNoAdministrators: LiveRule = ({ roles }) =>
  roles.flatMap(({ name, policies }) =>
    policies
      .filter(({ arn }) => arn !== undefined && isAdministrator(arn))
      .map((policy) =>
        diagnosisOf(["roles", name, "policies", policy.name], administratorPolicy(name, policy.name), {
          evidence: [policy.arn ?? ""],
          command: ofRole("detach-role-policy", name, `--policy-arn ${policy.arn}`),
        }),
      ),
  );

const administratorPolicy = (role: string, policy: string): Report => ({
  code: "ADMINISTRATOR_POLICY",
  severity: "security-warning",
  message: `The role ${quoted(role)} has the AWS managed policy ${quoted(policy)}, which allows nearly everything in the account.`,
  fix: "Attach what the code or the build needs instead, then detach it. For logs alone, four actions are enough.",
  parameters: { role, policy },
});
