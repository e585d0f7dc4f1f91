export interface Call {
  /** The signing name, such as `amplify`, `cloudcontrolapi`, `iam`, `s3`. */
  readonly service: string;
  /** The operation, such as `CreateApp`; where nobody knows its name, the method and the path. */
  readonly action: string;
  readonly status: number;
  /** When the answer was ready, in milliseconds since 1970. */
  readonly time: number;
}

/** Every call that went through the gateway, oldest first. */
export class Calls {
  #calls: Call[] = [];

  record(call: Call): void {
    this.#calls.push(call);
  }

  all(): readonly Call[] {
    return [...this.#calls];
  }

  /** The names of the operations asked of one service, oldest first. */
  actions(service: string): string[] {
    return this.#calls.filter((call) => call.service === service).map(({ action }) => action);
  }

  clear(): void {
    this.#calls = [];
  }
}
