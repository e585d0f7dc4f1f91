import type { PolicyDocument, Statement } from "./document.js";
import { minimize } from "./minimize.js";

/** The smallest policy with these statements. Adapters whose values resolve later call it again once they have. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: minimize(statements) };
}
