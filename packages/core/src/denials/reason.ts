import { omitUndefined } from "../util/omit-undefined.js";
import type { DeniedCall, DenyingPolicy } from "./symptom.js";

/** Why a call is denied. */
export type DenialReason = Pick<DeniedCall, "policy" | "explicit" | "policyArn">;

/** What AWS calls each type of policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const POLICIES: readonly (readonly [RegExp, DenyingPolicy])[] = [
  [/identity-based/i, "identity"],
  [/resource-based/i, "resource"],
  [/permissions boundary/i, "boundary"],
  [/service control/i, "serviceControl"],
  [/resource control/i, "resourceControl"],
  [/sessions?/i, "session"],
  [/VPC endpoint/i, "vpcEndpoint"],
  [/role trust/i, "trust"],
];

const EXPLICIT = /\b(?:with|due to) an explicit deny in (?:an?|the) (.{5,80}?(?:polic(?:y|ies)|boundary))(.*)/i;
const IMPLICIT = /\bbecause no (.{5,60}?(?:polic(?:y|ies)|boundary)) allows?\b/i;

/**
 * What follows `User: … is not authorized to perform: … on resource: …`. A policy that applies through another one is the
 * other one (`transitively through a service control policy`).
 */
export function reasonIn(text: string): DenialReason {
  const [, of = "", rest = ""] = EXPLICIT.exec(text) ?? [];
  if (of !== "") {
    const through = /^ transitively through (?:an?|the) (.{5,60}?(?:policy|boundary))/i.exec(rest)?.[1];
    const policyArn =
      /^(?: transitively through .{5,60}?(?:policy|boundary))?: ?(arn:[^\s"'`,]+?)\.?(?=[\s"'`,]|$)/i.exec(rest)?.[1];
    return { explicit: true, ...omitUndefined({ policy: policyOf(through ?? of), policyArn }) };
  }
  const [, missing = ""] = IMPLICIT.exec(text) ?? [];
  if (missing !== "") return { explicit: false, ...omitUndefined({ policy: policyOf(missing) }) };
  // What KMS and S3 write about a key whose policy does not let the caller know more.
  if (/no resource-based policies allow access/i.test(text)) return { explicit: false, policy: "resource" };
  return { explicit: false };
}

const policyOf = (words: string): DenyingPolicy | undefined => POLICIES.find(([pattern]) => pattern.test(words))?.[1];
