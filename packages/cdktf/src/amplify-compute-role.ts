import { planAmplifyComputeRole } from "@amplify-roles/core/adapter";
import type { Construct } from "constructs";
import type { AmplifyComputeRoleConfig } from "./specification.js";
import { StandaloneRole } from "./standalone-role.js";

/**
 * The role that SSR code runs as, for an app or a branch that is managed elsewhere.
 *
 * ```ts
 * const compute = new AmplifyComputeRole(this, "compute", {
 *   appId: "d123456789",
 *   branchName: "main",
 *   grants: [s3.read(bucket)],
 * });
 * new TerraformOutput(this, "attach", { value: compute.attachCommand });
 * ```
 *
 * @throws SpecificationError with all errors in the specification. Nothing is created then.
 */
export class AmplifyComputeRole extends StandaloneRole {
  /** By which TypeScript tells the role from the other. */
  readonly roleType = "compute";

  constructor(scope: Construct, id: string, config: AmplifyComputeRoleConfig = {}) {
    super(scope, id, config, "compute", planAmplifyComputeRole);
  }
}
