import type { Report } from "../findings/finding.js";
import type { Context } from "../schema/context.js";
import type { ParsedBoolean } from "../specification/parsed.js";
import type { AppRequest } from "./app-request.js";
import { managedByOf } from "./branches.js";

const withoutCredentials = (): Report => ({
  code: "BASIC_AUTH_INCOMPLETE",
  severity: "warning",
  message: '"enableBasicAuth" has no credentials.',
  fix: 'Add "basicAuthCredentials", or remove "enableBasicAuth".',
});

const notEnabled = (): Report => ({
  code: "BASIC_AUTH_INCOMPLETE",
  severity: "warning",
  message: '"basicAuthCredentials" has no effect without "enableBasicAuth": everybody can open the site.',
  fix: "Add enableBasicAuth: true, or false if that is meant.",
});

interface BasicAuth {
  readonly basicAuthCredentials?: string;
  readonly enableBasicAuth?: ParsedBoolean;
}

/**
 * Reports basic auth of which the credentials or the switch is missing. The provider ignores credentials of a branch
 * without the switch. What an import leaves out stays as it is in AWS.
 */
export function checkBasicAuth({ spec, context }: AppRequest): void {
  const { autoBranchCreationConfig, branches = {}, importId } = spec;
  const ofApp = spec.basicAuthCredentials !== undefined;
  if (importId === undefined) check(spec, context, false);
  if (autoBranchCreationConfig !== undefined)
    check(autoBranchCreationConfig, context.property("autoBranchCreationConfig"), ofApp);
  for (const [name, branch] of Object.entries(branches)) {
    const isImported = importId !== undefined && branch.import !== false;
    // Cloud Control refuses a branch without credentials, which is an error.
    const hasOther = ofApp || managedByOf(branch) === "cloudControl";
    if (!isImported) check(branch, context.property("branches").property(name), hasOther);
  }
}

/** @param hasOther whether other credentials may be meant */
function check({ basicAuthCredentials, enableBasicAuth }: BasicAuth, context: Context, hasOther: boolean): void {
  if (basicAuthCredentials !== undefined && enableBasicAuth === undefined)
    context.property("basicAuthCredentials").report(notEnabled());
  const isOn = enableBasicAuth !== undefined && enableBasicAuth !== false;
  if (basicAuthCredentials === undefined && isOn && !hasOther)
    context.property("enableBasicAuth").report(withoutCredentials());
}
