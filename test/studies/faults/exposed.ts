import type { Role } from "../../e2e/aws/snapshot/roles.js";
import type { AccountSnapshot } from "../../e2e/aws/snapshot.js";

/**
 * What must never be, not even between a failure and the next command: a role behind something live that lacks a
 * policy which it has before the change or after it. Live is an app with a compute role, for its address answers, and a
 * branch: it is built as its app's service role, and runs as its compute role.
 */
export function exposed(now: AccountSnapshot, whole: readonly AccountSnapshot[]): string[] {
  const lacking = (arn: unknown): boolean => {
    if (typeof arn !== "string" || arn === "") return false;
    const name = arn.split("/").at(-1) ?? "";
    const policies = policiesOf(now.roles[name]);
    const wholes = whole.map(({ roles }) => roles[name]).filter((role) => role !== undefined);
    return !wholes.some((role) => policiesOf(role).every((policy) => policies.includes(policy)));
  };
  return Object.entries(now.apps).flatMap(([name, { settings, branches }]) => {
    const live = Object.entries(branches);
    return [
      ...(lacking(settings.computeRoleArn) ? [`app ${name}: ${settings.computeRoleArn}`] : []),
      ...(live.length > 0 && lacking(settings.iamServiceRoleArn) ? [`app ${name}: ${settings.iamServiceRoleArn}`] : []),
      ...live
        .filter(([, { computeRoleArn }]) => lacking(computeRoleArn))
        .map(([branch, { computeRoleArn }]) => `branch ${branch}: ${computeRoleArn}`),
    ];
  });
}

function policiesOf(role: Role | undefined): readonly string[] {
  return role === undefined ? [] : [...Object.keys(role.inlinePolicies), ...role.attachedPolicies];
}
