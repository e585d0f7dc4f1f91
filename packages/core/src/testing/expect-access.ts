import { describeValue } from "../findings/text.js";
import type { RoleAccess } from "../plan/access.js";
import { groupBy } from "../util/group-by.js";
import { AccessError } from "./access-error.js";
import { type Decision, decide } from "./decide.js";
import { allowedText, type Decided, notAllowedText, undecidedText } from "./messages.js";
import { type AllowedAtMost, excessOf } from "./nothing-else.js";
import { contextOf, namedActions, requestsFor, type TestedRequest } from "./requests.js";
import { check, type ExpectAccessOptions, type Given, type Run } from "./run.js";
import type { AccessSubject } from "./subject.js";

/** A resource in a test: an ARN, in which `*` and `?` are wildcards, or a construct or component that has an `arn`. */
export type TestedResource = string | object;

/** The condition keys of a request: `{ "dynamodb:LeadingKeys": ["web"] }`. `undefined`: the request does not have the key. */
export type TestedContext = Readonly<
  Record<string, string | number | boolean | readonly (string | number | boolean)[] | undefined>
>;

/** What a role may do at most: actions on any resource, or on the named ones with all that is in them. */
export type TestedPermission =
  | string
  | {
      readonly actions: string | readonly string[];
      readonly resources?: TestedResource | readonly TestedResource[];
    };

/** What is expected. Each method throws an `AccessError`, or returns a promise that rejects with one (Pulumi). */
export interface AccessExpectation {
  /**
   * The role may use all of the actions on the resource.
   *
   * @param actions `"dynamodb:PutItem"`; `"s3:Get*"` means all that it matches
   * @param resource default: all resources. For a bucket and an action on objects: all of its objects
   * @param context default: all keys are open
   */
  toAllow(actions: string | readonly string[], resource?: TestedResource, context?: TestedContext): Promise<void>;
  /** The role may do nothing that is not in the list. */
  toAllowNothingElse(permissions: readonly TestedPermission[]): Promise<void>;
  /** The opposite: `expectAccess(app).not.toAllow(…)`. */
  readonly not: {
    /**
     * The role may use none of the actions on the resource and on what is in it.
     *
     * @param actions `"dynamodb:*"` means all that it matches
     * @param resource default: any resource
     * @param context default: all keys are open
     */
    toAllow(actions: string | readonly string[], resource?: TestedResource, context?: TestedContext): Promise<void>;
  };
}

/**
 * Tests what a role may do. It works in every test runner.
 *
 * ```ts
 * await expectAccess(web, { branch: "develop" }).toAllow("dynamodb:PutItem", developOrders);
 * await expectAccess(web, { branch: "develop" }).not.toAllow("dynamodb:*", productionOrders);
 * ```
 *
 * A test fails, too, if it cannot be decided: its message says why.
 *
 * @param subject a construct or component of `@amplify-roles/cdktf` or `@amplify-roles/pulumi`
 */
export function expectAccess(subject: AccessSubject, options: ExpectAccessOptions = {}): AccessExpectation {
  const toAllow =
    (isExpected: boolean) => (actions: string | readonly string[], resource?: unknown, context?: object) =>
      check(subject, options, { resource, context }, (run, given) => expectRequests(run, actions, given, isExpected));
  return {
    toAllow: toAllow(true),
    not: { toAllow: toAllow(false) },
    toAllowNothingElse: (permissions) =>
      check(subject, options, { permissions: permissions.map(atMost) }, (run, { permissions }) =>
        expectNothingElse(run, permissions as readonly AllowedAtMost[]),
      ),
  };
}

