import type { Report } from "../findings/finding.js";
import { codeList, quoted } from "../findings/text.js";
import { isUnresolved, toDisplayString } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import type { AppRequest } from "./app-request.js";

const VARIABLE = "AMPLIFY_MONOREPO_APP_ROOT";

/** @param roots the app roots in the build specification */
const appRootNotInBuildSpec = (found: string, roots: readonly string[]): Report => ({
  code: "APP_ROOT_NOT_IN_BUILD_SPEC",
  message:
    roots.length === 0
      ? `${VARIABLE} is ${quoted(found)}, but the build specification has no "appRoot".`
      : `${VARIABLE} is ${quoted(found)}, but the build specification has only the app roots ${codeList(roots.map(quoted), "and")}.`,
  fix: `Write "appRoot: ${toDisplayString(found)}" under "applications" in the build specification, or change ${VARIABLE}.`,
  parameters: { found: toDisplayString(found), roots },
});

/** `apps/web` of `- appRoot: "./apps/web/" # the shop`, in YAML and in JSON. */
const APP_ROOT = /(?:^|[\s{,"'-])appRoot["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s#,}]+))/g;

const withoutSlashes = (path: string) => path.replace(/^\.?\/+/, "").replace(/\/+$/, "");

const appRootsOf = (buildSpec: string): readonly string[] =>
  [...buildSpec.matchAll(APP_ROOT)].map(([, double, single, plain]) => double ?? single ?? plain ?? "");

interface Built {
  readonly buildSpec?: string | undefined;
  readonly environmentVariables?: Readonly<Record<string, string>> | undefined;
}

/**
 * Reports a monorepo's app root that the build specification does not have: Amplify then builds nothing. A specification
 * in the repository is not known here. https://docs.aws.amazon.com/amplify/latest/userguide/monorepo-configuration.html
 */
export function checkAppRoots({ spec, context }: AppRequest): void {
  checkAppRoot(spec, spec, context);
  const shared = { buildSpec: spec.buildSpec, environmentVariables: spec.environmentVariables };
  for (const [name, branch] of Object.entries(spec.branches ?? {})) {
    const own = branch.buildSpec !== undefined || branch.environmentVariables?.[VARIABLE] !== undefined;
    if (own) checkAppRoot(branch, shared, context.property("branches").property(name));
  }
  const auto = spec.autoBranchCreationConfig;
  if (auto !== undefined) checkAppRoot(auto, shared, context.property("autoBranchCreationConfig"));
}

/** @param app what applies where a branch has nothing of its own */
function checkAppRoot(built: Built, app: Built, context: Context): void {
  const isOwn = built.environmentVariables?.[VARIABLE] !== undefined;
  const root = built.environmentVariables?.[VARIABLE] ?? app.environmentVariables?.[VARIABLE];
  const buildSpec = built.buildSpec ?? app.buildSpec;
  if (root === undefined || buildSpec === undefined || isUnresolved(root) || isUnresolved(buildSpec)) return;
  if (built !== app && !isOwn && built.buildSpec === undefined) return;
  const roots = appRootsOf(buildSpec);
  if (roots.map(withoutSlashes).includes(withoutSlashes(root))) return;
  const at = isOwn ? context.property("environmentVariables").property(VARIABLE) : context.property("buildSpec");
  at.report(appRootNotInBuildSpec(root, roots));
}
