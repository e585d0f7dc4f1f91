import type { Report } from "../findings/finding.js";
import { codeList } from "../findings/text.js";
import type { Context } from "../schema/context.js";
import type { ParsedBranch } from "../specification/branch.schema.js";
import type { ParsedRole } from "../specification/role.schema.js";
import type { AppRequest } from "./app-request.js";
import { keptArguments } from "./kept-arguments.js";
import { appComputeRole } from "./previews.js";

const importReplacesApp = (): Report => ({
  code: "IMPORT_REPLACES_APP",
  message: "An imported app cannot lose its service role: the provider cannot clear the role, so it replaces the app.",
  fix: 'Remove "serviceRole" for a new role, or write the ARN of the role that the app has.',
});

const importWithoutApp = (): Report => ({
  code: "IMPORT_WITHOUT_APP",
  message: "A branch can be imported only together with its app.",
  fix: 'Add the app\'s "importId", or remove "import".',
});

/** @param of what is imported: `app` or `branch` */
const importKeeps = (of: "app" | "branch", kept: readonly string[]): Report => ({
  code: "IMPORT_KEEPS",
  severity: "warning",
  message: `What is left out stays as it is in AWS while "importId" is there: ${codeList(kept, "and")}.`,
  fix:
    of === "app"
      ? 'Write what the app has before you remove "importId". The deploy after that removes the rest; without its description, the provider replaces the app.'
      : 'Write what the branch has before you remove "importId". The deploy after that removes the rest.',
  parameters: { kept },
});

const importKeepsComputeRole = (): Report => ({
  code: "IMPORT_KEEPS",
  severity: "warning",
  message:
    'The app keeps the compute role that it may have in AWS, while "importId" is there. Its permissions are not known here.',
  fix: 'Write the ARN of the role, or an object for a new one. If you remove "importId" without it, server code loses the role.',
  parameters: { kept: ["computeRole"] },
});

const importRemovesEntries = (argument: string): Report => ({
  code: "IMPORT_REMOVES",
  severity: "warning",
  message: `The import removes what "${argument}" has in AWS and does not have here.`,
  fix: `Compare it with \`aws amplify get-app\` or \`get-branch\`. Leave "${argument}" out to keep it as it is.`,
  parameters: { argument },
});

const importRemovesServiceRole = (): Report => ({
  code: "IMPORT_REMOVES",
  severity: "warning",
  message:
    "The import replaces the app's service role with a new one, which may only write SSR logs. Builds lose all other permissions.",
  fix: 'Write serviceRole: "<arn>" to keep the role, or add what builds need to its "grants" or "managedPolicies".',
  parameters: { argument: "serviceRole" },
});

const importRemovesComputeRole = (replaced: boolean): Report => ({
  code: "IMPORT_REMOVES",
  severity: "warning",
  message: replaced
    ? "If the app has a compute role, the import replaces it with this new one."
    : "If the app has a compute role, the import removes it. Server code without another role then has no credentials.",
  fix: "Run `aws amplify get-app` to see the current role. To keep it, write its ARN.",
  parameters: { argument: "computeRole" },
});

/** Arguments that are written as a whole: what AWS has and the program does not have is removed. */
const COLLECTIONS = [
  "autoBranchCreationConfig",
  "autoBranchCreationPatterns",
  "customRules",
  "environmentVariables",
  "tags",
] as const;

/** Reports what an import keeps and removes, and what it cannot do. The import itself plans no destruction. */
export function checkImport(request: AppRequest): void {
  const { spec, context, tool } = request;
  if (spec.importId === undefined) return;
  if (spec.serviceRole === false) context.property("serviceRole").report(importReplacesApp());
  const { given: ofApp, context: computeContext } = appComputeRole(request);
  const computeRole = ofApp ?? spec.previews?.computeRole;
  const given = { ...spec, computeRoleArn: computeRole };
  const kept = keptArguments("aws_amplify_app", given, true, tool).filter((argument) => argument !== "computeRoleArn");
  if (kept.length > 0) context.property("importId").report(importKeeps("app", kept));
  if (computeRole === undefined) context.property("computeRole").report(importKeepsComputeRole());
  else if (typeof computeRole !== "string") computeContext.report(importRemovesComputeRole(computeRole !== false));
  if (isLogsOnly(spec.serviceRole)) context.property("serviceRole").report(importRemovesServiceRole());
  reportCollections(spec, context);
}

/** Whether a service role is new and has no permissions but those for the SSR logs. */
const isLogsOnly = (role: ParsedRole | string | false | undefined): boolean =>
  role === undefined ||
  (typeof role === "object" &&
    [role.grants, role.policyDocuments, role.managedPolicies].every((of) => of === undefined));

function reportCollections(given: object, context: Context): void {
  for (const argument of COLLECTIONS) {
    if ((given as Record<string, unknown>)[argument] !== undefined)
      context.property(argument).report(importRemovesEntries(argument));
  }
}

/** Reports what the import of a branch keeps and removes, and an import without its app. */
export function checkBranchImport({ spec, tool }: AppRequest, branch: ParsedBranch, context: Context): void {
  if (spec.importId === undefined) {
    context.property("import").report(importWithoutApp());
    return;
  }
  const kept = keptArguments("aws_amplify_branch", branch, true, tool);
  if (kept.length > 0) context.report(importKeeps("branch", kept));
  reportCollections(branch, context);
}
