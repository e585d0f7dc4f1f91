import {
  callerOf,
  type DeniedCall,
  isCloudTrailRecord,
  type Observation,
  type Symptom,
  symptomOfEvent,
  symptomsIn,
} from "@amplify-roles/core/doctor";
import { isRecord, omitUndefined, recordOf } from "../util.js";

/** What an input contains: what it says about roles and permissions, and how many events or lines it has. */
export interface Observed {
  readonly observations: readonly Observation[];
  /** Events, messages or lines. */
  readonly read: number;
}

/**
 * What JSON says: a record of CloudTrail; several in `Records` or an array; the output of `aws cloudtrail lookup-events`; of
 * `aws logs filter-log-events`; a decoded authorization message; an AppSync response or log entry; an error of an SDK.
 */
export function observationsIn(document: unknown, at = "the event"): Observed {
  if (typeof document === "string") return ofText(document, at);
  if (Array.isArray(document)) return combined(document, at, (index) => `event ${index + 1}`);
  if (!isRecord(document)) return { observations: [], read: 0 };
  if (isCloudTrailRecord(document)) return one(symptomOfEvent(document), eventName(document, at));
  const {
    Records,
    Events,
    events,
    CloudTrailEvent,
    message,
    timestamp,
    DecodedMessage,
    detail,
  }: Readonly<Record<string, unknown>> = document;
  for (const several of [Records, Events, events])
    if (Array.isArray(several)) return combined(several, at, (index) => `event ${index + 1}`);
  // What EventBridge wraps around a record: https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-cloudtrail.html
  if (isCloudTrailRecord(detail)) return one(symptomOfEvent(detail), eventName(detail, at));
  for (const nested of [CloudTrailEvent, DecodedMessage])
    if (typeof nested === "string") return observationsIn(parsedOr(nested), at);
  const decoded = decodedDenial(document as Readonly<Record<string, unknown>>);
  if (decoded !== undefined) return one(decoded, at);
  if (typeof message === "string" && timestamp !== undefined) return ofText(message, timeOf(timestamp) ?? at);
  return ofText(JSON.stringify(document), at);
}

function combined(documents: readonly unknown[], at: string, nameOf: (index: number) => string): Observed {
  const all = documents.map((document, index) => observationsIn(document, at === "the event" ? nameOf(index) : at));
  return {
    observations: all.flatMap(({ observations }) => observations),
    read: all.reduce((sum, { read }) => sum + read, 0),
  };
}

const one = (symptom: Symptom | undefined, at: string): Observed => ({
  observations: symptom === undefined ? [] : [{ symptom, at }],
  read: 1,
});

const ofText = (text: string, at: string): Observed => ({
  observations: symptomsIn(text).map((symptom) => ({ symptom, at })),
  read: 1,
});

/** JSON within a string, or the string. */
function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const eventName = ({ eventName, eventTime }: Readonly<Record<string, unknown>>, at: string) =>
  `${at}: ${String(eventName)}${typeof eventTime === "string" ? ` at ${eventTime}` : ""}`;

const timeOf = (timestamp: unknown) => (typeof timestamp === "number" ? new Date(timestamp).toISOString() : undefined);

/**
 * What `sts:DecodeAuthorizationMessage` returns:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
function decodedDenial({ allowed, explicitDeny, context }: Readonly<Record<string, unknown>>): DeniedCall | undefined {
  const { principal, action, resource } = recordOf(context);
  if (allowed !== false || typeof action !== "string") return undefined;
  const { arn } = recordOf(principal);
  return {
    type: "denied",
    explicit: explicitDeny === true,
    action,
    ...omitUndefined({
      caller: typeof arn === "string" ? callerOf(arn) : undefined,
      resource: typeof resource === "string" ? resource : undefined,
    }),
  };
}
