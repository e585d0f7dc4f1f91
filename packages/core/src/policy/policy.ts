import type { PolicyDocument, Statement } from "./document.js";
import { minimize } from "./minimize.js";

/** Writing more as JSON takes as long as minimizing it. */
const MOST_STATEMENTS = 20;
/** More than the distinct policies of most programs. */
const MOST_POLICIES = 1_000;

/** By the JSON of what they are made from: most roles of a program have a trust policy or grants that another one has. */
const known = new Map<string, PolicyDocument>();

/** The smallest policy with these statements. Adapters whose values resolve later call it again once they have. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  if (statements.length > MOST_STATEMENTS) return minimizedPolicy(statements);
  const key = JSON.stringify(statements);
  const policy = known.get(key) ?? minimizedPolicy(statements);
  if (known.size >= MOST_POLICIES) known.clear();
  known.set(key, policy);
  return policy;
}

const minimizedPolicy = (statements: readonly Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: minimize(statements),
});
