import { memoize } from "../../../util/memoize.js";
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

interface FormatType {
  readonly service: string;
  /** What may be in place of the type: the type, and what follows it, such as a log group's `log-stream`. */
  readonly types: readonly string[];
  /** Whether the format has a value in place of a type, as an S3 bucket's. */
  readonly isOpen: boolean;
}

/** Of an ARN format of the service reference. */
export const typeOfFormat = memoize((format): FormatType => {
  const [, , service = "", , , ...resource] = format.split(":");
  const types = resource.join(":").split(/[:/]/);
  return { service, types, isOpen: types[0]?.includes("$") ?? false };
});

/**
 * Whether an ARN is of another type than all of the formats. To IAM, a wildcard for the account may also be the start of the
 * resource, so `…:*:*:functions:web` matches a function in theory. No resource has such a name.
 */
export function hasOtherType(located: Located, formats: readonly (readonly string[])[]): boolean {
  const given = typeIn(located);
  if (given === undefined) return false;
  let isOfService = false;
  for (const list of formats) {
    for (const format of list) {
      const { service, types, isOpen } = typeOfFormat(format);
      if (service !== given.service) continue;
      if (isOpen || types.includes(given.type)) return false;
      isOfService = true;
    }
  }
  return isOfService;
}
