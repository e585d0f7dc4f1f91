/** Pseudo-random numbers: the same for the same seed, on every machine (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** At least 0, less than 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0, less than `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the entries. */
  pick<T>(entries: readonly T[]): T {
    if (entries.length === 0) throw new Error("There is nothing to pick from");
    return entries[this.below(entries.length)] as T;
  }
}

/** The seed of this run: `ORACLE_SEED`, or the given one. */
export const seedOf = (otherwise: number): number => numberFrom("ORACLE_SEED", otherwise);

/** How many requests this run asks: `ORACLE_REQUESTS`, or the given number. */
export const requestsOf = (otherwise: number): number => numberFrom("ORACLE_REQUESTS", otherwise);

function numberFrom(variable: string, otherwise: number): number {
  const text = process.env[variable];
  if (text === undefined || text === "") return otherwise;
  if (!/^\d{1,9}$/.test(text))
    throw new Error(`${variable} is ${JSON.stringify(text)}: give a whole number below 1,000,000,000`);
  return Number(text);
}
