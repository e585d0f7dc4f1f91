import type { IncomingHttpHeaders } from "node:http";

export interface Scope {
  readonly service: string;
  readonly region: string;
}

/**
 * What a request is signed for, from the credential scope of its Authorization header:
 * `Credential=<key>/<date>/<region>/<service>/aws4_request`. The signature itself is not checked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function credentialScope(headers: IncomingHttpHeaders): Scope {
  const scope = /Credential=[^/,]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers.authorization ?? "");
  return { region: scope?.[1] ?? "", service: scope?.[2] ?? "" };
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
