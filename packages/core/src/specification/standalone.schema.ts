import { object, string } from "../schema/schema.js";
import { appId } from "./app-id.schema.js";
import { invalidBranchName, isBranchName } from "./branch.schema.js";
import type { DeploymentSpec } from "./deployment.js";
import { deploymentProperties } from "./deployment.schema.js";
import { identityPoolProperties, type ParsedIdentityPool, withAnyRole } from "./identity-pool.schema.js";
import { ROLE_HINTS } from "./other-names.js";
import type { PropagationSpec } from "./propagation.js";
import { propagationProperties } from "./propagation.schema.js";
import {
  type ParsedComputeRole,
  type ParsedServiceRole,
  roleProperties,
  serviceRoleProperties,
} from "./role.schema.js";

/** The app that a standalone role is for. */
interface ForApp {
  readonly appId?: string;
}

export const standaloneServiceRole = object<ParsedServiceRole & DeploymentSpec & ForApp>(
  {
    ...serviceRoleProperties,
    ...deploymentProperties,
    appId,
  },
  [],
  ROLE_HINTS,
);

export const standaloneComputeRole = object<
  ParsedComputeRole & DeploymentSpec & ForApp & PropagationSpec & { readonly branchName?: string }
>(
  {
    ...roleProperties,
    ...deploymentProperties,
    appId,
    ...propagationProperties,
    branchName: string((name) => (isBranchName(name) ? undefined : invalidBranchName(name))),
  },
  [],
  ROLE_HINTS,
);

export const standaloneIdentityPool = withAnyRole(
  object<ParsedIdentityPool & DeploymentSpec>({ ...identityPoolProperties, ...deploymentProperties }, [
    "identityPoolId",
  ]),
);
