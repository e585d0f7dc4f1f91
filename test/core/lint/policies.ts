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

/** The policies and options of rows about the roles of Amplify, and what they find. */
export const compute = { role: "compute" } as const;
export const resource = { type: "resource" } as const;
export const amplify = { Principal: { Service: "amplify.amazonaws.com" }, Action: "sts:AssumeRole" };
export const other = { Principal: { AWS: "arn:aws:iam::210987654321:root" }, Action: "sts:AssumeRole" };
export const extra = "security-warning TRUST_EXTRA_PRINCIPAL Statement[1].Principal";
export const condition = (operator: string, key: string) => `Statement[0].Condition.${operator}["${key}"]`;
