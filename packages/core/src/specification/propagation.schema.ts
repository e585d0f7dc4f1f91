import type { Report } from "../findings/finding.js";
import { grouped } from "../findings/text.js";
import { oneOf, resolved, resolvedNumber } from "../schema/schema.js";

const MAX_PROPAGATION_SECONDS = 300;

const invalidPropagation = (seconds: number): Report => ({
  code: "INVALID_PROPAGATION",
  message: `propagationSeconds must be a whole number of seconds from 0 to ${MAX_PROPAGATION_SECONDS}, got ${grouped(seconds)}.`,
  fix: `Write a whole number from 0 (no wait) to ${MAX_PROPAGATION_SECONDS}.`,
  parameters: { found: seconds, least: 0, most: MAX_PROPAGATION_SECONDS },
});

/** How many seconds a deploy waits until Amplify can assume a new role. */
const propagationSeconds = resolvedNumber((seconds) =>
  Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_PROPAGATION_SECONDS
    ? undefined
    : invalidPropagation(seconds),
);

/** What waits in Terraform. */
const propagationWait = resolved(oneOf("local-exec", "time_sleep"), "way to wait", '"local-exec" or "time_sleep"');

/** The properties of a specification that say how a deploy waits for a new role. */
export const propagationProperties = { propagationSeconds, propagationWait };
