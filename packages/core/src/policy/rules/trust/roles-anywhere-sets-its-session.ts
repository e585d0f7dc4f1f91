import type { Report } from "../../../findings/finding.js";
import { codeList } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import type { PolicyRule } from "../rule.js";

const SERVICE = "rolesanywhere.amazonaws.com";
const REQUIRED = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];

/** https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html */
export const rolesAnywhereSetsItsSession: PolicyRule = (statements, { type, complete = true }) => {
  if (type !== "trust" || !complete) return;
  const own = statements.filter(
    ({ effect, principals, notActions }) =>
      effect === "Allow" && notActions.length === 0 && principals.some(({ text }) => text === SERVICE),
  );
  const [first] = own;
  if (first === undefined) return;
  const allowed = own.flatMap(({ actions }) => actions);
  if (allowed.some(({ text }) => isUnresolved(text))) return;
  const missing = REQUIRED.filter((action) => !allowed.some(({ text }) => globMatches(text, action)));
  if (missing.length > 0) first.context.property("Action").report(missingActions(missing));
};

const missingActions = (missing: readonly string[]): Report => ({
  code: "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY",
  message: `IAM Roles Anywhere needs ${codeList(REQUIRED, "and")} to assume the role.`,
  fix: `Add ${codeList(missing, "and")}.`,
  parameters: { missing },
});
