import { statementsIn } from "../../denials/compare-policy.js";
import { diagnosisOf } from "../../denials/diagnosis.js";
import type { Report } from "../../findings/finding.js";
import { codeList, quoted } from "../../findings/text.js";
import { mayWrite } from "../../plan/previews.js";
import { updateBranch } from "../commands.js";
import { hasServer } from "../effective-roles.js";
import type { LiveRule } from "../rule.js";

/**
 * Previews, and branches that Amplify creates, run as the app's compute role:
 * https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html
 */
export const previewsOnlyRead: LiveRule = (snapshot) => {
  const { app, branches = [], roles } = snapshot;
  const withPreviews = branches.filter(({ previews }) => previews).map(({ name }) => name);
  const automatic = app.autoBranchCreation;
  if ((withPreviews.length === 0 && !automatic) || !hasServer(snapshot)) return [];
  const role = roles.find(({ arn }) => arn === app.computeRole);
  const actions = (role?.policies ?? [])
    .flatMap(({ document }) => statementsIn(document))
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Action, NotAction }) => (NotAction === undefined ? [Action].flat() : ["*"]))
    .filter((action): action is string => typeof action === "string" && (action === "*" || mayWrite(action)));
  if (role === undefined || actions.length === 0) return [];
  const which = [
    ...(withPreviews.length > 0 ? [`pull-request previews of ${codeList(withPreviews.map(quoted), "and")}`] : []),
    ...(automatic ? ["branches that Amplify creates by itself"] : []),
  ];
  return [
    diagnosisOf(["roles", role.name], previewsMayWrite(role.name, which, [...new Set(actions)]), {
      evidence: which,
      ...(withPreviews[0] === undefined
        ? {}
        : { command: updateBranch(snapshot, withPreviews[0], "--no-enable-pull-request-preview") }),
    }),
  ];
};

const MAX_NAMED = 3;

const previewsMayWrite = (role: string, which: readonly string[], actions: readonly string[]): Report => ({
  code: "PREVIEWS_MAY_WRITE",
  severity: "security-warning",
  message: `The app's compute role ${quoted(role)} may change data (${actions.slice(0, MAX_NAMED).join(", ")}${actions.length > MAX_NAMED ? ` and ${actions.length - MAX_NAMED} more` : ""}), and it is also in effect on ${codeList(which, "and")}. Whoever opens a pull request can run code as it.`,
  fix: "Give each branch a compute role of its own, and let the app's role only read. Or turn previews off.",
  parameters: { role, which, actions },
});
