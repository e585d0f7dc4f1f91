import type { Conditions, PolicyDocument, Statement } from "@amplify-roles/core";
import { toArray } from "../../../packages/core/src/policy/document.js";
import type { Case } from "./model.js";
import type { Random } from "./random.js";
import { allows } from "./simulator.js";
import type { Request, World } from "./world.js";

/** A policy with one difference from what was emitted. */
export interface Mutant {
  readonly kind: string;
  /** What was done to it: `dynamodb:Scan dropped`. */
  readonly what: string;
  readonly policies: readonly PolicyDocument[];
  /** The actions whose answers can have changed. */
  readonly actions: readonly string[];
}

type Change = { readonly kind: string; readonly what: string; readonly statement: Statement | undefined };

/** The cases whose policies the core makes itself. The others contain statements of the specification unchanged. */
export const emitting = ({ cases }: World): readonly Case[] =>
  cases.filter(({ by }) => by !== "document" && by !== "allow.allow");

/** Every mutant of a case's policies. Of the actions that could be added, one per statement. */
export function mutantsOf(
  one: Case,
  policies: readonly PolicyDocument[],
  world: World,
  random: Random,
): readonly Mutant[] {
  const granted = [...(world.allowedBy.get(one) ?? [])].map((id) => world.requests[id] as Request);
  return policies.flatMap((policy, policyIndex) =>
    policy.Statement.flatMap((statement, index) =>
      changesOf(statement, granted, world, random).map(({ kind, what, statement: changed }) => ({
        kind,
        what,
        actions: [...new Set([...toArray(statement.Action), ...toArray(changed?.Action)])],
        policies: replacedAt(policies, policyIndex, {
          ...policy,
          Statement: replacedAt(policy.Statement, index, ...(changed === undefined ? [] : [changed])),
        }),
      })),
    ),
  );
}

/** The request that tells the mutant from what was asked for; `undefined` if it survives. */
export function killerOf(mutant: Mutant, one: Case, world: World): Request | undefined {
  const expected = world.allowedBy.get(one);
  return mutant.actions
    .flatMap((action) => world.byAction.get(action) ?? [])
    .find((request) => allows(mutant.policies, request) !== expected?.has(request.id));
}

function changesOf(statement: Statement, granted: readonly Request[], world: World, random: Random): readonly Change[] {
  const ofStatement = granted.filter((request) => allows([{ Version: "2012-10-17", Statement: [statement] }], request));
  return [
    { kind: "effect flipped", what: "Deny", statement: { ...statement, Effect: "Deny" } },
    ...withoutOne(toArray(statement.Action), "action dropped").map((change) => changed(statement, "Action", change)),
    ...actionAdded(statement, ofStatement, world, random),
    ...withoutOne(toArray(statement.Resource), "resource dropped").map((change) =>
      changed(statement, "Resource", change),
    ),
    ...toArray(statement.Resource).flatMap((resource, index) =>
      [...widened(resource), ...narrowed(resource, ofStatement)].map(([kind, arn]) =>
        changed(statement, "Resource", {
          kind,
          what: `${resource} → ${arn}`,
          values: replacedAt(toArray(statement.Resource), index, arn),
        }),
      ),
    ),
    ...conditionsOf(statement.Condition).map(({ kind, what, conditions }) => ({
      kind,
      what,
      statement: withConditions(statement, conditions),
    })),
  ];
}

type ListChange = { readonly kind: string; readonly what: string; readonly values: readonly string[] };

/** The statement with another list. If the list is empty, there is no statement. */
const changed = (statement: Statement, member: "Action" | "Resource", { kind, what, values }: ListChange): Change => ({
  kind,
  what,
  statement: values.length === 0 ? undefined : { ...statement, [member]: values },
});

/** The list with other entries instead of one. */
const replacedAt = <T>(list: readonly T[], index: number, ...entries: readonly T[]): readonly T[] => [
  ...list.slice(0, index),
  ...entries,
  ...list.slice(index + 1),
];

const withoutOne = (values: readonly string[], kind: string): readonly ListChange[] =>
  values.map((value, index) => ({ kind, what: `${value} dropped`, values: replacedAt(values, index) }));

/**
 * Adds an action of the same service which AWS authorizes on a resource of the statement, and with which it sends the
 * keys of the statement's conditions. Any other one would add nothing.
 */
