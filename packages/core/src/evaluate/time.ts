/** https://www.w3.org/TR/NOTE-datetime, which IAM names for dates */
const FORM = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(Z|[+-]\d\d:?\d\d)?)?)?)?$/i;

/** Seconds since 1970 of a date in ISO 8601, or of a number of seconds with more digits than a year. NaN for other texts. */
export function secondsOf(text: string): number {
  if (/^-?\d{5,}$/.test(text)) return Number(text);
  const parts = FORM.exec(text);
  if (parts === null) return Number.NaN;
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  return daysSince1970(year, month, day) * 86_400 + hours * 3600 + minutes * 60 + seconds - offsetOf(parts[7] ?? "Z");
}

/** Seconds of a time zone: `+01:00`. */
function offsetOf(zone: string): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (Number(hours) * 3600 + Number(minutes) * 60) * (sign === "-" ? -1 : 1);
}

/** Days of the Gregorian calendar, whose years begin in March here: February 29 is then the last day of a year. */
function daysSince1970(year: number, month: number, day: number): number {
  const [years, months] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  const dayOfYear = Math.floor((153 * months + 2) / 5) + day - 1;
  return years * 365 + leapDays + dayOfYear - DAYS_UNTIL_1970;
}

/** From March 1 of the year 0 to January 1, 1970. */
const DAYS_UNTIL_1970 = 719_468;
