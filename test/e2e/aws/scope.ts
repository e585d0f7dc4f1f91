import type { IncomingHttpHeaders } from "node:http";

export interface Scope {
  readonly service: string;
  readonly region: string;
}

/** Whose signature a request bears, and what it is for. */
export interface Signature extends Scope {
  readonly accessKeyId: string;
}

/**
 * Who signed a request, and what for, from the credential scope of its Authorization header:
 * `Credential=<key>/<date>/<region>/<service>/aws4_request`. The signature itself is not checked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signatureOf(headers: IncomingHttpHeaders): Signature {
  const scope = /Credential=([^/,]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers.authorization ?? "");
  return { accessKeyId: scope?.[1] ?? "", region: scope?.[2] ?? "", service: scope?.[3] ?? "" };
}

/** An Authorization header that names a scope. Nothing that the tests talk to checks the signature. */
export function signedLooking({ service, region }: Scope): string {
  const scope = `Credential=test/20250101/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host;x-amz-date, Signature=none`;
}

/** The partition that a region lies in. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