function actionAdded(
  statement: Statement,
  granted: readonly Request[],
  world: World,
  random: Random,
): readonly Change[] {
  const actions = toArray(statement.Action);
  const [service = ""] = (actions[0] ?? "").split(":");
  const resources = new Set(granted.map(({ resource }) => resource));
  const wanted = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    operator.startsWith("ForAllValues:") ? [] : Object.keys(keys),
  );
  const candidates = new Set(
    (world.byService.get(service) ?? [])
      .filter(({ resource, context }) => resources.has(resource) && wanted.every((key) => context[key] !== undefined))
      .map(({ action }) => action)
      .filter((action) => !actions.includes(action) && !granted.some((request) => request.action === action)),
  );
  if (candidates.size === 0) return [];
  const added = random.pick([...candidates]);
  return [changed(statement, "Action", { kind: "action added", what: `${added} added`, values: [...actions, added] })];
}

/**
 * ARNs that match more: any partition, region or account, longer names, any name. A region is in one partition, so with a
 * region, any partition is the same one.
 */
function widened(arn: string): readonly (readonly [kind: string, arn: string])[] {
  const parts = arn.split(":");
  if (parts.length < 6) return [];
  const kinds = ["", "partition widened", "", "region widened", "account widened"];
  const scopes = kinds.flatMap((kind, index) =>
    kind === "" || ["", "*"].includes(parts[index] ?? "") || (index === 1 && !["", "*"].includes(parts[3] ?? ""))
      ? []
      : [[kind, replacedAt(parts, index, "*").join(":")] as const],
  );
  const ending = arn.endsWith("*") ? [] : [["name widened", `${arn}*`] as const];
  const lastName = arn.replace(/[^/:]*[^/:*][^/:]*(?=[/:]?\*?$)/, "*");
  return [...scopes, ...ending, ...(lastName === arn ? [] : [["segment widened", lastName] as const])];
}

/** ARNs that match less: one of the resources that a wildcard matched. If it matched none, another resource. */
function narrowed(arn: string, granted: readonly Request[]): readonly (readonly [kind: string, arn: string])[] {
  if (arn === "*") return [];
  if (!/[*?]/.test(arn)) return [["resource changed", `${arn}-2`]];
  const pattern = new RegExp(
    `^${arn
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  );
  const first = granted.find(({ resource }) => pattern.test(resource) && !resource.includes("*"));
  return first === undefined
    ? [["resource changed", arn.replace(/[*?]+/, "x")]]
    : [["resource narrowed", first.resource]];
}

type ConditionChange = { readonly kind: string; readonly what: string; readonly conditions: Conditions };

function conditionsOf(conditions: Conditions = {}): readonly ConditionChange[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, value]): readonly ConditionChange[] => {
      const values = toArray(value);
      const set = (changedKeys: Conditions[string], name = operator) =>
        name === operator
          ? { ...conditions, [operator]: changedKeys }
          : { ...without(conditions, operator), [name]: changedKeys };
      return [
        { kind: "condition removed", what: `${key} removed`, conditions: set(without(keys, key)) },
        ...values.map((one, index) => ({
          kind: "condition value changed",
          what: `${key} ${one} changed`,
          conditions: set({ ...keys, [key]: replacedAt(values, index, differing(one)) }),
        })),
        ...(values.length < 2 ? [] : withoutOne(values, "condition value dropped")).map(
          ({ kind, what, values: fewer }) => ({
            kind,
            what: `${key} ${what}`,
            conditions: set({ ...keys, [key]: fewer }),
          }),
        ),
        ...negated(operator).map((name) => ({
          kind: "operator negated",
          what: `${operator} → ${name}`,
          conditions: set(keys, name),
        })),
      ];
    }),
  );
}

const differing = (value: string) => ({ true: "false", false: "true" })[value] ?? `${value}x`;

/** `StringLike` → `StringNotLike`, with its qualifier. */
const negated = (operator: string): readonly string[] => {
  const name = operator.replace(/(String|Arn)(Equals|Like)/, "$1Not$2");
  return name === operator ? [] : [name];
};

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...others } = record;
  return others;
}

function withConditions(statement: Statement, conditions: Conditions): Statement {
  const { Condition: _, ...others } = statement;
  const left = Object.entries(conditions).filter(([, keys]) => Object.keys(keys).length > 0);
  return left.length === 0 ? others : { ...others, Condition: Object.fromEntries(left) };
}
