import type { ServiceAction } from "@amplify-roles/service-reference";
import { isOfActionOnly, resourceFormats } from "../../../aws/resource-formats.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { memoize } from "../../../util/memoize.js";
import { globMatches } from "../../../util/wildcard.js";
import type { Located, LocatedCondition, LocatedStatement } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";

/** All resources, or all resources of a service. */
export const EVERYTHING = /^(\*+|arn(:[^:]*){4}:[*?/:]+)$/;

/** All resources of a service in one region of one account: what AWS's console writes for logs:CreateLogGroup. */
export const EVERYTHING_IN_REGION = /^arn:[^:]*:[^:]*(:[^:*?]+){2}:[*?/:]+$/;

/** Every resource of a type: `…:role/*`. */
export const EVERY_OF_TYPE = /^arn(:[^:]*){4}:[^:/]+[:/][*?:/]*\*[*?:/]*$/;

/** Two names that have only a hyphen in common: a pattern that matches both says nothing about the name. */
const NAMES = ["zq7-wv3", "kj4-hx9"];

/**
 * Whether a pattern matches every resource of a type that one of the actions is authorized on, although it has more than
 * wildcards: `table/*`, `secret:*-*`, `r*` for `role/…`.
 */
export function matchesEveryResourceOfType(pattern: Located, action: ServiceAction): boolean {
  const opened = openResource(pattern);
  if (opened === undefined) return false;
  const { service, open } = opened;
  const formats = resourceFormats(action);
  const answers = answersByFormats(pattern);
  const known = answers.get(formats);
  if (known !== undefined) return known;
  const answer = formats.some((format) => {
    // Every transform or endpoint is no more than is needed.
    if (isOfActionOnly(format)) return false;
    const named = namedResources(format);
    return named?.service === service && named.examples.every((example) => globMatches(open, example));
  });
  answers.set(formats, answer);
  return answer;
}

/** Many actions share their formats. */
const answersByFormats = perText(() => new Map<readonly string[], boolean>());

/** The service and the resource of a pattern that may match every resource of a type. Undefined for most. */
export const openResource = perText((pattern): { readonly service: string; readonly open: string } | undefined => {
  const [arn, , service = "", , , ...resource] = pattern.split(":");
  const open = resource.join(":");
  return arn !== "arn" || isUnresolved(pattern) || !open.includes("*") ? undefined : { service, open };
});

/** Resources with different names, by their ARN format. A type without a name of its own has one resource. */
const namedResources = memoize(
  (format): { readonly service: string; readonly examples: readonly string[] } | undefined => {
    const parts = format.split(":");
    const tail = parts.slice(5).join(":");
    if (!tail.includes("${")) return undefined;
    return { service: parts[2] ?? "", examples: NAMES.map((name) => tail.replaceAll(/\$\{[^}]*\}/g, name)) };
  },
);

/** Whether a pattern names its account, so that it matches only resources in it. */
export const isInOneAccount = (pattern: string): boolean => /^\d{12}$/.test(pattern.split(":")[4] ?? "");

/** Condition keys that restrict an action to some resources without their ARNs. */
const RESTRICTING_KEYS =
  /^(aws:Resource|[a-z0-9-]+:ResourceTag\/|[a-z0-9-]+:ResourceAccount$|cloudwatch:namespace$|ses:(FromAddress|FeedbackAddress|Recipients)$|kms:(ViaService|EncryptionContext|ResourceAliases))/i;

/** A pattern that matches any value: `*`, `?*`, and any service in `kms:ViaService`: `*.amazonaws.com`. */
const ANY_VALUE = /^[*?.]*\*[*?.]*(amazonaws\.com(\.cn)?)?$/;

/**
 * Whether a condition on one of the keys restricts a statement to some resources. A condition that also holds without the
 * key, or for any value of it, does not.
 */
export const restrictedByCondition = ({ conditions }: LocatedStatement, keys = RESTRICTING_KEYS): boolean =>
  conditions.some((condition) => keys.test(condition.key) && isRestricting(condition));

/** Whether a condition requires its key, with some of the values that the key can have. */
export const isRestricting = ({ operator, values }: LocatedCondition): boolean =>
  operator?.negated !== true &&
  operator?.type !== "any" &&
  operator?.ifExists !== true &&
  operator?.set !== "ForAllValues" &&
  (operator?.wildcards !== true || !values.some(({ text }) => ANY_VALUE.test(text)));
