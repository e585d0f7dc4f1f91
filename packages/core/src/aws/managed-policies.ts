import { awsManagedPolicies } from "@amplify-roles/service-reference";
import { isTypo, nearest } from "../util/similar.js";

/** The path of policies that only service-linked roles can have. */
const SERVICE_LINKED = "aws-service-role/";

/** What is known of the name of an AWS managed policy. */
export interface ManagedPolicyMatch {
  /**
   * `otherPath`: AWS has the policy, under another path. `misspelled`: it is one or two characters away from a policy's
   * name. `unknown`: AWS may have added it since the list was made.
   */
  readonly verdict: "known" | "serviceLinked" | "otherPath" | "misspelled" | "unknown";
  /** The policy that it most likely means, with its path. */
  readonly suggestion?: string;
}

/**
 * Compares the name of an AWS managed policy with those that AWS has.
 *
 * @param name with or without its path: `service-role/AWSLambdaBasicExecutionRole`
 * @param needsPath whether the name without its path is another policy, as in an ARN
 */
export function findManagedPolicy(name: string, needsPath: boolean): ManagedPolicyMatch {
  const policies = awsManagedPolicies();
  const path = name.slice(0, name.lastIndexOf("/") + 1);
  const bare = name.slice(path.length);
  const actual = policies.get(bare);
  if (actual !== undefined) {
    if (path !== actual && (needsPath || path !== ""))
      return { verdict: "otherPath", suggestion: withPath(bare, actual) };
    return { verdict: actual === SERVICE_LINKED ? "serviceLinked" : "known" };
  }
  const attachable = [...policies].filter(([, path]) => path !== SERVICE_LINKED).map(([name]) => name);
  const similar = nearest(bare, attachable);
  if (similar === undefined) return { verdict: "unknown" };
  const suggestion = needsPath || path !== "" ? withPath(similar, policies.get(similar)) : similar;
  return { verdict: isTypo(bare, similar) && !isNewVersion(bare, similar) ? "misspelled" : "unknown", suggestion };
}

/** `…PolicyV3` where the list has `…PolicyV2` and `…Policy`: more likely new than misspelled. */
const isNewVersion = (name: string, known: string): boolean => {
  const unversioned = (text: string) => text.toLowerCase().replaceAll(/[_-]?v?\d+/g, "");
  return name.toLowerCase() !== known.toLowerCase() && unversioned(name) === unversioned(known);
};

const withPath = (name: string, path = ""): string => `${path}${name}`;

/** An AWS managed policy with its path: `service-role/AWSLambdaBasicExecutionRole`. One that is not known stays as it is. */
export const fullManagedPolicyName = (name: string): string => withPath(name, awsManagedPolicies().get(name));
