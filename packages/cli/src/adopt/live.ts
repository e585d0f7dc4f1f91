import type { Deployment, LiveRole, Unseen } from "@amplify-roles/core/doctor";
import type { App, Branch } from "@aws-sdk/client-amplify";
import type { Role } from "@aws-sdk/client-iam";
import { isDenied } from "../aws-errors.js";
import { DoctorError, EXIT } from "../doctor/exit-codes.js";
import { CallQueue, type QueueOptions } from "../doctor/live/call-queue.js";
import { allPages } from "../doctor/live/pages.js";
import { deploymentOf, findApp } from "../doctor/live/read-app.js";
import { RoleReader } from "../doctor/live/read-roles.js";
import type { Reads } from "../doctor/live/reads.js";
import type { Neighbors } from "./left-out.js";
import { type LiveLogGroup, readLogGroup } from "./log-group.js";

/** A role with what a program says of it, too. */
export interface AdoptedRole {
  readonly live: LiveRole;
  /** Undefined if it does not exist, is in another account, or could not be read. */
  readonly role: Role | undefined;
}

/** An app with all that a program says of it. */
export interface AdoptableApp {
  readonly app: App;
  readonly branches: readonly Branch[];
  readonly deployment: Deployment;
  /** By ARN. */
  readonly roles: ReadonlyMap<string, AdoptedRole>;
  /** Undefined if the app has no log group, or if it could not be read. */
  readonly logGroup: LiveLogGroup | undefined;
  readonly neighbors: Neighbors;
  readonly unseen: readonly Unseen[];
}

/** The most calls for an app with up to 50 branches and as many roles. */
const MAX_CALLS = 500;

/** Reads an app, its branches and its roles. Undefined if there is no such app in the region. */
export async function readAdoptable(
  reads: Reads,
  appId: string,
  region: string,
  options: Omit<QueueOptions, "maxCalls">,
): Promise<AdoptableApp | undefined> {
  const queue = new CallQueue(reads, { ...options, maxCalls: MAX_CALLS });
  const app = await findApp(queue, appId);
  if (app === undefined) return undefined;
  const deployment = deploymentOf(app, region);
  const branches = await branchesOf(queue, appId);
  const arns = [app.iamServiceRoleArn, app.computeRoleArn, ...branches.map(({ computeRoleArn }) => computeRoleArn)];
  const reader = new RoleReader(queue, deployment);
  const roles = Promise.all(
    [...new Set(arns)]
      .filter((arn): arn is string => arn !== undefined && arn !== "")
      .map(async (arn): Promise<[string, AdoptedRole]> => [arn, await roleOf(queue, reader, arn)]),
  );
  const [found, logGroup, neighbors] = await Promise.all([
    roles,
    app.platform === "WEB" ? undefined : readLogGroup(queue, appId),
    neighborsOf(queue, appId),
  ]);
  return { app, branches, deployment, roles: new Map(found), logGroup, neighbors, unseen: queue.unseen };
}

async function neighborsOf(queue: CallQueue, appId: string): Promise<Neighbors> {
  const [domains, webhooks, backends] = await Promise.all([
    allPages((token) => queue.try("listDomainAssociations", { appId, ...token }, "the app's domains")),
    allPages((token) => queue.try("listWebhooks", { appId, ...token }, "the app's webhooks")),
    allPages((token) => queue.try("listBackendEnvironments", { appId, ...token }, "the app's backend environments")),
  ]);
  return {
    domains: domains?.flatMap(({ domainAssociations }) => domainAssociations ?? []),
    webhooks: webhooks?.flatMap((page) => page.webhooks ?? []),
    backends: backends?.flatMap(({ backendEnvironments }) => backendEnvironments ?? []),
  };
}

/** Without all branches, a program would say that the others are not part of it. */
async function branchesOf(queue: CallQueue, appId: string): Promise<readonly Branch[]> {
  try {
    const pages = await allPages((token) => queue.make("listBranches", { appId, ...token }));
    return pages.flatMap(({ branches }) => branches ?? []);
  } catch (error) {
    if (!isDenied(error)) throw error;
    throw new DoctorError(
      EXIT.unavailable,
      `The branches of the app ${appId} cannot be read: amplify:ListBranches is denied. docs/doctor.md has the policy that adopt needs.`,
    );
  }
}

async function roleOf(queue: CallQueue, reader: RoleReader, arn: string): Promise<AdoptedRole> {
  const live = await reader.read(arn);
  if (live.exists !== true) return { live, role: undefined };
  const found = await queue.try("getRole", { RoleName: live.name }, `the role "${live.name}"`);
  return { live, role: found?.Role };
}
