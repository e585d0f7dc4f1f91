import { randomUUID } from "node:crypto";
import { AwsError } from "../errors.js";
import type { JsonObject } from "../message.js";

export type Operation = "CREATE" | "UPDATE" | "DELETE";

/** What a handler comes to: the identifier, and the properties where there are any left. */
export interface Outcome {
  readonly identifier: string;
  readonly properties?: JsonObject;
}

interface Started {
  readonly operation: Operation;
  readonly typeName: string;
  /** What the client asked for, to tell a repeated request from a token used twice. */
  readonly asked: string;
  identifier: string | undefined;
  polls: number;
  outcome: Outcome | AwsError | undefined;
}

/** How often a request is said to be in progress before its outcome is told, however soon that is there. */
const POLLS_IN_PROGRESS = 1;

/**
 * The requests that Cloud Control has taken on. They go on after the answer, and their outcome, a failure too, is told
 * by GetResourceRequestStatus.
 * https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-manage-requests.html
 */
export class Progress {
  readonly #started = new Map<string, Started>();
  readonly #clientTokens = new Map<string, string>();

  reset(): void {
    this.#started.clear();
    this.#clientTokens.clear();
  }

  begin(
    request: { operation: Operation; typeName: string; identifier?: string; asked: string; clientToken: unknown },
    handler: () => Promise<Outcome>,
  ): JsonObject {
    const repeated = this.#repeated(request.clientToken, request.asked);
    if (repeated !== undefined) return this.#event(repeated);
    const busy = [...this.#started.values()].some(
      ({ identifier, outcome }) =>
        identifier !== undefined && identifier === request.identifier && outcome === undefined,
    );
    if (busy) {
      throw new AwsError("ConcurrentOperationException", `A request for ${request.identifier} is in progress already`);
    }

    const token = randomUUID();
    const { operation, typeName, identifier, asked } = request;
    const started: Started = { operation, typeName, asked, identifier, polls: 0, outcome: undefined };
    this.#started.set(token, started);
    if (typeof request.clientToken === "string") this.#clientTokens.set(request.clientToken, token);
    void handler()
      .catch((error: unknown) => failure(error))
      .then((outcome) => {
        started.outcome = outcome;
        if (!(outcome instanceof AwsError)) started.identifier = outcome.identifier;
      });
    return this.#event(token);
  }

  /** The state of a request, as a client that polls is told it. */
  poll(token: string): JsonObject {
    const started = this.#started.get(token);
    if (started === undefined)
      throw new AwsError("RequestTokenNotFoundException", `Request with token ${token} not found`);
    started.polls += 1;
    return this.#event(token);
  }

  #repeated(clientToken: unknown, asked: string): string | undefined {
    const token = typeof clientToken === "string" ? this.#clientTokens.get(clientToken) : undefined;
    if (token !== undefined && this.#started.get(token)?.asked !== asked) {
      throw new AwsError(
        "ClientTokenConflictException",
        `The client token ${clientToken} was used for another request`,
      );
    }
    return token;
  }

  #event(token: string): JsonObject {
    const started = this.#started.get(token);
    if (started === undefined) throw new Error(`No request ${token}`);
    const event: JsonObject = {
      TypeName: started.typeName,
      RequestToken: token,
      Operation: started.operation,
      OperationStatus: "IN_PROGRESS",
      EventTime: Date.now() / 1000,
    };
    const { outcome, polls } = started;
    if (polls <= POLLS_IN_PROGRESS || outcome === undefined) {
      return started.operation === "CREATE" ? event : { ...event, Identifier: started.identifier };
    }
    if (outcome instanceof AwsError) {
      const named = started.identifier === undefined ? event : { ...event, Identifier: started.identifier };
      return { ...named, OperationStatus: "FAILED", ErrorCode: outcome.code, StatusMessage: outcome.message };
    }
    const done = { ...event, OperationStatus: "SUCCESS", Identifier: outcome.identifier };
    return outcome.properties === undefined ? done : { ...done, ResourceModel: JSON.stringify(outcome.properties) };
  }
}

/** Amplify's refusals, in the words that CloudFormation's handlers turn them into. */
function failure(error: unknown): AwsError {
  if (!(error instanceof AwsError)) return new AwsError("InternalFailure", String(error));
  if (error.status === 404) return new AwsError("NotFound", error.message);
  const wording = `Invalid request provided: ${error.message} (Service: Amplify, Status Code: ${error.status})`;
  return new AwsError("InvalidRequest", wording);
}
