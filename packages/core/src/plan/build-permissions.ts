import { formatArn } from "../aws/arn.js";
import type { Context } from "../schema/context.js";
import type { ParsedServiceRole } from "../specification/role.schema.js";
import type { PlannedGrant } from "./role.js";

/**
 * The AWS managed policies that builds need, by what they do. A Gen 2 build deploys its backend with the CDK:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmplifyBackendDeployFullAccess.html
 */
const BUILD_POLICIES: Readonly<Record<NonNullable<ParsedServiceRole["build"]>, readonly string[]>> = {
  hosting: [],
  "amplify-gen2": ["AmplifyBackendDeployFullAccess"],
};

/** The managed policies of a service role, with those that its builds need. */
export function withBuildPolicies({ managedPolicies, build }: ParsedServiceRole): ParsedServiceRole["managedPolicies"] {
  const needed = build === undefined ? [] : (BUILD_POLICIES[build] ?? []);
  if (needed.length === 0) return managedPolicies;
  if (managedPolicies === undefined || Array.isArray(managedPolicies)) return [...needed, ...(managedPolicies ?? [])];
  return { ...Object.fromEntries(needed.map((name) => [name, name])), ...managedPolicies };
}

/** `https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/site`, and the same with SSH. */
const CODECOMMIT =
  /^(?:https|ssh):\/\/(?:[^/@]*@)?git-codecommit(?:-fips)?\.([^/]+?)\.amazonaws\.com(?:\.cn)?\/v1\/repos\/([^/]+)\/?$/;
/** `codecommit::eu-west-1://site`, of git-remote-codecommit. */
const REMOTE_HELPER = /^codecommit::([^:/]+):\/\/(?:[^/@]*@)?([^/]+)$/;

/**
 * The permission to clone the app's repository, if it is CodeCommit's: builds clone it as the service role, and other Git
 * providers with a token.
 * https://docs.aws.amazon.com/codecommit/latest/userguide/auth-and-access-control-permissions-reference.html
 */
export function pullOfRepository(repository: string | undefined, context: Context): readonly PlannedGrant[] {
  const [, region, name] = CODECOMMIT.exec(repository ?? "") ?? REMOTE_HELPER.exec(repository ?? "") ?? [];
  if (region === undefined || name === undefined) return [];
  const { partition, account } = context.deployment;
  const Resource = formatArn({ partition, service: "codecommit", region, account, resource: name });
  return [
    {
      context: context.property("repository"),
      by: "CodeCommit repository",
      statements: [{ Effect: "Allow", Action: "codecommit:GitPull", Resource }],
    },
  ];
}
