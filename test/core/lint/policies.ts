import { bucket, queue } from "../fixtures/arns.js";
import { policy } from "./policy-rows.js";

export type Parts = Readonly<Record<string, unknown>>;
export const get = { Action: "s3:GetObject", Resource: `${bucket}/*` };
export const send = { Action: "sqs:SendMessage", Resource: queue };
/** A policy with a condition. */
export const on = (Condition: unknown, statement: object = get) => policy({ ...statement, Condition });
export const ofBucket = (...statements: readonly Parts[]) =>
  policy(...statements.map((statement) => ({ Principal: { AWS: "123456789012" }, ...get, ...statement })));
export const trusting = (Principal: Parts) => policy({ Principal, Action: "sts:AssumeRole" });
export const GITHUB = "token.actions.githubusercontent.com";
export const oidc = (provider: string) => `arn:aws:iam::123456789012:oidc-provider/${provider}`;
export const github = oidc(GITHUB);
export const federated = (Condition: Parts, Federated = github) =>
  policy({ Principal: { Federated }, Action: "sts:AssumeRoleWithWebIdentity", Condition });
