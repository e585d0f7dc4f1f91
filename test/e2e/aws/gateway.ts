import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { computeRoleCheck } from "./amplify/compute-role.js";
import { AmplifyHosting } from "./amplify/hosting.js";
import { Amplify } from "./amplify.js";
import { Calls } from "./calls.js";
import { CloudControl } from "./cloud-control.js";
import { CloudFormation } from "./cloudformation.js";
import { CognitoIdentity } from "./cognito-identity.js";
import { Forward } from "./forward.js";
import { type Answer, type AwsMessage, type AwsResponse, type AwsService, CUT, type Interceptor } from "./message.js";
import { signatureOf } from "./scope.js";

export interface GatewayOptions {
  /** The address of moto, which holds the roles and answers for every service that the gateway does not know. */
  readonly moto: string;
  /**
   * Whether Amplify takes a compute role whose trust policy has conditions.
   * @default false, as most reports have it
   */
  readonly acceptTrustConditions?: boolean;
  /**
   * For how long after its creation a role cannot be assumed yet, in milliseconds.
   * @default 1000; AWS's IAM takes seconds
   */
  readonly propagationMs?: number;
}

/** One address for all of AWS. */
export interface Gateway {
  readonly url: string;
  readonly calls: Calls;
  /** The apps and branches, to look at and to prepare without a call. */
  readonly hosting: AmplifyHosting;
  /** The identity pools, with their roles. */
  readonly identityPools: CognitoIdentity;
  /** Puts something between the clients and AWS, outside of what is there; the function returned takes it away. */
  intercept(interceptor: Interceptor): () => void;
  /** Forgets apps, branches, requests in progress and recorded calls; moto has a reset of its own. Interceptors stay. */
  reset(): void;
  stop(): Promise<void>;
}

/**
 * Starts an endpoint on a free port of the loopback interface that answers Amplify, Cloud Control, Cognito's identity
 * pools and CloudFormation's DescribeType itself, tells services apart by what a request is signed for, and passes everything else to moto.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { moto, acceptTrustConditions: acceptConditions = false, propagationMs = 1_000 } = options;
  const hosting = new AmplifyHosting(computeRoleCheck(moto, { acceptConditions, propagationMs }));
  const cloudControl = new CloudControl(hosting);
  const identityPools = new CognitoIdentity();
  const rest = new Forward(moto);
  const services: Readonly<Record<string, AwsService>> = {
    amplify: new Amplify(hosting),
    cloudcontrolapi: cloudControl,
    cloudformation: new CloudFormation(rest),
    "cognito-identity": identityPools,
  };
  const calls = new Calls();
  const interceptors: Interceptor[] = [];

  async function serve(incoming: IncomingMessage): Promise<Answer> {
    const message = await read(incoming);
    const service = services[message.service] ?? rest;
    const request = { ...message, operation: service.operation(message) };
    const aws = async () => {
      const answer = await service.answer(request);
      calls.record({ service: request.service, action: request.operation, status: answer.status, time: Date.now() });
      return answer;
    };
    const through = interceptors.reduce<() => Promise<Answer>>(
      (next, interceptor) => () => interceptor(request, next),
      aws,
    );
    return through();
  }

  const server = createServer((incoming, outgoing) => {
    void serve(incoming)
      .catch((error: unknown) => broken(error))
      .then((answer) => send(outgoing, answer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    hosting,
    identityPools,
    intercept: (interceptor) => {
      interceptors.push(interceptor);
      return () => {
        interceptors.splice(interceptors.indexOf(interceptor), 1);
      };
    },
    reset: () => {
      hosting.reset();
      cloudControl.reset();
      identityPools.reset();
      calls.clear();
    },
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<AwsMessage> {
  const [path = "/", search = ""] = (incoming.url ?? "/").split("?", 2);
  return {
    method: incoming.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    search,
    headers: incoming.headers,
    body: await buffer(incoming),
    ...signatureOf(incoming.headers),
  };
}

/** A fault of the gateway itself. A 5xx would be asked again for minutes, so it is told as a refusal that names it. */
function broken(error: unknown): AwsResponse {
  const message = `The gateway failed: ${error instanceof Error ? error.stack : error}`;
  return {
    status: 400,
    headers: { "content-type": "application/json", "x-amzn-errortype": "GatewayFailure" },
    body: JSON.stringify({ __type: "GatewayFailure", message }),
  };
}

function send(outgoing: ServerResponse, answer: Answer): void {
  if (answer === CUT) {
    outgoing.socket?.destroy();
    return;
  }
  outgoing.writeHead(answer.status, answer.headers);
  outgoing.end(answer.body);
}
