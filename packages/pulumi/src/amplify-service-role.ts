import { planAmplifyServiceRole } from "@amplify-roles/core/adapter";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { AmplifyServiceRoleArgs } from "./specification.js";
import { StandaloneRole } from "./standalone-role.js";

/**
 * The role that Amplify builds an app with and writes its SSR logs with, for an app that is managed elsewhere.
 *
 * ```ts
 * const logs = new AmplifyServiceRole("logs", { appId: "d123456789" });
 * export const attach = logs.attachCommand;
 * ```
 *
 * @throws SpecificationError with all errors in the specification. Nothing is registered then.
 */
export class AmplifyServiceRole extends StandaloneRole {
  /** The kind of the role, by which TypeScript tells it from the other. */
  readonly kind = "service";

  constructor(name: string, args: AmplifyServiceRoleArgs = {}, opts?: ComponentResourceOptions) {
    super("amplify-roles:index:AmplifyServiceRole", name, args, opts, "service", planAmplifyServiceRole);
  }
}
