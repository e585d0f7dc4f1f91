import type { iam } from "@pulumi/aws";
import { all, log, type Output } from "@pulumi/pulumi";

/** A role's ARN, available when the role is `seconds` old. A preview of an existing role knows it at once. */
export function propagatedArn(role: iam.Role, seconds: number): Output<string> {
  return all([role.arn, role.createDate]).apply(async ([known, created]) => {
    const left = millisecondsLeft(created, seconds, Date.now());
    if (left > 0) {
      const waiting = `Waiting ${Math.ceil(left / 1_000)} seconds until Amplify can assume the role`;
      // Shown while it lasts, and in no summary.
      void log.info(waiting, role, undefined, true);
      await new Promise((resolve) => setTimeout(resolve, left));
    }
    return known;
  });
}

/**
 * The milliseconds until something is `seconds` old: at most `seconds`, even if this clock is behind AWS's, and 0 without
 * a creation date (in a user's mocks).
 */
export function millisecondsLeft(created: string | undefined, seconds: number, now: number): number {
  const whole = seconds * 1_000;
  const left = Date.parse(created ?? "") + whole - now;
  return Number.isNaN(left) ? 0 : Math.min(Math.max(left, 0), whole);
}
