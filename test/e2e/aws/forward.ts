import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { AwsError, unknownOperation } from "./errors.js";
import type { AwsRequest, AwsResponse, AwsService } from "./message.js";
import { type Moto, rethrow } from "./moto.js";

const TIMEOUT_MS = 60_000;
/** These belong to one connection, not to the message (RFC 9110, 7.6.1), and a body is sent in one piece. */
const CONNECTION_HEADERS = new Set(["connection", "expect", "keep-alive", "transfer-encoding"]);

/** Everything that the gateway does not answer itself, passed on unchanged to moto. */
export class Forward implements AwsService {
  readonly #moto: Pick<Moto, "url" | "ended">;

  constructor(moto: Pick<Moto, "url" | "ended">) {
    this.#moto = moto;
  }

  async answer(request: AwsRequest): Promise<AwsResponse> {
    const answer = await this.#ask(request).catch((error: unknown) => rethrow(error, this.#moto.ended));
    refuseUnknown(request, answer);
    return answer;
  }

  async #ask({ method, path, search, headers, body }: AwsRequest): Promise<AwsResponse> {
    const { hostname: host, port } = new URL(this.#moto.url);
    const target = search === "" ? path : `${path}?${search}`;
    const outgoing = httpRequest({
      host,
      port,
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

/**
 * Turns what moto does not know into a refusal that names it: a path, for which it has a page of HTML, and an operation
 * or a service, for which it has an exception (moto_server.py). Clients would retry a 5xx for minutes.
 */
function refuseUnknown(request: AwsRequest, { status, headers, body }: AwsResponse): void {
  const isPage = status >= 400 && String(headers["content-type"]).startsWith("text/html");
  if (status < 500 && !isPage) return;
  const reason = body.toString();
  if (isPage || reason.startsWith("NotImplementedError")) throw unknownOperation(request, request.operation);
  const message = `moto failed in ${request.service} ${request.operation} (${status}): ${reason.slice(0, 500)}`;
  throw new AwsError("MotoFailure", message);
}

function withoutConnection(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(([name]) => !CONNECTION_HEADERS.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""]));
}
