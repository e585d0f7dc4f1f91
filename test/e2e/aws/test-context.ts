import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { type Aws, startAws } from "./aws.js";
import { type Boto, type BotoAnswer, startBoto } from "./boto.js";
import { REGION } from "./environment.js";
import type { GatewayOptions } from "./gateway.js";
import { signedLooking } from "./scope.js";

/** Of apps, as far as the tests look at it. */
export interface App {
  app: { appId: string; appArn: string; computeRoleArn?: string; environmentVariables: object; tags: object };
}
export interface Branch {
  branch: { branchArn: string; computeRoleArn?: string; displayName: string; stage: string; tags: object };
}
export interface Webhook {
  webhook: { webhookArn: string; webhookId: string; webhookUrl: string };
}
export interface Domain {
  domainAssociation: {
    certificate: object;
    domainStatus: string;
    subDomains: { subDomainSetting: { branchName: string; prefix: string } }[];
  };
}
/** Of a request that Cloud Control has accepted. */
export interface Event {
  ProgressEvent: {
    OperationStatus: string;
    RequestToken: string;
    Identifier?: string;
    ErrorCode?: string;
    StatusMessage?: string;
    ResourceModel?: string;
  };
}

export const BRANCH_TYPE = "AWS::Amplify::Branch";
export const AMPLIFY = "amplify.amazonaws.com";

export const trustOf = (service: string, extra: object = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", ...extra }],
  });

/** The localhost AWS for the tests of one `describe`, empty before each, and what they ask it with. */
export function useAws(options: Omit<GatewayOptions, "moto"> = { propagationMs: 0 }) {
  let aws: Aws;
  let boto: Boto;
  beforeAll(async () => {
    aws = await startAws(options);
    boto = await startBoto(aws.env);
  });
  beforeEach(() => aws.reset());
  afterAll(async () => {
    await boto?.stop();
    await aws?.stop();
  });

  const call = (service: string, operation: string, parameters?: object): Promise<BotoAnswer> =>
    boto.call(service, operation, parameters);

  /** The output of a call that succeeds, with a body as the service's model has it. */
  async function ok<Output = Record<string, never>>(service: string, operation: string, parameters?: object) {
    const answer = await call(service, operation, parameters);
    expect(answer).toMatchObject({ deviations: [] });
    expect(answer.error).toBeUndefined();
    return answer.output as Output;
  }

  /** The refusal of a call. */
  async function refused(service: string, operation: string, parameters?: object) {
    const answer = await call(service, operation, parameters);
    expect(answer.output, `${operation} was not refused`).toBeUndefined();
    return answer.error as NonNullable<BotoAnswer["error"]>;
  }

  /** A request as no SDK would send it. */
  async function raw(service: string, method: string, path: string, body: object | undefined, target?: string) {
    const headers = {
      authorization: signedLooking({ service, region: REGION }),
      ...(target ? { "x-amz-target": target } : {}),
    };
    const answer = await fetch(`${aws.gateway.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { message, Message = message, __type } = (await answer.json()) as Record<string, string>;
    return {
      status: answer.status,
      code: answer.headers.get("x-amzn-errortype") ?? __type?.split("#")[1],
      message: Message,
    };
  }

  const createApp = async (settings: object = {}) =>
    (await ok<App>("amplify", "CreateApp", { name: "site", platform: "WEB_COMPUTE", ...settings })).app;

  async function createRole(name: string, trust: string, path = "/"): Promise<string> {
    const parameters = { RoleName: name, AssumeRolePolicyDocument: trust, Path: path };
    const { Role } = await ok<{ Role: { Arn: string } }>("iam", "CreateRole", parameters);
    return Role.Arn;
  }

  /** Polls a Cloud Control request to its end, as the providers do. */
  async function outcome({ ProgressEvent: begun }: Event): Promise<Event["ProgressEvent"]> {
    expect(begun.OperationStatus).toBe("IN_PROGRESS");
    for (let polls = 0; polls < 200; polls += 1) {
      const parameters = { RequestToken: begun.RequestToken };
      const { ProgressEvent } = await ok<Event>("cloudcontrol", "GetResourceRequestStatus", parameters);
      if (ProgressEvent.OperationStatus !== "IN_PROGRESS") return ProgressEvent;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${begun.RequestToken} never ended`);
  }

  return { aws: () => aws, call, ok, refused, raw, createApp, createRole, outcome };
}

export const patch = (Identifier: string, operations: object[]) => ({
  TypeName: BRANCH_TYPE,
  Identifier,
  PatchDocument: JSON.stringify(operations),
});
