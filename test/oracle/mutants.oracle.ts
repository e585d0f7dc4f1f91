import { expect, test } from "vitest";
import { emitting, killerOf, mutantsOf } from "./support/mutants.js";
import { Random, seedOf } from "./support/random.js";
import { policiesOf } from "./support/roles.js";
import { figure } from "./support/summary.js";
import { acceptedSurvivors, labelOf } from "./support/survivors.js";
import { worldOf } from "./support/world.js";
import { tables } from "./tables/index.js";

/** The share of all mutants that the tables must kill. */
const GOAL = 0.95;

const seed = seedOf(1);

test(`the tables tell mutants of every policy from the emitted one (ORACLE_SEED=${seed})`, async () => {
  const world = await worldOf(tables);
  const random = new Random(seed);
  const mutants = emitting(world).flatMap((one) =>
    mutantsOf(one, policiesOf([one]), world, random).map((mutant) => ({ one, mutant })),
  );
  const survivors = mutants
    .filter(({ one, mutant }) => killerOf(mutant, one, world) === undefined)
    .map(({ one, mutant }) => labelOf(mutant, one));
  const killed = mutants.length - survivors.length;
  const share = `${((100 * killed) / mutants.length).toFixed(2)} %`;
  const counts = acceptedSurvivors.map(({ mutant, why }) => ({
    why,
    count: survivors.filter((label) => mutant.test(label)).length,
  }));
  const reasons = counts.map(({ why, count }) => `  ${figure(count)}: ${why}`);
  console.log(
    [
      `oracle: ${figure(mutants.length)} mutants; ${figure(killed)} killed, ${share}; ${figure(survivors.length)} survive`,
      ...reasons,
    ].join("\n"),
  );
  expect(survivors.filter((label) => !acceptedSurvivors.some(({ mutant }) => mutant.test(label)))).toEqual([]);
  expect(counts.filter(({ count }) => count === 0)).toEqual([]);
  expect(killed / mutants.length).toBeGreaterThanOrEqual(GOAL);
});
