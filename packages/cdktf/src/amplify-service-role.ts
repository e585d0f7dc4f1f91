import { planAmplifyServiceRole } from "@amplify-roles/core/adapter";
import type { Construct } from "constructs";
import type { AmplifyServiceRoleConfig } from "./specification.js";
import { StandaloneRole } from "./standalone-role.js";

/**
 * The role that Amplify builds an app with and writes its SSR logs with, for an app that is managed elsewhere.
 *
 * ```ts
 * const logs = new AmplifyServiceRole(this, "logs", { appId: "d123456789" });
 * new TerraformOutput(this, "attach", { value: logs.attachCommand });
 * ```
 *
 * @throws SpecificationError with all errors in the specification. Nothing is created then.
 */
export class AmplifyServiceRole extends StandaloneRole {
  /** The kind of the role, by which TypeScript tells it from the other. */
  readonly kind = "service";

  constructor(scope: Construct, id: string, config: AmplifyServiceRoleConfig = {}) {
    super(scope, id, config, "service", planAmplifyServiceRole);
  }
}
