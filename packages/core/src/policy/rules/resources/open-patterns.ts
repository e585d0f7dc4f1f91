import type { ServiceAction } from "@amplify-roles/service-reference";
import { isOfActionOnly, resourceFormats } from "../../../aws/resource-formats.js";
import { actionsMatching } from "../../../aws/service-reference.js";
import { memoize } from "../../../util/memoize.js";
import { globMatches } from "../../../util/wildcard.js";
import { arnFields, arnText, OPEN } from "../../parse/arn-text.js";
import type { Located, LocatedCondition, LocatedStatement } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import { typeOfFormat } from "./arn-has-the-type.js";

/** All resources, or all resources of a service. */
const EVERYTHING = /^(\*+|arn(:[^:]*){4}:[*?/:]+)$/;

/** All resources of a service in one region of one account: what AWS's console writes for logs:CreateLogGroup. */
const EVERYTHING_IN_REGION = /^arn:[^:]*:[^:]*(:[^:*?]+){2}:[*?/:]+$/;

/** Every resource of a type: `…:role/*`. */
const EVERY_OF_TYPE = /^arn(:[^:]*){4}:[^:/\uE000]+[:/][*?:/]*\*[*?:/]*$/;

/** Whether a resource is all resources, or all resources of a service. */
export const isEverything = perText((_, located) => EVERYTHING.test(arnText(located)));

/** Whether a resource is all resources of a service in one region of one account. */
export const isEverythingInRegion = perText((_, located) => EVERYTHING_IN_REGION.test(arnText(located)));

/** Whether a resource is every resource of what looks like a type. */
export const isEveryOfType = perText((_, located) => EVERY_OF_TYPE.test(arnText(located)));

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
export const openResource = perText((_, located): { readonly service: string; readonly open: string } | undefined => {
  const { service, resource = "" } = arnFields(located) ?? {};
  // What is not known may be a name.
  if (service === undefined || !resource.includes("*") || resource.includes(OPEN)) return undefined;
  return { service, open: resource };
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

/** Whether a resource has the type of a format: `role/*`. A format may have none. */
function isOfType(resource: Located, format: string): boolean {
  const { types, isOpen } = typeOfFormat(format);
  const [given = ""] = (arnFields(resource)?.resource ?? "").split(/[:/]/);
  return isOpen || globMatches(given, types[0] ?? "");
}

/**
 * Whether a resource is all resources that an action is authorized on, or every resource of a type. Not for an action that
 * has no resource, for which `*` is the only one.
 */
export function isOpenFor(resource: Located, action: string): boolean {
  const { service } = arnFields(resource) ?? {};
  const found = actionsMatching(action);
  const services = found.flatMap((one) => resourceFormats(one).map((format) => format.split(":")[2]));
  if (services.length === 0) return false;
  if (service !== undefined && service !== OPEN && !services.includes(service)) return false;
  // What follows a bucket's name is no type.
  const isType =
    isEveryOfType(resource) &&
    service !== "s3" &&
    found.some((one) => resourceFormats(one).some((format) => isOfType(resource, format)));
  return (
    isEverything(resource) ||
    isEverythingInRegion(resource) ||
    isType ||
    found.some((one) => matchesEveryResourceOfType(resource, one))
  );
}

/** Whether a pattern names its account, so that it matches only resources in it. */
export const isInOneAccount = (pattern: Located): boolean =>
  /^(\d{12}|\uE000)$/.test(arnFields(pattern)?.account ?? "");

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
export const isRestricting = (condition: LocatedCondition): boolean =>
  condition.operator?.ifExists !== true && limitsValues(condition);

/** `isRestricting` for a key that every request has, which `…IfExists` restricts, too. */
export const limitsValues = (condition: LocatedCondition): boolean =>
  listsValues(condition) &&
  (condition.operator?.wildcards !== true || !condition.values.some(({ text }) => ANY_VALUE.test(text)));

/** Whether a condition that its key has holds for the listed values only. */
export const listsValues = ({ operator }: LocatedCondition): boolean =>
  operator?.negated !== true && operator?.type !== "any" && operator?.set !== "ForAllValues";
