import { grantsOf } from "@amplify-roles/core/adapter";
import { beforeAll, describe, expect, test } from "vitest";
import type { Case } from "./support/model.js";
import { emitting, killerOf, mutantsOf } from "./support/mutants.js";
import { Random, requestsOf, seedOf } from "./support/random.js";
import { policiesOf } from "./support/roles.js";
import { allows } from "./support/simulator.js";
import { compare } from "./support/specifications.js";
import { compareEvaluators } from "./support/statements.js";
import { summary } from "./support/summary.js";
import { isAccepted, labelOf } from "./support/survivors.js";
import { type Request, rowsOf, type World, worldOf } from "./support/world.js";
import { tables } from "./tables/index.js";

// The short run: some of the requests of `npm run test:oracle`, always the same.
const seed = seedOf(1);
const REQUESTS = requestsOf(4_000);
const REQUESTS_OF_CASE = 12;
const MUTANTS = 150;

let world: World;
beforeAll(async () => {
  world = await worldOf(tables, { oneBystanderIn: 10 });
}, 120_000);

const servicesOf = (one: Case) => new Set(rowsOf(one).map(({ service }) => service));

describe("the tables", () => {
  test("have every grant function, with requests to allow and more to deny", () => {
    const functions = Object.entries(grantsOf())
      .filter(([service]) => service !== "allow")
      .flatMap(([service, levels]) => Object.keys(levels).map((level) => `${service}.${level}`));
    const thin = functions.filter((name) => {
      const cases = world.cases.filter(({ by }) => by === name);
      const allowed = new Set(cases.flatMap((one) => [...(world.allowedBy.get(one) ?? [])]));
      const asked = new Set(cases.flatMap((one) => [...servicesOf(one)]));
      const denied = world.requests.filter(({ id, service }) => asked.has(service) && !allowed.has(id));
      return allowed.size < 3 || denied.length < 3;
    });
    expect(thin).toEqual([]);
  });

  test("have no two cases with one name", () => {
    const names = world.cases.map(({ by, what, deployment }) => `${by}: ${what} ${deployment?.region ?? ""}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("get the answers from the simulator that they state", () => {
    const random = new Random(seed);
    const some = (requests: readonly Request[]) =>
      requests.length === 0 ? [] : Array.from({ length: REQUESTS_OF_CASE }, () => random.pick(requests));
    const wrong = world.cases.flatMap((one) => {
      const policies = policiesOf([one]);
      const allowed = world.allowedBy.get(one) ?? new Set();
      const near = world.requests.filter(({ id, service }) => servicesOf(one).has(service) && !allowed.has(id));
      const asked = [...some([...allowed].map((id) => world.requests[id] as Request)), ...some(near)];
      return asked
        .filter((request) => allows(policies, request) !== allowed.has(request.id))
        .map(({ id, what }) => `${one.by}, ${one.what}: ${what} ${allowed.has(id) ? "is denied" : "is allowed"}`);
    });
    expect(wrong).toEqual([]);
  });
});

test(`random roles allow exactly what was asked for (ORACLE_SEED=${seed})`, () => {
  const before = performance.now();
  const outcome = compare(world, seed, REQUESTS);
  console.log(summary(outcome, seed, performance.now() - before));
  expect(outcome.differences).toEqual([]);
  expect(outcome.allowed).toBeGreaterThan(outcome.requests / 10);
  expect(outcome.allowed).toBeLessThan((outcome.requests * 9) / 10);
});

test(`our evaluator and the simulator agree on random statements (ORACLE_SEED=${seed})`, () => {
  const { allowed, differences } = compareEvaluators(new Random(seed), REQUESTS);
  expect(differences).toEqual([]);
  expect(allowed).toBeGreaterThan(REQUESTS / 10);
  expect(allowed).toBeLessThan((REQUESTS * 9) / 10);
});

test(`a policy with one change gives another answer (ORACLE_SEED=${seed})`, () => {
  const random = new Random(seed);
  const survivors = Array.from({ length: MUTANTS }, () => {
    const one = random.pick(emitting(world));
    return { one, mutant: random.pick(mutantsOf(one, policiesOf([one]), world, random)) };
  }).filter(({ one, mutant }) => !isAccepted(mutant, one) && killerOf(mutant, one, world) === undefined);
  expect(survivors.map(({ one, mutant }) => labelOf(mutant, one))).toEqual([]);
});
