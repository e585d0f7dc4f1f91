import fc from "fast-check";

/** Some of a list, the same ones for the same seed. */
export function sample<T>(all: readonly T[], size: number, seed: number): T[] {
  const some = fc.shuffledSubarray([...all], { minLength: Math.min(size, all.length), maxLength: size });
  return fc.sample(some, { seed, numRuns: 1 })[0] ?? [];
}
