import { Collector } from "../findings/collector.js";
import { type Report, SpecificationError } from "../findings/finding.js";
import { codeList, quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import { Context } from "../schema/context.js";
import type { PlannedResource, PlannedRole } from "./resources.js";

/** Why grants are refused: CDKTF writes the configuration, or Pulumi registers the resources. */
export type GrantDeadline = "synthesis" | "registration";

const tooLate = (deadline: GrantDeadline): Report =>
  deadline === "synthesis"
    ? {
        code: "GRANT_TOO_LATE",
        message: "CDKTF already synthesizes the stack, so this grant would not reach the policy.",
        fix: "Call grant(…) before app.synth(), or write the grant in the constructor.",
        parameters: { deadline },
      }
    : {
        code: "GRANT_TOO_LATE",
        message: "Pulumi already registers the role's policies, so this grant would not reach them.",
        fix: "Call grant(…) right after the constructor, before the program awaits anything and not inside apply(…). Or write the grant in the constructor.",
        parameters: { deadline },
      };

const policyRegistered = (policies: readonly string[]): Report => ({
  code: "GRANT_TOO_LATE",
  message: `With this grant, the role's policies are split in another way, and ${codeList(policies.map(quoted), "and")} would no longer exist. Pulumi registered ${policies.length === 1 ? "it" : "them"} already.`,
  fix: "Write all grants of this role in the constructor.",
  parameters: { deadline: "registration", policies },
});

const branchWithoutRole = (name: string): Report => ({
  code: "BRANCH_WITHOUT_OWN_ROLE",
  message: `The branch ${quoted(name)} has no compute role of its own that this program creates, so a grant to it would be a grant to other branches, too.`,
  fix: 'Give the branch its own role ("computeRole: {}"), or call computeRole.grant(…) of the app, which is for all branches without their own.',
  parameters: { name },
});

function errorAt(subject: string, steps: PlannedRole["steps"], report: Report): SpecificationError {
  const collector = new Collector();
  let context = new Context(collector);
  for (const step of steps) context = typeof step === "number" ? context.index(step) : context.property(step);
  context.report(report);
  return new SpecificationError(subject, collector.findings);
}

/** The error about a grant that the tool can no longer add. */
export const grantTooLate = (
  subject: string,
  steps: PlannedRole["steps"],
  deadline: GrantDeadline,
): SpecificationError => errorAt(subject, [...steps, "grants"], tooLate(deadline));

/** The error about a grant after which a registered policy would have another name. */
export const policyAlreadyRegistered = (
  subject: string,
  steps: PlannedRole["steps"],
  removed: readonly PlannedResource[],
): SpecificationError => {
  const policies = removed.flatMap((resource) => (resource.type === "aws_iam_policy" ? [resource.arguments.name] : []));
  return errorAt(subject, [...steps, "grants"], policyRegistered(policies.map((name) => toDisplayString(name))));
};

/** The error about a grant to a branch that runs as the app's role, or as an existing one. */
export const branchWithoutOwnRole = (subject: string, name: string): SpecificationError =>
  errorAt(subject, ["branches", name, "computeRole"], branchWithoutRole(name));
