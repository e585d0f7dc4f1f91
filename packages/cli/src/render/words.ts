import type { AccessMatrix, MatrixBranch, MatrixRole } from "@amplify-roles/core";
import { type Conditions, type Statement, toArray } from "@amplify-roles/core/lint";

/** What a role is there for. */
const USES: Readonly<Record<MatrixRole["kind"], { readonly title: string; readonly use: string }>> = {
  service: { title: "Service role", use: "builds, and writes the SSR logs" },
  compute: { title: "Server code", use: "what the SSR code runs as" },
  either: { title: "Role for Amplify", use: "a service role or a compute role: it is attached elsewhere" },
  authenticated: { title: "Signed-in users", use: "users of the identity pool who signed in" },
  unauthenticated: { title: "Guests", use: "users of the identity pool who did not sign in" },
};

/** What a role is called in a matrix; with its app where that is of several. */
export const titleOf = ({ kind, of }: MatrixRole, several: boolean): string =>
  several ? `${of}: ${USES[kind].title}` : USES[kind].title;
export const useOf = ({ kind }: MatrixRole): string => USES[kind].use;

/** Whether a matrix speaks of several apps, so that their names have to be said. */
export const isOfSeveral = ({ roles, branches }: AccessMatrix): boolean =>
  new Set([...roles, ...branches].map(({ of }) => of)).size > 1;

/** Where a role is in force; the first `most` branches by name. */
export function reachOf({ kind, branches, otherBranches }: MatrixRole, most = Number.POSITIVE_INFINITY): string {
  if (kind === "authenticated" || kind === "unauthenticated") return "in browsers";
  if (branches.length === 0 && !otherBranches) return "wherever it is attached";
  if (kind === "service") return "every branch";
  const named = branches.slice(0, most).join(", ") + (branches.length > most ? `, ${branches.length - most} more` : "");
  if (!otherBranches) return named;
  return branches.length === 0 ? "branches without a role of their own" : `${named}, and any other branch`;
}

/** Why a branch's server code runs as what it does. */
export const REASONS: Readonly<Record<MatrixBranch["because"], string>> = {
  own: "the branch has a role of its own",
  app: "the app's role: the branch has none of its own",
  none: "neither the branch nor the app has one: its server code has no credentials",
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Readonly<Record<string, string>> = {
  StringEquals: "is",
  StringNotEquals: "is not",
  StringEqualsIgnoreCase: "is, in any case,",
  StringNotEqualsIgnoreCase: "is not, in any case,",
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

/** Conditions as sentences, all of which have to hold: `s3:prefix is like images/*`. */
export function conditionsInWords(conditions: Conditions = {}): readonly string[] {
  return Object.entries(conditions).flatMap(([operator, keys]) => {
    const [, quantifier = "", base = "", ifExists] = /^(For\w+:)?(.*?)(IfExists)?$/.exec(operator) ?? [];
    return Object.entries(keys).map(([key, values]) => {
      if (base === "Null") return `${key} is ${toArray(values).includes("true") ? "missing" : "there"}`;
      const compared = `${OPERATORS[base] ?? base} ${toArray(values).join(" or ")}`;
      return `${QUANTIFIERS[quantifier] ?? ""}${key} ${compared}${ifExists ? ", where it is given" : ""}`;
    });
  });
}

/** The actions of a statement; of `NotAction` in words. */
export const actionsOf = ({ Action, NotAction }: Statement): readonly string[] =>
  NotAction === undefined ? toArray(Action) : [`everything but ${toArray(NotAction).join(", ")}`];

/** Actions with each service said once: `dynamodb: GetItem, Query`. */
export const actionsInWords = (actions: readonly string[]): string =>
  [...new Set(actions.map(serviceOf))]
    .map((service) => {
      const names = actions.filter((action) => serviceOf(action) === service).map(actionName);
      return `${service === "*" ? "" : `${service}: `}${names.join(", ")}`;
    })
    .join("; ");

/** The resources of a statement; of `NotResource` in words. */
export const resourcesOf = ({ Resource, NotResource }: Statement): readonly string[] =>
  NotResource === undefined ? toArray(Resource) : [`everything but ${toArray(NotResource).join(", ")}`];

/** The service of an action; `*` for actions of every service. */
export function serviceOf(action: string): string {
  const service = action.slice(0, Math.max(0, action.indexOf(":")));
  return /^[a-z0-9-]+$/.test(service) ? service : "*";
}

/** The action without its service, which is said beside. */
export const actionName = (action: string): string =>
  serviceOf(action) === "*" ? action : action.slice(action.indexOf(":") + 1);

/** The last part of an ARN, region and account apart: `table/orders`. */
export const shortArn = (arn: string): string => arn.replace(/^arn(:[^:]*){4}:(?=.)/, "");

/** Region and account of an ARN that names both; of the deployment's own, which are looked up, nothing. */
export function scopeOf(arn: string): string | undefined {
  const [, region = "", account = ""] = /^arn:[^:]*:[^:]*:([^:]*):([^:]*):/.exec(arn) ?? [];
  return region === "" || account === "" || /</.test(region + account) ? undefined : `${region}, ${account}`;
}

/** Text of at most `length` letters, with what is left out in the middle: names that go together differ at the end. */
export function shortened(text: string, length: number): string {
  const letters = [...text];
  if (letters.length <= length) return text;
  const end = Math.floor(length / 2);
  return `${letters.slice(0, length - end - 1).join("")}…${letters.slice(-end).join("")}`;
}
