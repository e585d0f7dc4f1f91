/** The condition keys of a request. */
export interface ContextOptions {
  /**
   * Values by condition key, in any case. A key with several values has an array. `undefined`: the request does not have
   * the key.
   */
  readonly context?: Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
  /** Whether the request has no other keys. Default: it may have any. */
  readonly isComplete?: boolean | undefined;
}

/** Looks up condition keys. Case does not matter in their names. */
export class RequestContext {
  readonly #values: ReadonlyMap<string, string | readonly string[] | undefined>;
  readonly #isComplete: boolean;

  constructor({ context = {}, isComplete = false }: ContextOptions = {}) {
    this.#values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
    this.#isComplete = isComplete;
  }

  /** `values` if the request has the key; otherwise whether it is certain that it has not. */
  get(key: string): ContextValue {
    const name = key.toLowerCase();
    const value = this.#values.get(name);
    if (value === undefined || (typeof value !== "string" && value.length === 0)) {
      return this.#isComplete || this.#values.has(name) ? ABSENT : OPEN;
    }
    return typeof value === "string" ? { values: [value], isArray: false } : { values: value, isArray: true };
  }
}

/** The values of a key. Without values: whether it is certain that the request does not have the key. */
export type ContextValue =
  | { readonly values: readonly string[]; readonly isArray: boolean }
  | { readonly values?: undefined; readonly isAbsent: boolean };

const ABSENT: ContextValue = { isAbsent: true };
const OPEN: ContextValue = { isAbsent: false };
