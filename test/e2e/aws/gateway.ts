import type { AddressInfo } from "node:net";
import { computeRoleCheck } from "./amplify/compute-role.js";
import { AmplifyHosting } from "./amplify/hosting.js";
import { Amplify } from "./amplify.js";
import { Calls } from "./calls.js";
import { CloudControl } from "./cloud-control.js";
import { CloudTrail } from "./cloud-trail.js";
import { CloudFormation } from "./cloudformation.js";
import { CognitoIdentity } from "./cognito-identity.js";
import { AwsError } from "./errors.js";
import { Forward } from "./forward.js";
import { awsServer, close, listen } from "./http.js";
import type { Answer, AwsMessage, AwsRequest, AwsResponse, AwsService, Interceptor } from "./message.js";
import { operationOf } from "./models/route.js";
import type { Moto } from "./moto.js";
import { refusal } from "./refusal.js";

export interface GatewayOptions {
  /** It has the roles, and answers for every service that the gateway does not know. */
  readonly moto: Moto;
  /**
   * Whether Amplify accepts a compute role whose trust policy has conditions.
   * @default false, as most reports have it
   */
  readonly acceptTrustConditions?: boolean;
  /**
   * For how long after its creation a role cannot be assumed yet, in milliseconds.
   * @default 1000; AWS's IAM takes seconds
   */
  readonly propagationMs?: number;
  /**
   * The port of the loopback interface to listen on.
   * @default 0, a free one
   */
  readonly port?: number;
}

/** One address for all of AWS. */
export interface Gateway {
  readonly url: string;
  readonly calls: Calls;
  /** The apps and branches, to look at and to prepare without a call. */
  readonly hosting: AmplifyHosting;
  /** The identity pools, with their roles. */
  readonly identityPools: CognitoIdentity;
  /** CloudTrail's event history, which tests give its records. */
  readonly cloudTrail: CloudTrail;
  /** Puts something between the clients and AWS, around what is there. The returned function removes it. */
  intercept(interceptor: Interceptor): () => void;
  /** Forgets apps, branches, requests in progress and recorded calls. moto has its own reset. Interceptors stay. */
  reset(): void;
  stop(): Promise<void>;
}

/**
 * Starts an endpoint that answers Amplify, Cloud Control, Cognito's identity pools, CloudTrail and CloudFormation's DescribeType
 * itself, tells services apart by what a request is signed for, and passes everything else to moto.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { moto, acceptTrustConditions: acceptConditions = false, propagationMs = 1_000, port = 0 } = options;
  const hosting = new AmplifyHosting(computeRoleCheck(moto.url, { acceptConditions, propagationMs }));
  const cloudControl = new CloudControl(hosting);
  const identityPools = new CognitoIdentity();
  const cloudTrail = new CloudTrail();
  const rest = new Forward(moto);
  const services: Readonly<Record<string, AwsService>> = {
    amplify: new Amplify(hosting),
    cloudcontrolapi: cloudControl,
    cloudformation: new CloudFormation(rest),
    cloudtrail: cloudTrail,
    "cognito-identity": identityPools,
  };
  const calls = new Calls();
  const interceptors: Interceptor[] = [];

  async function serve(message: AwsMessage): Promise<Answer> {
    const request = { ...message, operation: operationOf(message) };
    const aws = async () => {
      const service = services[request.service] ?? rest;
      const answer = await service.answer(request).catch((error: unknown) => refused(request, error));
      calls.record({ service: request.service, action: request.operation, status: answer.status, time: Date.now() });
      return answer;
    };
    const through = interceptors.reduce<() => Promise<Answer>>(
      (next, interceptor) => () => interceptor(request, next),
      aws,
    );
    return through().catch((error: unknown) => refused(request, error));
  }

  const server = awsServer(serve);
  await listen(server, port);

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    hosting,
    identityPools,
    cloudTrail,
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
      cloudTrail.reset();
      calls.clear();
    },
    stop: () => close(server),
  };
}

/**
 * What a client is told that a service refuses, or that the gateway's own code fails for. The clients would retry a 5xx
 * for minutes, so that is a refusal too.
 */
function refused(request: AwsRequest, error: unknown): AwsResponse {
  if (error instanceof AwsError) return refusal(request, error);
  const message = `the localhost AWS failed in ${request.service} ${request.operation}: ${error}`;
  // Where it did is for whoever repairs the gateway.
  console.error(error);
  return refusal(request, new AwsError("GatewayFailure", message));
}
