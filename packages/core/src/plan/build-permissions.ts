import { formatArn } from "../aws/arn.js";
import type { Report } from "../findings/finding.js";
import { arnPlaceholder, isUnresolved, originOf, resolvedPrefix } from "../placeholders/placeholder.js";
import { type Statement, toArray } from "../policy/document.js";
import type { Context } from "../schema/context.js";
import type { ParsedApp } from "../specification/app.schema.js";
import type { ParsedServiceRole } from "../specification/role.schema.js";
import { globMatches } from "../util/wildcard.js";
import type { PlannedGrant, RolePlan } from "./role.js";

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

const PULL = "codecommit:GitPull";

/** Terraform's type and Pulumi's. */
const CODECOMMIT_TYPES = /^aws_codecommit_repository$|^aws:codecommit\/repository:Repository$/;

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
  const type = originOf(repository ?? "")?.origin.type;
  const arn = type !== undefined && CODECOMMIT_TYPES.test(type) ? arnPlaceholder(repository ?? "") : undefined;
  if (arn !== undefined) return [pull(arn, context)];
  const [, region, name] = CODECOMMIT.exec(repository ?? "") ?? REMOTE_HELPER.exec(repository ?? "") ?? [];
  if (region === undefined || name === undefined) return [];
  const { partition, account } = context.deployment;
  const Resource = formatArn({ partition, service: "codecommit", region, account, resource: name });
  return [pull(Resource, context)];
}

const pull = (Resource: string, context: Context): PlannedGrant => ({
  context: context.property("repository"),
  by: "CodeCommit repository",
  statements: [{ Effect: "Allow", Action: PULL, Resource }],
});

const pullMayBeMissing = (): Report => ({
  code: "CODECOMMIT_PULL_MISSING",
  severity: "warning",
  message: `The repository is known only after deploy, and there is no token for it. If it is a CodeCommit repository, builds cannot clone it: the service role does not allow ${PULL}.`,
  fix: `Write serviceRole: { grants: [allow({ actions: ["${PULL}"], resources: [repository.arn] })] }.`,
});

/** Warns of a service role that may have to clone a repository which nobody knows yet. Other Git providers need a token. */
export function checkPull(app: Partial<ParsedApp>, service: RolePlan | undefined, context: Context): void {
  const { repository = "", accessToken, oauthToken, importId } = app;
  if (service === undefined || resolvedPrefix(repository) !== "" || !isUnresolved(repository)) return;
  if ([accessToken, oauthToken, importId].some((given) => given !== undefined)) return;
  if (service.managedPolicies.length > 0 || service.statements.some(allowsPull)) return;
  context.property("repository").report(pullMayBeMissing());
}

const allowsPull = ({ Effect, Action }: Statement): boolean =>
  Effect === "Allow" && toArray(Action).some((action) => globMatches(action, PULL));
