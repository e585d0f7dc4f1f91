import type { ResourceKind } from "@amplify-roles/core";
import { canonical, type DeployedResource } from "../deployed.js";
import type { Registration } from "./registration.js";
import { withoutSecrets } from "./wire.js";

const KINDS: Readonly<Record<string, ResourceKind>> = {
  "aws:iam/role:Role": "aws_iam_role",
  "aws:iam/rolePolicy:RolePolicy": "aws_iam_role_policy",
  "aws:iam/policy:Policy": "aws_iam_policy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "aws_iam_role_policy_attachment",
  "aws:cloudwatch/logGroup:LogGroup": "aws_cloudwatch_log_group",
  "aws:amplify/app:App": "aws_amplify_app",
  "aws:amplify/branch:Branch": "aws_amplify_branch",
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": "aws_cognito_identity_pool_roles_attachment",
  "aws:cognito/identityPoolProviderPrincipalTag:IdentityPoolProviderPrincipalTag":
    "aws_cognito_identity_pool_provider_principal_tag",
  "aws:cloudcontrol/resource:Resource": "aws_cloudcontrolapi_resource",
};

/** What a program's registrations would ask AWS for, under the component of this name. */
export function deployedByPulumi(registrations: readonly Registration[], name: string): readonly DeployedResource[] {
  const component = registrations.find((one) => !one.custom && one.name === name);
  if (component === undefined) throw new Error(`No component "${name}" was registered`);
  const children = registrations.filter(({ parent }) => parent === component.urn);
  const idOf = (child: Registration) => child.name.slice(name.length + 1);
  const ids = new Map(children.map((child) => [child.urn, idOf(child)]));
  return canonical(
    children.map((child) => ({
      id: idOf(child),
      kind: kindOf(child),
      arguments: withoutSecrets(child.inputs) as Record<string, unknown>,
      dependsOn: child.dependencies.map((urn) => ids.get(urn) ?? "").filter((id) => id !== ""),
      ...(child.importId === undefined ? {} : { importId: child.importId }),
    })),
  );
}

function kindOf({ type }: Registration): ResourceKind {
  const kind = KINDS[type];
  if (kind === undefined) throw new Error(`${type} is no kind of resource that the core plans`);
  return kind;
}
