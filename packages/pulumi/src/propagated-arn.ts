import type { iam } from "@pulumi/aws";
import { all, type Output } from "@pulumi/pulumi";

/** A role's ARN, once the role is that many seconds old. A preview knows it at once, of a role that is there. */
export function settledArn({ arn, createDate }: iam.Role, seconds: number): Output<string> {
  return all([arn, createDate]).apply(async ([known, created]) => {
    const left = millisecondsLeft(created, seconds, Date.now());
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    return known;
  });
}

/**
 * How long it takes until something is that many seconds old. A clock that is behind AWS's makes nobody wait for longer,
 * and a creation that nobody dated (in a user's mocks) for nothing.
 */
export function millisecondsLeft(created: string | undefined, seconds: number, now: number): number {
  const whole = seconds * 1_000;
  const left = Date.parse(created ?? "") + whole - now;
  return Number.isNaN(left) ? 0 : Math.min(Math.max(left, 0), whole);
}
