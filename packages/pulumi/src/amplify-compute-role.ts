import { planAmplifyComputeRole } from "@amplify-roles/core/adapter";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { AmplifyComputeRoleArgs } from "./specification.js";
import { StandaloneRole } from "./standalone-role.js";

/**
 * The role that SSR code runs as, for an app or a branch that is managed elsewhere.
 *
 * ```ts
 * const compute = new AmplifyComputeRole("compute", {
 *   appId: "d123456789",
 *   branchName: "main",
 *   grants: [s3.read(bucket)],
 * });
 * export const attach = compute.attachCommand;
 * ```
 *
 * @throws SpecificationError with all errors in the specification. Nothing is registered then.
 */
export class AmplifyComputeRole extends StandaloneRole {
  /** By which TypeScript tells the role from the other. */
  readonly roleType = "compute";

  constructor(name: string, args: AmplifyComputeRoleArgs = {}, opts?: ComponentResourceOptions) {
    super("amplify-roles:index:AmplifyComputeRole", name, args, opts, "compute", planAmplifyComputeRole);
  }
}
