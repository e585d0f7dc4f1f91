import type { AppDiagnosis, EffectiveRole, RoleFacts, Unseen } from "@amplify-roles/core/doctor";
import { counted } from "../../util.js";

/** Why a branch's server code runs as the role that it does. */
export const whyRole: Readonly<Record<EffectiveRole["source"], string>> = {
  branch: "the branch has a role of its own",
  app: "the branch has no role of its own, so the app's applies",
  none: "neither the branch nor the app has a role",
  static: "the app has no server code",
};

const DAY = 86_400;

/** `12 s`, `5 min`, `3 h`, `40 days`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  return seconds < DAY ? `${Math.round(seconds / 3_600)} h` : counted(Math.round(seconds / DAY), "day");
}

const when = (time: number, now: number) => `${duration(Math.max(0, now - time))} ago`;

/** A role in a line: what it is used as, whether it can be assumed, and whether it was. */
export function roleInWords(
  { usedAs, assumable, age, assumed, lastAssumedAt, refused = 0 }: RoleFacts,
  now: number,
): string {
  const uses = usedAs.length === 0 ? "named with --role" : usedAs.join(" and ");
  const can = {
    yes: "can be assumed",
    no: "cannot be assumed",
    unknown: "may or may not be assumable, as it could not be read",
  };
  const was =
    assumed === undefined
      ? "CloudTrail could not be read"
      : assumed === 0
        ? "not assumed recently"
        : `assumed ${counted(assumed, "time")}${lastAssumedAt === undefined ? "" : `, last ${when(lastAssumedAt, now)}`}`;
  return [
    uses,
    can[assumable],
    ...(age === undefined ? [] : [`created ${duration(age)} ago`]),
    was,
    ...(refused > 0 ? [`refused ${counted(refused, "time")}`] : []),
  ].join("; ");
}

/** The logs in a line. */
export function logsInWords({ logs }: AppDiagnosis, now: number): string {
  const can = {
    yes: "can be written",
    no: "cannot be written",
    unknown: "may or may not be writable, as the service role could not be read",
  };
  const state =
    logs.exists === undefined
      ? "the log group could not be read"
      : logs.exists
        ? `${logs.retentionInDays === undefined ? "never expires" : `kept for ${counted(logs.retentionInDays, "day")}`}; ${logs.lastEventAt === undefined ? "no event" : `last event ${when(logs.lastEventAt, now)}`}`
        : "the log group does not exist";
  return `${logs.group}: ${can[logs.writable]}; ${state}`;
}

export const unseenInWords = ({ what, action, reason }: Unseen): string => `${what} (${action}: ${reason})`;
