import {
  type LiveEvents,
  type LiveLogs,
  type Observation,
  symptomOfEvent,
  symptomsIn,
} from "@amplify-roles/core/doctor";
import type { Event } from "@aws-sdk/client-cloudtrail";
import { omitUndefined } from "../../util.js";
import type { CallQueue } from "./call-queue.js";

/**
 * What known errors contain. One of the terms is enough:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
const PATTERN = [
  "CredentialsProviderError",
  "AccessDenied",
  "AccessDeniedException",
  "Unauthorized",
  '"not authorized"',
  '"Not Authorized"',
  '"Access Denied"',
  '"Could not load credentials"',
  "ExpiredToken",
  "ExpiredTokenException",
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  '"security token"',
]
  .map((term) => `?${term}`)
  .join(" ");

const MAX_LOG_PAGES = 2;

const at = (seconds: number) => new Date(seconds * 1000).toISOString();

/**
 * The log group of the app, its newest event, and the known errors in it.
 *
 * @param since in seconds since 1970
 */
export async function readLogs(queue: CallQueue, appId: string, since: number): Promise<LiveLogs | undefined> {
  const group = `/aws/amplify/${appId}`;
  const groups = await queue.try("describeLogGroups", { logGroupNamePrefix: group }, `the log group "${group}"`);
  if (groups === undefined) return undefined;
  const found = groups.logGroups?.find(({ logGroupName }) => logGroupName === group);
  if (found === undefined) return { group, exists: false, observations: [] };
  const [streams, observations] = await Promise.all([
    // A group that was deleted meanwhile has no events.
    queue.try("describeLogStreams", { logGroupName: group }, `the newest event of "${group}"`),
    readErrors(queue, group, since),
  ]);
  const last = streams?.logStreams?.[0]?.lastEventTimestamp;
  return {
    group,
    exists: true,
    observations,
    ...omitUndefined({
      retentionInDays: found.retentionInDays,
      lastEventAt: last === undefined ? undefined : last / 1000,
    }),
  };
}

async function readErrors(queue: CallQueue, group: string, since: number): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MAX_LOG_PAGES; page += 1) {
    const input = {
      logGroupName: group,
      startTime: since * 1000,
      filterPattern: PATTERN,
      ...omitUndefined({ nextToken }),
    };
    const found = await queue.try("filterLogEvents", input, `the errors in "${group}"`);
    for (const { message = "", timestamp } of found?.events ?? []) {
      const time = timestamp === undefined ? undefined : timestamp / 1000;
      const where = time === undefined ? "the log" : `the log at ${at(time)}`;
      observations.push(...symptomsIn(message).map((symptom) => ({ symptom, at: where, ...omitUndefined({ time }) })));
    }
    nextToken = found?.nextToken;
    if (nextToken === undefined) break;
  }
  return observations;
}

/** What CloudTrail is asked for, and how many pages of 50 events. */
const LOOKUPS = (appId: string) =>
  [
    { key: "EventName", value: "AssumeRole", pages: 4 },
    { key: "Username", value: `AmplifyHostingCompute-app=${appId}`, pages: 2 },
    { key: "Username", value: "BuildSession", pages: 1 },
    { key: "EventName", value: "AssumeRoleWithWebIdentity", pages: 1 },
  ] as const;

/**
 * Who assumed roles, who was refused, and which calls were denied, in the app's region.
 *
 * @param since in seconds since 1970
 */
export async function readEvents(queue: CallQueue, appId: string, since: number): Promise<LiveEvents | undefined> {
  const observations: Observation[] = [];
  let more = false;
  for (const { key, value, pages } of LOOKUPS(appId)) {
    let nextToken: string | undefined;
    for (let page = 0; page < pages; page += 1) {
      const input = { key, value, since: new Date(since * 1000), ...omitUndefined({ nextToken }) };
      const found = await queue.try("lookupEvents", input, `CloudTrail's events of ${value}`);
      if (found === undefined) return observations.length === 0 ? undefined : { observations, since, more: true };
      observations.push(...(found.Events ?? []).flatMap(observationOf));
      nextToken = found.NextToken;
      if (nextToken === undefined) break;
    }
    more ||= nextToken !== undefined;
  }
  return { observations, since, more };
}

function observationOf({ CloudTrailEvent, EventName, EventTime }: Event) {
  let event: unknown;
  try {
    event = JSON.parse(CloudTrailEvent ?? "");
  } catch {
    return [];
  }
  const symptom = symptomOfEvent(event as Readonly<Record<string, unknown>>);
  if (symptom === undefined) return [];
  const time = EventTime === undefined ? undefined : EventTime.getTime() / 1000;
  const where = `CloudTrail: ${EventName ?? ""}${time === undefined ? "" : ` at ${at(time)}`}`;
  return [{ symptom, at: where, ...omitUndefined({ time }) }];
}
