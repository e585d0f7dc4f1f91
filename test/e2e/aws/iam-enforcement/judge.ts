import { GetRoleCommand } from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { type EvaluationResult, runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { contextOf, keyPolicy, literal, resourcePolicy } from "../../../oracle/support/simulator.js";
import type { AccountClients, Authorization } from "../authorization/authorization.js";
import { MOTO_ACCOUNT } from "../moto.js";
import { unlessMissing } from "../moto-client.js";
import { documentIn } from "../snapshot/documents.js";
import type { Identity, NamedPolicy } from "./policies.js";

/** Somebody whom no policy of IAM's identities speaks of: a service, an identity provider. */
export const outsider = (principal: string): Identity => ({
  arn: principal,
  context: {},
  policies: [],
  boundary: [],
  session: [],
});

/** What the simulator says to one authorization. */
export async function judge(
  identity: Identity,
  asked: Authorization,
  clients: Pick<AccountClients, "iam" | "kms">,
): Promise<EvaluationResult> {
  const { action, resource, context } = asked;
  const contextVariables = await contextOf({ ...identity.context, ...context });
  const ofResource = await policyOf(asked, clients);
  const saidBy = (policies: readonly NamedPolicy[]) =>
    runUnsafeSimulation(
      {
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        identityPolicies: [...policies],
        ...(identity.boundary.length === 0 ? {} : { permissionBoundaryPolicies: [...identity.boundary] }),
        ...(ofResource === undefined ? {} : { resourcePolicy: ofResource }),
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

/** The policy of a resource where it counts here: without that of a key, or of a role, AWS heeds no other. */
async function policyOf({ action, resource }: Authorization, { iam, kms }: Pick<AccountClients, "iam" | "kms">) {
  if (action.startsWith("kms:")) {
    const command = new GetKeyPolicyCommand({ KeyId: resource, PolicyName: "default" });
    const found = await unlessMissing(kms.send(command), "NotFoundException");
    // As a key gets it by default, where there is no key yet.
    return found === undefined ? keyPolicy : resourcePolicy(documentIn(found.Policy ?? ""));
  }
  if (action.startsWith("sts:")) {
    const command = new GetRoleCommand({ RoleName: resource.split("/").at(-1) });
    const found = await unlessMissing(iam.send(command), "NoSuchEntityException");
    const trust = found?.Role?.AssumeRolePolicyDocument;
    // What is not there trusts nobody, and AWS does not tell the one from the other.
    return resourcePolicy(trust === undefined ? NOBODY : documentIn(trust));
  }
  return undefined;
}

const NOBODY = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "sts:*" }] };
