import { shortestLength } from "../text/late.js";
import type { PolicyDocument, Statement } from "./document.js";
import { minimise } from "./minimise.js";

/** The policy that says what the statements say. Adapters whose text resolves late call it again once it has. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: minimise(statements) };
}

/**
 * The fewest characters that IAM will count for a policy (white space is not counted). Late values
 * count nothing: a check must not fail for what is not known yet.
 */
export const sizeOf = (policy: PolicyDocument): number => shortestLength(JSON.stringify(policy).replaceAll(" ", ""));
