import type { PolicyDocument, RoleMapping } from "@amplify-roles/core";
import { type PlannedResource, type PlannedResourceType, policyDocument } from "@amplify-roles/core/adapter";
import { AmplifyApp } from "@cdktf/provider-aws/lib/amplify-app";
import { AmplifyBranch } from "@cdktf/provider-aws/lib/amplify-branch";
import { CloudcontrolapiResource } from "@cdktf/provider-aws/lib/cloudcontrolapi-resource";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CognitoIdentityPoolProviderPrincipalTag } from "@cdktf/provider-aws/lib/cognito-identity-pool-provider-principal-tag";
import { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePoliciesExclusive } from "@cdktf/provider-aws/lib/iam-role-policies-exclusive";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { IamRolePolicyAttachmentsExclusive } from "@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive";
import type { TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { jsonTemplate, jsonWithExpressions } from "./expressions.js";
import { textOnceResolved } from "./resolved-text.js";

/** The construct of each kind of planned resource. */
export interface Resources {
  aws_iam_role: IamRole;
  aws_iam_role_policy: IamRolePolicy;
  aws_iam_policy: IamPolicy;
  aws_iam_role_policy_attachment: IamRolePolicyAttachment;
  aws_iam_role_policies_exclusive: IamRolePoliciesExclusive;
  aws_iam_role_policy_attachments_exclusive: IamRolePolicyAttachmentsExclusive;
  aws_cloudwatch_log_group: CloudwatchLogGroup;
  aws_amplify_app: AmplifyApp;
  aws_amplify_branch: AmplifyBranch;
  aws_cognito_identity_pool_roles_attachment: CognitoIdentityPoolRolesAttachment;
  aws_cognito_identity_pool_provider_principal_tag: CognitoIdentityPoolProviderPrincipalTag;
  aws_cloudcontrolapi_resource: CloudcontrolapiResource;
}

/** A planned resource's arguments, with CDKTF's values in the place of markers. */
type Config = Record<string, unknown> & TerraformMetaArguments;

interface Binding {
  new (scope: Construct, id: string, config: never): TerraformResource;
  readonly prototype: object;
}

/** How a kind of resource is made: its class, and what its arguments are called or look like in CDKTF. */
interface Kind {
  readonly binding: Binding;
  /** The binding's name for arguments that have another. */
  readonly names?: Readonly<Record<string, string>>;
  /** Arguments that look otherwise in the binding: text where the plan has data, other names inside. */
  readonly written?: Readonly<Record<string, (value: never) => unknown>>;
}

/**
 * A policy is put in order after its tokens are resolved: before, one attribute read twice is two texts, and tokens
 * sort by the order in which they were made.
 */
const policyText = (policy: PolicyDocument): string =>
  textOnceResolved(policy.Statement, (statements) => jsonWithExpressions(policyDocument(statements)));

const desiredStateText = (state: object): string => textOnceResolved(state, jsonTemplate);

/** Blocks are called by their singular. */
const roleMapping = (mappings: readonly RoleMapping[]) =>
  mappings.map(({ mappingRules, ...mapping }) => ({ ...mapping, mappingRule: mappingRules }));

const kinds: { readonly [K in PlannedResourceType]: Kind } = {
  aws_iam_role: { binding: IamRole, written: { assumeRolePolicy: policyText } },
  aws_iam_role_policy: { binding: IamRolePolicy, written: { policy: policyText } },
  aws_iam_policy: { binding: IamPolicy, written: { policy: policyText } },
  aws_iam_role_policy_attachment: { binding: IamRolePolicyAttachment },
  aws_iam_role_policies_exclusive: { binding: IamRolePoliciesExclusive },
  aws_iam_role_policy_attachments_exclusive: { binding: IamRolePolicyAttachmentsExclusive },
  aws_cloudwatch_log_group: { binding: CloudwatchLogGroup },
  aws_amplify_app: { binding: AmplifyApp, names: { customRules: "customRule" } },
  aws_amplify_branch: { binding: AmplifyBranch },
  aws_cognito_identity_pool_roles_attachment: {
    binding: CognitoIdentityPoolRolesAttachment,
    names: { roleMappings: "roleMapping" },
    written: { roleMappings: roleMapping },
  },
  aws_cognito_identity_pool_provider_principal_tag: { binding: CognitoIdentityPoolProviderPrincipalTag },
  aws_cloudcontrolapi_resource: { binding: CloudcontrolapiResource, written: { desiredState: desiredStateText } },
};

/** Whether the installed bindings know an argument: generated classes have a getter `<argument>Input` for each. */
export function supportsArgument(kind: PlannedResourceType, argument: string): boolean {
  const { binding, names } = kinds[kind];
  return `${names?.[argument] ?? argument}Input` in binding.prototype;
}

/**
 * The attribute by which a resource is referred to. A role's id is its name; but where a role is replaced that keeps its
 * name, Terraform knows the name all along and leaves in the plan what refers to it by that: its policies would go with
 * the old role and not come back. (Pulumi replaces what depends on what it replaces, and keeps the name, which its previews
 * show.)
 */
export const referredBy = ({ terraformResourceType }: TerraformResource, attribute: string): string =>
  terraformResourceType === "aws_iam_role" && attribute === "name" ? "id" : attribute;

/** Waits in a shell, or in Windows' `cmd`, which has no `sleep`; `ping` waits a second between two. */
const wait = (seconds: number) => `sleep ${seconds} || ping -n ${seconds + 1} 127.0.0.1`;

/** Makes the construct of a planned resource. */
export function createResource(
  scope: Construct,
  { type, id, importId, propagationSeconds }: PlannedResource,
  config: Config,
): TerraformResource {
  const { binding, names = {}, written = {} } = kinds[type];
  const entries = Object.entries(config).map(([argument, value]) => [
    names[argument] ?? argument,
    written[argument]?.(value as never) ?? value,
  ]);
  const resource = new binding(scope, id, Object.fromEntries(entries) as never);
  if (importId !== undefined) resource.importFrom(importId);
  if (propagationSeconds !== undefined)
    resource.provisioners = [{ type: "local-exec", command: wait(propagationSeconds) }];
  return resource;
}
