import type { AppSnapshot, Deployment, LiveApp, LiveBranch, Unseen } from "@amplify-roles/core/doctor";
import type { App, Branch } from "@aws-sdk/client-amplify";
import { isNotFound } from "../../aws-errors.js";
import { omitUndefined } from "../../util.js";
import { CallQueue, type QueueOptions } from "./call-queue.js";
import { allPages } from "./pages.js";
import { readEvents, readLogs } from "./read-activity.js";
import { RoleReader } from "./read-roles.js";
import type { Reads } from "./reads.js";

export interface ReadAppOptions extends Omit<QueueOptions, "maxCalls"> {
  /** How far back logs and CloudTrail are read, in days. */
  readonly days: number;
  /** More roles to look at, by ARN: those of an identity pool. */
  readonly roles: readonly string[];
  /** The time, in seconds since 1970. */
  readonly now: number;
}

/** The most calls for an app with up to five branches, and for each further one. */
export const MAX_CALLS = 60;
const CALLS_PER_BRANCH = 8;
const BRANCHES_IN_LIMIT = 5;

/** What was read, and with how many calls. */
export interface ReadApp {
  readonly snapshot: AppSnapshot;
  readonly calls: number;
}

/** Reads an app, its roles, its logs and CloudTrail. Undefined if there is no such app in the region. */
export async function readApp(
  reads: Reads,
  appId: string,
  region: string,
  options: ReadAppOptions,
  before: readonly Unseen[] = [],
): Promise<ReadApp | undefined> {
  const queue = new CallQueue(reads, { ...options, maxCalls: MAX_CALLS });
  const app = await findApp(queue, appId);
  if (app === undefined) return undefined;
  const branches = await readBranches(queue, appId);
  if (branches !== undefined)
    queue.raiseLimit(MAX_CALLS + CALLS_PER_BRANCH * Math.max(0, branches.length - BRANCHES_IN_LIMIT));
  const deployment = deploymentOf(app, region);
  const live = liveApp(app);
  const named = [
    live.serviceRole,
    live.computeRole,
    ...(branches ?? []).map(({ computeRole }) => computeRole),
    ...options.roles,
  ];
  const arns = [...new Set(named.filter((arn) => arn !== undefined))];
  const roleReader = new RoleReader(queue, deployment);
  const since = options.now - options.days * 86_400;
  const [roles, logs, events] = await Promise.all([
    Promise.all(arns.map((arn) => roleReader.read(arn))),
    live.platform === "WEB" ? undefined : readLogs(queue, appId, since),
    readEvents(queue, appId, since),
  ]);
  const snapshot: AppSnapshot = {
    readAt: options.now,
    deployment,
    app: live,
    roles,
    unseen: [...before, ...queue.unseen],
    ...omitUndefined({ branches, logs, events }),
  };
  return { snapshot, calls: queue.count };
}

/** An app. Undefined if there is no such app in the region. */
export async function findApp(queue: CallQueue, appId: string): Promise<App | undefined> {
  try {
    return (await queue.make("getApp", { appId })).app;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function readBranches(queue: CallQueue, appId: string): Promise<readonly LiveBranch[] | undefined> {
  const pages = await allPages((token) => queue.try("listBranches", { appId, ...token }, "the app's branches"));
  return pages?.flatMap(({ branches }) => branches ?? []).map(liveBranch);
}

/** The ARN of an app has all three: `arn:aws:amplify:eu-west-1:123456789012:apps/d1`. */
export function deploymentOf({ appArn = "" }: App, region: string): Deployment {
  const [, partition = "aws", , ofApp, account = ""] = appArn.split(":");
  return { partition, region: ofApp || region, account };
}

const seconds = (date: Date | undefined) => (date === undefined ? undefined : date.getTime() / 1000);
/** Amplify answers with an empty string where a role was removed. */
const orUndefined = (text: string | undefined) => (text === "" ? undefined : text);

function liveApp(app: App): LiveApp {
  return {
    id: app.appId ?? "",
    name: app.name ?? "",
    platform: app.platform ?? "WEB",
    environmentVariables: app.environmentVariables ?? {},
    autoBranchCreation: app.enableAutoBranchCreation ?? false,
    autoBranchPreviews: app.autoBranchCreationConfig?.enablePullRequestPreview ?? false,
    ...omitUndefined({
      serviceRole: orUndefined(app.iamServiceRoleArn),
      computeRole: orUndefined(app.computeRoleArn),
      buildSpec: orUndefined(app.buildSpec),
      repository: orUndefined(app.repository),
      updatedAt: seconds(app.updateTime),
    }),
  };
}

function liveBranch(branch: Branch): LiveBranch {
  return {
    name: branch.branchName ?? "",
    environmentVariables: branch.environmentVariables ?? {},
    previews: branch.enablePullRequestPreview ?? false,
    jobs: Number(branch.totalNumberOfJobs ?? 0),
    ...omitUndefined({
      stage: branch.stage,
      framework: orUndefined(branch.framework),
      computeRole: orUndefined(branch.computeRoleArn),
      buildSpec: orUndefined(branch.buildSpec),
      updatedAt: seconds(branch.updateTime),
    }),
  };
}
