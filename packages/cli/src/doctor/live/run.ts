import { type AppDiagnosis, type AppSnapshot, diagnoseApp } from "@amplify-roles/core/doctor";
import { isDenied, isNotFound, isThrottled, type Obstacle, obstacleOf, reasonOf } from "../../aws-errors.js";
import { counted } from "../../util.js";
import { DoctorError, EXIT, type ExitCode } from "../exit-codes.js";
import { CallQueue } from "./call-queue.js";
import { findRegionOf } from "./find-app.js";
import { allPages } from "./pages.js";
import { type ReadAppOptions, readApp } from "./read-app.js";
import type { ConnectOptions, Reads } from "./reads.js";

/** Makes the calls of a region. Tests give their own. */
export type Connect = (
  options: ConnectOptions,
) => Promise<{ readonly reads: Reads; readonly region: () => Promise<string> }>;

export interface LiveOptions extends ConnectOptions, Omit<ReadAppOptions, "onCall"> {
  /** Undefined for all apps of the region. */
  readonly appId: string | undefined;
  /** Told what is going on. */
  readonly onProgress: (text: string) => void;
}

/** An app, what was read of it, and what is wrong with it. */
export interface DiagnosedApp {
  readonly snapshot: AppSnapshot;
  readonly diagnosis: AppDiagnosis;
  readonly calls: number;
}

/** Ids of apps: https://docs.aws.amazon.com/amplify/latest/APIReference/API_GetApp.html */
const APP_ID = /^d[a-z0-9]{1,19}$/;

/**
 * Reads one app, or all, and says what is wrong.
 *
 * @throws DoctorError if an app cannot be read at all
 */
export async function diagnoseLive(connect: Connect, options: LiveOptions): Promise<readonly DiagnosedApp[]> {
  const { appId, onProgress, profile } = options;
  if (appId !== undefined) checkAppId(appId);
  try {
    const { reads, region: regionOf } = await connect(options);
    const region = await regionOf();
    const queue = new CallQueue(reads, { ...options, maxCalls: 100 });
    onProgress(`Signing in, region ${region} …`);
    await queue.try("getCallerIdentity", undefined as never, "the account");
    const before = queue.unseen;
    const ids = appId === undefined ? await allApps(queue) : [appId];
    const apps: DiagnosedApp[] = [];
    for (const id of ids) {
      const onCall = (action: string, count: number) => onProgress(`${id}: ${counted(count, "call")}, ${action} …`);
      const read = await readApp(reads, id, region, { ...options, onCall }, before);
      if (read === undefined) {
        // An app of the list was deleted meanwhile.
        if (appId === undefined) continue;
        throw await notFound(id, region, connect, options);
      }
      const diagnosis = diagnoseApp(read.snapshot);
      apps.push({ snapshot: read.snapshot, diagnosis, calls: read.calls + queue.count });
    }
    return apps;
  } catch (error) {
    throw whyUnreadable(error, appId, profile);
  }
}

/** @throws DoctorError if it is not the id of an app */
export function checkAppId(appId: string): void {
  if (!APP_ID.test(appId)) throw new DoctorError(EXIT.usage, invalidAppId(appId));
}

/** What ends the command, with its exit code: no credentials, no network, or a denial. */
export function whyUnreadable(error: unknown, appId: string | undefined, profile: string | undefined): unknown {
  if (error instanceof DoctorError) return error;
  const obstacle = obstacleOf(error, profile);
  return obstacle === undefined ? unreadable(error, appId) : ended(obstacle);
}

const invalidAppId = (appId: string) =>
  /^arn:/.test(appId)
    ? `--app-id takes the id, not the ARN. The id is what follows "apps/": ${/apps\/(\w+)/.exec(appId)?.[1] ?? "d…"}.`
    : `"${appId}" is not the id of an Amplify app. An id starts with a "d", and is part of the app's address: https://main.<id>.amplifyapp.com.`;

async function allApps(queue: CallQueue): Promise<readonly string[]> {
  const pages = await allPages((token) => queue.make("listApps", token));
  return pages.flatMap(({ apps }) => apps ?? []).flatMap(({ appId }) => appId ?? []);
}

/** Where the app is, if it is in another region. */
export async function notFound(
  appId: string,
  region: string,
  connect: Connect,
  options: ConnectOptions & Partial<Pick<LiveOptions, "onProgress">>,
): Promise<DoctorError> {
  options.onProgress?.(`${appId} is not in ${region}. Looking in other regions …`);
  const readsIn = async (other: string) => (await connect({ ...options, region: other })).reads;
  const found = await findRegionOf(appId, region, readsIn);
  return new DoctorError(
    EXIT.notFound,
    found === undefined
      ? `There is no app ${appId} in ${region}, nor in another region that this account can see. Check the id and the account: \`aws sts get-caller-identity\`.`
      : `The app ${appId} is in ${found}, not in ${region}. Pass --region ${found}.`,
  );
}

/** Without the app, there is nothing to say. */
function unreadable(error: unknown, appId: string | undefined): unknown {
  const what = appId === undefined ? "The apps" : `The app ${appId}`;
  const action = appId === undefined ? "amplify:ListApps" : "amplify:GetApp";
  if (isDenied(error))
    return new DoctorError(
      EXIT.unavailable,
      `${what} cannot be read: ${action} is denied. docs/doctor.md has the policy that doctor needs. Without it, use --event or --log.`,
    );
  if (isThrottled(error))
    return new DoctorError(
      EXIT.unavailable,
      `${what} cannot be read: AWS throttles ${action} (${reasonOf(error)}). Try again in a minute.`,
    );
  return isNotFound(error) ? new DoctorError(EXIT.notFound, `${what} cannot be found.`) : error;
}

/** The exit code for several apps: the worst one. */
export function exitCodeOf(apps: readonly DiagnosedApp[]): ExitCode {
  const statuses = new Set(apps.map(({ diagnosis }) => diagnosis.status));
  if (statuses.has("errors")) return EXIT.errors;
  return statuses.has("incomplete") ? EXIT.incomplete : EXIT.healthy;
}

const EXIT_OF: Readonly<Record<Obstacle["kind"], ExitCode>> = {
  credentials: EXIT.credentials,
  region: EXIT.usage,
  network: EXIT.unavailable,
};

/** No call can succeed, so the command ends. */
const ended = ({ kind, message }: Obstacle): DoctorError =>
  new DoctorError(
    EXIT_OF[kind],
    kind === "credentials" ? `${message} Without access to AWS, use --event or --log.` : message,
  );
