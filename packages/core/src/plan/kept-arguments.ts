import { appArguments } from "../specification/app-arguments.schema.js";
import { branchArguments } from "../specification/branch-arguments.schema.js";
import { type ProviderSupport, supportsArgument } from "./provider.js";
import type { PlannedResource, PlannedResourceType } from "./resources.js";

/**
 * Arguments that Amplify itself sets after the deploy: the framework at the first build, the backend when one is
 * connected, and patterns such as `*`. The provider would reset what the program leaves out.
 * https://github.com/aws-amplify/amplify-hosting/issues/2042
 * https://github.com/turbot/steampipe-plugin-aws/pull/1112
 */
const SET_BY_AMPLIFY: Readonly<Partial<Record<PlannedResourceType, readonly string[]>>> = {
  aws_amplify_app: ["autoBranchCreationPatterns"],
  aws_amplify_branch: ["backendEnvironmentArn", "framework"],
};

/** Arguments that the provider never reads from AWS. */
const NEVER_READ: readonly string[] = ["accessToken", "oauthToken"];

/** All arguments that an existing app or branch may have in AWS. */
const ALL: Readonly<Partial<Record<PlannedResourceType, readonly string[]>>> = {
  aws_amplify_app: [...Object.keys(appArguments), "computeRoleArn"],
  aws_amplify_branch: Object.keys(branchArguments),
};

/**
 * The arguments that are left out and stay as they are in AWS: those that Amplify sets by itself, and all of a resource
 * that is imported. In alphabetical order.
 *
 * @param given the arguments that the specification gives
 */
export function keptArguments(
  type: "aws_amplify_app" | "aws_amplify_branch",
  given: object,
  isImported: boolean,
  tool: ProviderSupport,
): readonly string[] {
  const kept = (isImported ? ALL : SET_BY_AMPLIFY)[type] ?? [];
  return kept
    .filter((argument) => (given as Record<string, unknown>)[argument] === undefined)
    .filter((argument) => !NEVER_READ.includes(argument) && supportsArgument(tool, type, argument))
    .sort();
}

/** What a planned resource says about its protection: the arguments that it keeps, and whether it may be destroyed. */
export const protection = (
  keeps: readonly string[],
  { isProtected }: { readonly isProtected: boolean },
): Pick<PlannedResource, "keeps" | "preventDestroy"> => ({
  ...(keeps.length === 0 ? {} : { keeps }),
  ...(isProtected ? { preventDestroy: true } : {}),
});
