import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, type AwsRequest, CUT } from "../../e2e/aws/message.js";
import { failed } from "./answers.js";
import { callOf } from "./calls.js";
import type { Fault } from "./fault-types.js";
import type { Ending } from "./kill.js";

/** One call of a run: what it is, and the position among its equals, from 1. */
export interface ChosenCall {
  readonly call: string;
  readonly number: number;
}

/**
 * For how long a time-out keeps silent before the line is cut, in milliseconds. The provider's clients waited four and
 * a half minutes for an answer without giving up, so it is the line that has to.
 */
const SILENCE_MS = 2_000;

/** Fails one chosen call, and keeps a list of all. */
export class Injector {
  /** @param end ends the tool that is making the calls */
  constructor(private readonly end: (ending: Ending) => Promise<void>) {}

  #counts = new Map<string, number>();
  #seen: ChosenCall[] = [];
  #armed: (ChosenCall & { readonly fault: Fault }) | undefined;
  #struck = 0;

  /** Forgets what was counted, and fails the call from now on; none where none is given. */
  arm(chosen?: ChosenCall & { readonly fault: Fault }): void {
    this.#counts = new Map();
    this.#seen = [];
    this.#armed = chosen;
    this.#struck = 0;
  }

  /** How often the fault has struck. */
  get struck(): number {
    return this.#struck;
  }

  /** Every call since `arm`, oldest first. */
  get seen(): readonly ChosenCall[] {
    return this.#seen;
  }

  readonly intercept = async (request: AwsRequest, next: () => Promise<Answer>): Promise<Answer> => {
    const call = callOf(request);
    const number = (this.#counts.get(call) ?? 0) + 1;
    this.#counts.set(call, number);
    this.#seen.push({ call, number });
    const armed = this.#armed;
    if (armed?.call !== call || !(armed.fault.lasts ? number >= armed.number : number === armed.number)) return next();

    this.#struck += 1;
    const { answer, takesEffect } = armed.fault;
    const told = takesEffect ? await next() : CUT;
    if (answer === "SIGKILL" || answer === "SIGINT") {
      await this.end(answer);
      return told;
    }
    if (answer === "silence") await sleep(SILENCE_MS);
    return answer === "cut" || answer === "silence" ? CUT : failed(answer, request);
  };
}
