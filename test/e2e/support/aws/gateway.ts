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
import type { AwsRequest, AwsResponse, AwsService } from "./message.js";
import { credentialScope } from "./scope.js";

export interface GatewayOptions {
  /** The address of moto, which holds the roles and answers for every service that the gateway does not know. */
  readonly moto: string;
  /**
   * Whether Amplify takes a compute role whose trust policy has conditions.
   * @default false, as most reports have it
   */
  readonly acceptTrustConditions?: boolean;
}

/** One address for all of AWS. */
export interface Gateway {
  readonly url: string;
  readonly calls: Calls;
  /** The apps and branches, to look at and to prepare without a call. */
  readonly hosting: AmplifyHosting;
  /** The identity pools, with their roles. */
  readonly identityPools: CognitoIdentity;
  /** Forgets apps, branches, requests in progress and recorded calls; moto has a reset of its own. */
  reset(): void;
  stop(): Promise<void>;
}

/**
 * Starts an endpoint on a free port of the loopback interface that answers Amplify, Cloud Control, Cognito's identity
 * pools and CloudFormation's DescribeType itself, tells services apart by what a request is signed for, and passes everything else to moto.
 */
export async function startGateway({ moto, acceptTrustConditions = false }: GatewayOptions): Promise<Gateway> {
  const hosting = new AmplifyHosting(computeRoleCheck(moto, { acceptConditions: acceptTrustConditions }));
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

  const server = createServer((incoming, outgoing) => {
    void serve(incoming, (request) => services[request.service] ?? rest, calls)
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

async function serve(
  incoming: IncomingMessage,
  serviceOf: (request: AwsRequest) => AwsService,
  calls: Calls,
): Promise<AwsResponse> {
  const [path = "/", search = ""] = (incoming.url ?? "/").split("?", 2);
  const request: AwsRequest = {
    method: incoming.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    search,
    headers: incoming.headers,
    body: await buffer(incoming),
    ...credentialScope(incoming.headers),
  };
  const service = serviceOf(request);
  const action = service.action(request);
  const answer = await service.answer(request);
  calls.record({ service: request.service, action, status: answer.status, time: Date.now() });
  return answer;
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

function send(outgoing: ServerResponse, { status, headers, body }: AwsResponse): void {
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}
