import { expect, test } from "vitest";
import { Random, requestsOf, seedOf } from "./support/random.js";
import { compareEvaluators } from "./support/statements.js";
import { figure } from "./support/summary.js";

const seed = seedOf(Date.now() % 1_000_000_000);
const REQUESTS = requestsOf(100_000);

test(`our evaluator and the simulator agree on random statements (ORACLE_SEED=${seed})`, () => {
  const { requests, allowed, differences } = compareEvaluators(new Random(seed), REQUESTS);
  console.log(
    `oracle: ${figure(requests)} requests to random statements; ${figure(allowed)} allowed; ${figure(differences.length)} differences; ORACLE_SEED=${seed}`,
  );
  expect(differences).toEqual([]);
});
