import type { Unseen } from "@amplify-roles/core/doctor";
import { isCredentialsProblem, isDenied, isTimeout, isTransient, reasonOf } from "../../aws-errors.js";
import { ACTIONS, type ReadName, type Reads } from "./reads.js";

export interface QueueOptions {
  /** The most calls, repeated ones among them. */
  readonly maxCalls: number;
  /** How many calls run at once. Default: 6. */
  readonly concurrency?: number;
  /** Told of each call before it is made. */
  readonly onCall?: (action: string, count: number) => void;
  /** For tests. Default: a timer. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** For tests. Default: `Math.random`. */
  readonly random?: () => number;
}

/** No more calls are made. */
class LimitReached extends Error {}

/** How often a call is made that AWS throttles. */
const MAX_ATTEMPTS = 4;
/** How often a call is made that is not answered in time. */
const MAX_TIMEOUTS = 2;
/** The longest wait before the second attempt, in milliseconds. It doubles with each attempt. */
const BASE_DELAY = 400;
/** CloudTrail accepts two lookups a second: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const ONE_AT_A_TIME: ReadonlySet<ReadName> = new Set(["lookupEvents"]);

const timer = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Makes calls, a few at once, and repeats throttled ones after a random wait. What fails is recorded as unseen, and the
 * reader goes on.
 */
export class CallQueue {
  readonly unseen: Unseen[] = [];
  #count = 0;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #lookups: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly reads: Reads,
    private readonly options: QueueOptions,
  ) {}

  /** How many calls were made. */
  get count(): number {
    return this.#count;
  }

  /** Raises the limit: large apps need more calls. */
  raiseLimit(maxCalls: number): void {
    this.#extra = maxCalls - this.options.maxCalls;
  }
  #extra = 0;

  /**
   * Makes a call. Undefined if it was denied or failed, which is recorded.
   *
   * @param what what it reads, for the list of what could not be seen
   * @throws what says that no call can succeed, such as expired credentials
   */
  async try<Name extends ReadName>(
    name: Name,
    input: Parameters<Reads[Name]>[0],
    what: string,
    isExpected: (error: unknown) => boolean = () => false,
  ): Promise<Awaited<ReturnType<Reads[Name]>> | undefined> {
    try {
      return await this.make(name, input);
    } catch (error) {
      if (isExpected(error)) throw error;
      if (isCredentialsProblem(error) && !isDenied(error)) throw error;
      const reason = error instanceof LimitReached ? `the limit of ${this.#limit} calls` : reasonOf(error);
      this.unseen.push({ what, action: ACTIONS[name], reason });
      return undefined;
    }
  }

  /** Makes a call, and throws what it throws. */
  async make<Name extends ReadName>(
    name: Name,
    input: Parameters<Reads[Name]>[0],
  ): Promise<Awaited<ReturnType<Reads[Name]>>> {
    if (!ONE_AT_A_TIME.has(name)) return this.#repeated(name, input);
    const turn = this.#lookups.then(() => this.#repeated(name, input));
    this.#lookups = turn.catch(() => undefined);
    return turn;
  }

  get #limit(): number {
    return this.options.maxCalls + this.#extra;
  }

  async #repeated<Name extends ReadName>(
    name: Name,
    input: Parameters<Reads[Name]>[0],
  ): Promise<Awaited<ReturnType<Reads[Name]>>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(name, input);
      } catch (error) {
        if (attempt >= (isTimeout(error) ? MAX_TIMEOUTS : MAX_ATTEMPTS) || !isTransient(error)) throw error;
        const { sleep = timer, random = Math.random } = this.options;
        // https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html: a random part of a doubling wait
        await sleep(random() * BASE_DELAY * 2 ** (attempt - 1));
      }
    }
  }

  async #once<Name extends ReadName>(
    name: Name,
    input: Parameters<Reads[Name]>[0],
  ): Promise<Awaited<ReturnType<Reads[Name]>>> {
    const { concurrency = 6, onCall } = this.options;
    while (this.#running >= concurrency) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#count >= this.#limit) {
      // Nothing else would wake the next one.
      this.#waiting.shift()?.();
      throw new LimitReached();
    }
    this.#count += 1;
    this.#running += 1;
    onCall?.(ACTIONS[name], this.#count);
    try {
      return (await (this.reads[name] as (input: unknown) => Promise<unknown>)(input)) as Awaited<
        ReturnType<Reads[Name]>
      >;
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}
