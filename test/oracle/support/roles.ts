import type { PolicyDocument, Statement } from "@amplify-roles/core";
import {
  type PlannedResource,
  planAmplifyComputeRole,
  planAmplifyIdentityPoolRole,
  planAmplifyServiceRole,
} from "@amplify-roles/core/adapter";
import { Collector } from "../../../packages/core/src/findings/collector.js";
import { expandGrant } from "../../../packages/core/src/grants/expand.js";
import { planOrThrow } from "../../../packages/core/src/plan/result.js";
import { ssrLogsStatements } from "../../../packages/core/src/plan/ssr-logs.js";
import { Context } from "../../../packages/core/src/schema/context.js";
import { appId, type Case, home, regional } from "./model.js";

/** How a role's permissions are attached. */
export type PolicyType = "inline" | "managed";

/** The type of role. A case of the service role makes it that one, whatever is said here. */
export type RoleType = "compute" | "identity pool";

/** The policies of a role with everything that the cases ask for. All cases have the first one's deployment. */
export function policiesOf(
  cases: readonly Case[],
  policyType: PolicyType = "inline",
  kind: RoleType = "compute",
): readonly PolicyDocument[] {
  const grants = cases.flatMap(({ asks }) => ("grant" in asks ? [asks.grant] : []));
  const documents = cases.flatMap(({ asks }) => ("document" in asks ? [asks.document] : []));
  const role = {
    policyType,
    ...(grants.length === 0 ? {} : { grants }),
    ...(documents.length === 0 ? {} : { policyDocuments: documents }),
  };
  return planOf(cases, role, kind).resources.flatMap(policyOf);
}

function planOf(cases: readonly Case[], role: object, kind: RoleType) {
  const deployment = deploymentOf(cases);
  const service = cases.flatMap(({ asks }) => ("serviceRole" in asks ? [asks.serviceRole] : []))[0];
  if (service !== undefined) return planAmplifyServiceRole("oracle", { ...deployment, ...role, ...service });
  // A role of an identity pool belongs to no app.
  const isOfApp = cases.some(({ asks }) => "grant" in asks && asks.grant.access === "amplifySecrets");
  return kind === "compute" || isOfApp
    ? planAmplifyComputeRole("oracle", { ...deployment, ...role, appId })
    : planAmplifyIdentityPoolRole("oracle", {
        ...deployment,
        identityPoolId: `${deployment.region}:${POOL}`,
        authenticated: role,
      });
}

const POOL = "12345678-1234-1234-1234-123456789012";

const policyOf = (resource: PlannedResource): readonly PolicyDocument[] => {
  const { policy } = resource.arguments as { readonly policy?: PolicyDocument };
  return resource.type === "aws_iam_role_policy" || resource.type === "aws_iam_policy"
    ? [policy as PolicyDocument]
    : [];
};

/** The statements that the cases expand to, before any are merged. */
export function expanded(cases: readonly Case[]): PolicyDocument {
  const deployment = deploymentOf(cases);
  const collector = new Collector();
  const context = new Context(collector, undefined, deployment).ofApp({
    id: appId,
    arn: regional("amplify", `apps/${appId}`, deployment).arn,
  });
  const statements = cases.flatMap(({ asks }, index): readonly Statement[] => {
    if ("grant" in asks) return expandGrant(asks.grant, context.index(index))?.statements ?? [];
    if ("document" in asks) return asks.document.Statement;
    return ssrLogsStatements(deployment, asks.serviceRole.appId ?? "*", asks.serviceRole.logs?.shape ?? "exact");
  });
  planOrThrow("oracle", cases, {}, collector);
  return { Version: "2012-10-17", Statement: statements };
}

const deploymentOf = ([first]: readonly Case[]) => first?.deployment ?? home;
