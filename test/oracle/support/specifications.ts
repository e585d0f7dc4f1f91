import type { PolicyDocument } from "@amplify-roles/core";
import { evaluate } from "../../../packages/core/src/evaluate/evaluate.js";
import { type Asks, appId, type Case, china, home } from "./model.js";
import { Random } from "./random.js";
import { expanded, type PolicyType, policiesOf, type RoleType } from "./roles.js";
import { allows } from "./simulator.js";
import { type Request, rowsOf, type World } from "./world.js";

/** The number of requests for one role. */
const REQUESTS_EACH = 50;
/** The most cases that one role is made of. So many are always within the quotas. */
const MOST_GRANTS = 6;

/** A role's specification, made of cases, and all that it must allow. */
interface Specification {
  readonly cases: readonly Case[];
  readonly policyType: PolicyType;
  readonly kind: RoleType;
  readonly expected: ReadonlySet<number>;
}

/** A request that did not get the same answer from all four. */
export interface Difference {
  /** Reproduces this one: `ORACLE_SEED`. */
  readonly seed: number;
  readonly role: RoleType;
  readonly policyType: PolicyType;
  readonly asks: readonly Asks[];
  readonly request: string;
  readonly answers: {
    readonly asked: boolean;
    readonly expanded: boolean;
    readonly packed: boolean;
    readonly evaluated: string;
  };
}

/** The outcome of a run. */
export interface Outcome {
  readonly requests: number;
  readonly specifications: number;
  /** The number of requests that had to be allowed. The others had to be denied. */
  readonly allowed: number;
  readonly differences: readonly Difference[];
}

/** Cases by deployment and function: all functions are equally likely, however many cases they have. */
const functionsOf = ({ cases }: World, deployment: Case["deployment"]) => {
  const functions = new Map<string, Case[]>();
  for (const one of cases.filter((other) => (other.deployment ?? home) === deployment)) {
    functions.set(one.by, [...(functions.get(one.by) ?? []), one]);
  }
  return [...functions.values()];
};

/** Two grants of one function with the same options, as one grant for the resources of both. */
function together(one: Case, other: Case): Case {
  if (!("grant" in one.asks && "grant" in other.asks)) return one;
  const { grant } = one.asks;
  return {
    ...one,
    what: `${one.what}, and ${other.what}`,
    asks: { grant: { ...grant, resources: [...grant.resources, ...other.asks.grant.resources] } },
    allows: [...one.allows, ...other.allows],
  };
}

const optionsOf = ({ asks }: Case) => ("grant" in asks ? JSON.stringify(asks.grant.options) : "");

function specificationOf(world: World, functions: readonly (readonly Case[])[], random: Random): Specification {
  const cases: Case[] = [];
  const expected = new Set<number>();
  const expect = (one: Case) => {
    for (const id of world.allowedBy.get(one) ?? []) expected.add(id);
  };
  for (let count = 1 + random.below(MOST_GRANTS); count > 0; count--) {
    const sameFunction = random.pick(functions);
    const one = random.pick(sameFunction);
    if (isOnceOnly(one) && cases.some(({ by }) => by === one.by)) continue;
    if (cases.some((other) => isForAnyApp(one, other) || isForAnyApp(other, one))) continue;
    expect(one);
    const similar = sameFunction.filter((other) => "grant" in other.asks && optionsOf(other) === optionsOf(one));
    if (similar.length > 1 && takesLists(one) && random.chance(0.3)) {
      const other = random.pick(similar);
      expect(other);
      cases.push(together(one, other));
    } else cases.push(one);
  }
  for (const id of cases.flatMap((one) => [...(world.deniedBy.get(one) ?? [])])) expected.delete(id);
  return {
    cases,
    policyType: random.pick(["inline", "managed"]),
    kind: random.chance(0.8) ? "compute" : "identity pool",
    expected,
  };
}

/** A service role writes logs once, and a Sid is unique in a role. */
const isOnceOnly = ({ by }: Case) => ["logs", "allow.allow", "document"].includes(by);

/** The build secrets of the cases are those of one app. Another role, or one without an app, cannot grant them. */
const isForAnyApp = ({ asks: role }: Case, { asks }: Case) =>
  "serviceRole" in role &&
  role.serviceRole.appId !== appId &&
  "grant" in asks &&
  asks.grant.access === "amplifySecrets";

const takesLists = ({ asks }: Case) => "grant" in asks && asks.grant.resources.length > 0;

/** A request that must be allowed, one similar to what was granted, or any request. */
function requestOf(
  world: World,
  { cases, expected }: Specification,
  allowed: readonly number[],
  random: Random,
): Request {
  const kind = random.next();
  if (kind < 0.35 && expected.size > 0) return world.requests[random.pick(allowed)] as Request;
  if (kind < 0.85) {
    const { service, actions } = random.pick(rowsOf(random.pick(cases)));
    const near = random.chance(0.6)
      ? world.byAction.get(`${service}:${random.pick(actions)}`)
      : world.byService.get(service);
    return random.pick(near ?? world.requests);
  }
  return random.pick(world.requests);
}

/** Whether our evaluator is certain that a request is not allowed. It has to be: these requests leave nothing open. */
const isAnswer = (outcome: string) => outcome === "denied" || outcome === "notAllowed";

/**
 * Makes random requests to random roles, and compares four answers: the cases', the simulator's for the statements that
 * the grants expand to, and for the role's final policies the simulator's and our own evaluator's.
 */
export function compare(world: World, seed: number, requests: number): Outcome {
  const functions = new Map([home, china].map((deployment) => [deployment, functionsOf(world, deployment)]));
  const outcome = { requests: 0, specifications: 0, allowed: 0, differences: [] as Difference[] };
  for (; outcome.requests < requests; outcome.specifications++) {
    const random = new Random(seed + outcome.specifications);
    const specification = specificationOf(world, functions.get(random.chance(0.95) ? home : china) ?? [], random);
    const before: readonly PolicyDocument[] = [expanded(specification.cases)];
    const after = policiesOf(specification.cases, specification.policyType, specification.kind);
    const statements = after.flatMap(({ Statement }) => Statement);
    const allowed = [...specification.expected];
    for (let count = Math.min(REQUESTS_EACH, requests - outcome.requests); count > 0; count--) {
      const request = requestOf(world, specification, allowed, random);
      const answers = {
        asked: specification.expected.has(request.id),
        expanded: allows(before, request),
        packed: allows(after, request),
        evaluated: evaluate(statements, { ...request, isComplete: true }).outcome,
      };
      outcome.requests++;
      if (answers.asked) outcome.allowed++;
      const evaluated = answers.evaluated === "allowed" || (isAnswer(answers.evaluated) ? false : undefined);
      if ([answers.expanded, answers.packed, evaluated].every((answer) => answer === answers.asked)) continue;
      outcome.differences.push({
        seed: seed + outcome.specifications,
        role: specification.kind,
        policyType: specification.policyType,
        asks: specification.cases.map(({ asks }) => asks),
        request: request.what,
        answers,
      });
    }
  }
  return outcome;
}
