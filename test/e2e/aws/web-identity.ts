import type { Context } from "./authorization/model.js";
import { isJsonObject } from "./message.js";

/** What a token says of its bearer. */
export interface WebIdentity {
  /** As trust policies name it: without `https://`. */
  readonly issuer: string;
  /** The keys that the request carries, which begin with the issuer. */
  readonly context: Context;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
 */
export function webIdentityOf(input: URLSearchParams): WebIdentity {
  const [, payload = ""] = (input.get("WebIdentityToken") ?? "").split(".");
  const parsed: unknown = payload === "" ? {} : JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  const claims = isJsonObject(parsed) ? parsed : {};
  const issuer = String(claims.iss ?? "").replace(/^https:\/\//, "");
  const claim = claims["https://aws.amazon.com/tags"];
  const tags = isJsonObject(claim) && isJsonObject(claim.principal_tags) ? claim.principal_tags : {};
  return {
    issuer,
    context: {
      [`${issuer}:aud`]: String(claims.aud ?? ""),
      [`${issuer}:amr`]: [claims.amr ?? []].flat().map(String),
      [`${issuer}:sub`]: String(claims.sub ?? ""),
    },
    // One value each, as Cognito writes them.
    tags: Object.fromEntries(Object.entries(tags).map(([key, values]) => [key, String([values].flat()[0])])),
  };
}
