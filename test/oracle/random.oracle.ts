import { expect, test } from "vitest";
import { requestsOf, seedOf } from "./support/random.js";
import { compare } from "./support/specifications.js";
import { summary } from "./support/summary.js";
import { worldOf } from "./support/world.js";
import { tables } from "./tables/index.js";

// A different seed each time, unless one is given, so that runs find different things. The run prints its seed.
const seed = seedOf(Date.now() % 1_000_000_000);
const REQUESTS = requestsOf(100_000);

test(`random roles allow exactly what was asked for (ORACLE_SEED=${seed})`, async () => {
  const world = await worldOf(tables);
  const before = performance.now();
  const outcome = compare(world, seed, REQUESTS);
  console.log(summary(outcome, seed, performance.now() - before));
  expect(outcome.differences).toEqual([]);
});
