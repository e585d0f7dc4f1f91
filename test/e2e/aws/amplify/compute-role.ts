import { badRequest } from "../errors.js";
import { findRole } from "../iam.js";
import { letsAssume, type TrustOptions } from "../trust.js";

const PRINCIPAL = "amplify.amazonaws.com";
/** Only these have server code. https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html */
const PLATFORMS_WITH_COMPUTE = ["WEB_COMPUTE", "WEB_DYNAMIC"];

/** Refuses a compute role that Amplify would not attach. */
export type ComputeRoleCheck = (role: { arn: string; platform: unknown; region: string }) => Promise<void>;

export interface ComputeRoleOptions extends TrustOptions {
  /** For how long after its creation a role cannot be assumed yet, in milliseconds. */
  readonly propagationMs: number;
}

/** The check against the roles in moto's IAM. An empty ARN removes the role, and is always accepted. */
export function computeRoleCheck(moto: string, options: ComputeRoleOptions): ComputeRoleCheck {
  return async ({ arn, platform, region }) => {
    if (arn === "") return;
    if (!PLATFORMS_WITH_COMPUTE.includes(String(platform))) {
      throw badRequest(`A compute role needs an app on ${PLATFORMS_WITH_COMPUTE.join(" or ")}, not ${platform}`);
    }
    const role = await findRole(moto, arn, region);
    const fresh = role !== undefined && Date.now() - role.created.getTime() < options.propagationMs;
    if (role?.arn !== arn || fresh || !letsAssume(role.trust, PRINCIPAL, options)) {
      throw badRequest("The compute role provided cannot be assumed by Amplify");
    }
  };
}
