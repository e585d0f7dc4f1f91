import type { Conditions, Statement } from "@amplify-roles/core";
import { toArray } from "../util.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Readonly<Record<string, string>> = {
  StringEquals: "is",
  StringNotEquals: "is not",
  StringEqualsIgnoreCase: "is (ignoring case)",
  StringNotEqualsIgnoreCase: "is not (ignoring case)",
  StringLike: "is like",
  StringNotLike: "is not like",
  NumericEquals: "=",
  NumericNotEquals: "≠",
  NumericLessThan: "<",
  NumericLessThanEquals: "≤",
  NumericGreaterThan: ">",
  NumericGreaterThanEquals: "≥",
  DateEquals: "is",
  DateNotEquals: "is not",
  DateLessThan: "is before",
  DateLessThanEquals: "is at or before",
  DateGreaterThan: "is after",
  DateGreaterThanEquals: "is at or after",
  Bool: "is",
  BinaryEquals: "is",
  IpAddress: "is in",
  NotIpAddress: "is not in",
  ArnEquals: "is like",
  ArnLike: "is like",
  ArnNotEquals: "is not like",
  ArnNotLike: "is not like",
};

const QUANTIFIERS: Readonly<Record<string, string>> = {
  "ForAllValues:": "every value of ",
  "ForAnyValue:": "some value of ",
};

/** Conditions in words, all of which have to hold: `s3:prefix is like images/*`. */
export function conditionsInWords(conditions: Conditions = {}): readonly string[] {
  return Object.entries(conditions).flatMap(([operator, keys]) => {
    const [, quantifier = "", base = "", ifExists] = /^(For\w+:)?(.*?)(IfExists)?$/.exec(operator) ?? [];
    return Object.entries(keys).map(([key, values]) => {
      if (base === "Null") return `${key} is ${toArray(values).includes("true") ? "missing" : "present"}`;
      const compared = `${OPERATORS[base] ?? base} ${toArray(values).join(" or ")}`;
      return `${QUANTIFIERS[quantifier] ?? ""}${key} ${compared}${ifExists ? ", if present" : ""}`;
    });
  });
}

const except = (excluded: string | readonly string[]) => [`everything except ${toArray(excluded).join(", ")}`];

/** The actions of a statement; `NotAction` in words. */
export const actionsIn = ({ Action, NotAction }: Statement): readonly string[] =>
  NotAction === undefined ? toArray(Action) : except(NotAction);

/** The resources of a statement; `NotResource` in words. */
export const resourcesIn = ({ Resource, NotResource }: Statement): readonly string[] =>
  NotResource === undefined ? toArray(Resource) : except(NotResource);

/** Actions by service: `dynamodb: GetItem, Query`. */
export const actionsInWords = (actions: readonly string[]): string =>
  [...new Set(actions.map(servicePrefixOf))]
    .map((service) => {
      const names = actions
        .filter((action) => servicePrefixOf(action) === service)
        .map((action) => (service === "*" ? action : action.slice(service.length + 1)));
      return `${service === "*" ? "" : `${service}: `}${names.join(", ")}`;
    })
    .join("; ");

/** The service of an action; `*` for actions of all services. */
export function servicePrefixOf(action: string): string {
  const service = action.slice(0, Math.max(0, action.indexOf(":")));
  return /^[a-z0-9-]+$/.test(service) ? service : "*";
}

/** The last part of an ARN: `table/orders`. */
export const shortArn = (arn: string): string => arn.replace(/^arn(:[^:]*){4}:(?=.)/, "");

/** The region and account of an ARN that names both. Undefined for those that are looked up at deploy. */
export function regionAndAccountOf(arn: string): string | undefined {
  const [, region = "", account = ""] = /^arn:[^:]*:[^:]*:([^:]*):([^:]*):/.exec(arn) ?? [];
  return region === "" || account === "" || /</.test(region + account) ? undefined : `${region}, ${account}`;
}
