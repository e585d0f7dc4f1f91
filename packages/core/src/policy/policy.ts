import type { PolicyDocument, Statement } from "./document.js";
import { minimize } from "./minimize.js";

/** The policy that says what the statements say. Adapters whose text resolves late call it again once it has. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: minimize(statements) };
}