function expectRequests(
  { subject, role, facts, attached }: Run,
  actions: string | readonly string[],
  { resource, context = {} }: Given,
  isExpected: boolean,
): void {
  const patterns = typeof actions === "string" ? [actions] : actions;
  if (patterns.length === 0) throw new AccessError("Expected at least one action, got an empty array.");
  if (resource !== undefined && typeof resource !== "string")
    throw new AccessError(`Expected an ARN or a resource that has an \`arn\`, got ${describeValue(resource)}.`);
  const requests = patterns.flatMap((pattern) => requestsFor(pattern, resource, facts, !isExpected));
  const keys = contextOf(context as Given, [...new Set(requests.map(({ action }) => action))]);
  if (role === undefined) {
    if (!isExpected) return;
    throw new AccessError(
      `${subject}, so it may not use AWS. Give the branch or the app a \`computeRole\`.`,
      "allowed",
      "no role",
    );
  }
  const decided = requests.map((request) => ({ request, decision: decide(role, request, keys, facts, attached) }));
  const problems = grouped(decided).flatMap((one) => problemOf(role, one, isExpected));
  if (problems.length === 0) return;
  throw new AccessError(
    [`${subject}:`, ...shortened(problems)].join("\n  "),
    isExpected ? "allowed" : "not allowed",
    [...new Set(decided.map(({ decision }) => OUTCOMES[decision.outcome]))].join(", "),
  );
}

/** Requests on one resource with equal decisions together, so that a message says once what they have in common. */
function grouped(
  decided: readonly { readonly request: TestedRequest; readonly decision: Decision }[],
): readonly Decided[] {
  const groups = groupBy(
    decided.map((one) => [JSON.stringify([one.request.resource, one.request.isPattern, one.decision]), one] as const),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const actions = group.map(({ request }) => request.action);
    return [{ ...first.request, actions, decision: first.decision }];
  });
}

const OUTCOMES = {
  allowed: "allowed",
  denied: "denied",
  notAllowed: "not allowed",
  conditional: "allowed only under conditions",
  unknown: "unknown",
} as const;

function problemOf(role: RoleAccess, one: Decided, isExpected: boolean): readonly string[] {
  switch (one.decision.outcome) {
    case "allowed":
      return isExpected ? [] : [allowedText(role, one)];
    case "denied":
    case "notAllowed":
      return isExpected ? [notAllowedText(role, one)] : [];
    default:
      return [undecidedText(role, one)];
  }
}

const MOST_PROBLEMS = 10;

const shortened = (problems: readonly string[]): readonly string[] =>
  problems.length <= MOST_PROBLEMS
    ? problems
    : [...problems.slice(0, MOST_PROBLEMS), `And ${problems.length - MOST_PROBLEMS} more.`];

function atMost(permission: TestedPermission): Given {
  if (typeof permission === "string") return { actions: [permission] };
  const { actions, resources } = permission;
  if ("resources" in permission && resources === undefined)
    throw new AccessError("`resources` is undefined. Name resources, or leave it out for all resources.");
  return {
    actions: typeof actions === "string" ? [actions] : actions,
    ...(resources === undefined ? {} : { resources: Array.isArray(resources) ? resources : [resources] }),
  };
}

function expectNothingElse({ subject, role, facts, attached }: Run, list: readonly AllowedAtMost[]): void {
  for (const { actions, resources } of list) {
    for (const action of actions) if (action !== "*") namedActions(action);
    const other = resources?.find((resource) => typeof resource !== "string");
    if (other !== undefined)
      throw new AccessError(`Expected an ARN or a resource that has an \`arn\`, got ${describeValue(other)}.`);
  }
  if (role === undefined) return;
  const decision = decide(role, NO_REQUEST, {}, facts, attached);
  const { because } = decision;
  if (because !== undefined && because.kind !== "permissions boundary") {
    const decided = { actions: ["*"], resource: "*", isPattern: true, decision };
    throw new AccessError(`${subject}:\n  ${undecidedText(role, decided)}`);
  }
  const excess = excessOf(role, list, facts, attached);
  if (excess.length === 0) return;
  throw new AccessError(
    [
      `${subject}: it is allowed more than the list says:`,
      ...shortened(excess),
      "Narrow its grants, or add these to the list.",
    ].join("\n  "),
  );
}

/** A request that no statement is for. */
const NO_REQUEST = { action: "none:None", resource: "none", isPattern: false };
