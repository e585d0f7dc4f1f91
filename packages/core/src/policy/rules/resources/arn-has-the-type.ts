import { arnFields, OPEN } from "../../parse/arn-text.js";
import type { Located } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";

/** The service and the type of an ARN with a wildcard in its region or its account: `function` of `…:*:*:function:web`. */
const typeIn = perText((_, located): { readonly service: string; readonly type: string } | undefined => {
  const { service = "", region = "", account = "", resource = "" } = arnFields(located) ?? {};
  if (!/[*?]/.test(region + account) || /[*?]/.test(service) || service === OPEN) return undefined;
  const [, type] = /^([A-Za-z][\w-]*)(?:[:/]|$)/.exec(resource) ?? [];
  return type === undefined ? undefined : { service, type };
});

/**
 * Whether an ARN is of another type than all of the formats. To IAM, a wildcard for the account may also be the start of the
 * resource, so `…:*:*:functions:web` matches a function in theory. No resource has such a name.
 */
export function hasOtherType(located: Located, formats: () => readonly string[]): boolean {
  const given = typeIn(located);
  if (given === undefined) return false;
  const ofService = formats().filter((format) => format.split(":", 3)[2] === given.service);
  return ofService.length > 0 && ofService.every((format) => !mayHaveType(format, given.type));
}

/** Whether a type is that of a format, or of what follows it: a log group's `log-stream`. */
function mayHaveType(format: string, type: string): boolean {
  const pieces = format.split(":").slice(5).join(":").split(/[:/]/);
  return (pieces[0] ?? "").includes("$") || pieces.includes(type);
}
