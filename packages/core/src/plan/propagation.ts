import type { PropagationSpec } from "../specification/propagation.js";
import type { Propagation } from "./resources.js";

/**
 * AWS does not say how long IAM takes until Amplify can assume a new role. If it takes longer, the creation of a branch
 * fails, and the next deploy creates it.
 */
const PROPAGATION_SECONDS = 10;

/** How a deploy waits for a new compute role. Undefined if it does not wait. */
export function propagationOf(spec: PropagationSpec = {}): Propagation | undefined {
  const { propagationSeconds: seconds = PROPAGATION_SECONDS, propagationWait: wait = "local-exec" } = spec;
  return seconds === 0 ? undefined : { seconds, wait };
}
