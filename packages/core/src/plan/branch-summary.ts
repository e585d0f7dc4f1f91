import { HIDDEN } from "../findings/secret.js";
import { isUnresolved, toDisplayString } from "../placeholders/placeholder.js";
import type { ParsedBranch } from "../specification/branch.schema.js";
import { branchArguments } from "../specification/branch-arguments.schema.js";
import { looksSecret } from "../specification/environment-variables.js";
import { mapValues } from "../util/map-values.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { pick } from "../util/pick.js";
import { managedByOf } from "./branches.js";

/**
 * What a branch is created with, as people read it: `aws_amplify_branch`'s arguments, whichever resource it is. It is known
 * at the first plan, and it holds no secret: a value known only after deploy is described (`<name of orders>`), a password
 * is `<secret>`.
 */
export type BranchSummary = Readonly<Record<string, unknown>>;

/** @param computeRoleArn of the role that its server code runs as */
export function branchSummary(
  branchName: string,
  branch: ParsedBranch,
  computeRoleArn: string | undefined,
): BranchSummary {
  const { basicAuthCredentials, environmentVariables, ...given } = pick(branch, [
    ...(Object.keys(branchArguments) as (keyof typeof branchArguments)[]),
    "buildSpec",
  ]);
  return displayed({
    branchName,
    managedBy: managedByOf(branch),
    ...omitUndefined({ computeRoleArn }),
    ...given,
    ...(basicAuthCredentials === undefined ? {} : { basicAuthCredentials: HIDDEN }),
    ...(environmentVariables === undefined ? {} : { environmentVariables: withoutSecretValues(environmentVariables) }),
  }) as BranchSummary;
}

/** Variables as a whole may be known only after deploy. */
const withoutSecretValues = (variables: Readonly<Record<string, string>> | string) =>
  typeof variables === "string"
    ? variables
    : mapValues(variables, (value, name) =>
        !isUnresolved(value) && looksSecret(name, value) !== undefined ? HIDDEN : value,
      );

function displayed(value: unknown): unknown {
  if (typeof value === "string") return toDisplayString(value);
  return typeof value === "object" && value !== null ? mapValues(value as Record<string, unknown>, displayed) : value;
}
