import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import type { AwsMessage, AwsRequest, AwsResponse, AwsService } from "./message.js";
import { restOperation } from "./rest-operations.js";

const TIMEOUT_MS = 60_000;
/** These belong to one connection, not to the message (RFC 9110, 7.6.1), and a body goes on in one piece. */
const CONNECTION_HEADERS = new Set(["connection", "expect", "keep-alive", "transfer-encoding"]);

/** Everything that the gateway does not answer itself, passed on unchanged to moto. */
export class Forward implements AwsService {
  readonly #target: URL;

  constructor(target: string) {
    this.#target = new URL(target);
  }

  operation(message: AwsMessage): string {
    const { method, path, headers, body } = message;
    const target = headers["x-amz-target"];
    if (typeof target === "string") return target.split(".").at(-1) ?? target;
    if (headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
      const action = new URLSearchParams(body.toString("utf8")).get("Action");
      if (action !== null) return action;
    }
    return restOperation(message) ?? `${method} ${path}`;
  }

  async answer({ method, path, search, headers, body }: AwsRequest): Promise<AwsResponse> {
    const target = search === "" ? path : `${path}?${search}`;
    const outgoing = httpRequest({
      host: this.#target.hostname,
      port: this.#target.port,
      method,
      path: target,
      headers: { ...withoutConnection(headers), "content-length": body.length },
      timeout: TIMEOUT_MS,
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once("response", resolve);
      outgoing.once("error", reject);
      outgoing.once("timeout", () => outgoing.destroy(new Error(`moto did not answer ${method} ${target} in time`)));
    });
    outgoing.end(body);
    const incoming = await answered;
    return {
      status: incoming.statusCode ?? 502,
      headers: withoutConnection(incoming.headers),
      body: await buffer(incoming),
    };
  }
}

function withoutConnection(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(([name]) => !CONNECTION_HEADERS.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""]));
}
