import { GetKeyPolicyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { type EvaluationResult, runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { contextOf, keyPolicy, literal, resourcePolicy } from "../../../../oracle/support/simulator.js";
import { MOTO_ACCOUNT } from "../../moto.js";
import type { Authorisation } from "../authorisation/authorisation.js";
import type { Identity, NamedPolicy } from "./policies.js";

/** What the simulator says to one authorisation. */
export async function judge(identity: Identity, asked: Authorisation, kms: KMSClient): Promise<EvaluationResult> {
  const { action, resource, context } = asked;
  const contextVariables = await contextOf({ ...identity.context, ...context });
  // Of policies that resources have, those of keys count here: without them KMS heeds no other.
  const ofKey = action.startsWith("kms:") ? { resourcePolicy: await policyOfKey(resource, kms) } : {};
  const saidBy = (policies: readonly NamedPolicy[]) =>
    runUnsafeSimulation(
      {
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        identityPolicies: [...policies],
        ...(identity.boundary.length === 0 ? {} : { permissionBoundaryPolicies: [...identity.boundary] }),
        ...ofKey,
        request: {
          principal: identity.arn,
          action,
          resource: { resource: literal(resource), accountId: MOTO_ACCOUNT },
          contextVariables,
        },
      },
      {},
    );
  const result = saidBy(identity.policies);
  // The simulator's quick way leaves a session's policies out. They allow nothing that the role's own do not.
  return result !== "Allowed" || identity.session.length === 0 ? result : saidBy(identity.session);
}

/** The policy that a key has; the one that it gets by default where there is no key yet. */
async function policyOfKey(arn: string, kms: KMSClient) {
  try {
    const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: "default" }));
    return resourcePolicy(JSON.parse(Policy));
  } catch (error) {
    if ((error as Error).name === "NotFoundException") return keyPolicy;
    throw error;
  }
}
