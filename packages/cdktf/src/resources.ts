import type { PolicyDocument, RoleMapping } from "@amplify-roles/core";
import {
  type DigestOf,
  type PlannedResource,
  type PlannedResourceType,
  policyDocument,
  withDefaultTags,
} from "@amplify-roles/core/adapter";
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
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { TerraformMetaArguments, TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { defaultTagsOf } from "./default-tags.js";
import { digestExpression, jsonTemplate } from "./expressions.js";
import { ImportBlock } from "./import-block.js";
import { textOnceResolved, textWhenRendered } from "./resolved-text.js";

/** The construct class of each resource type. */
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
  aws_ssm_parameter: SsmParameter;
  aws_secretsmanager_secret: SecretsmanagerSecret;
  aws_secretsmanager_secret_version: SecretsmanagerSecretVersion;
  aws_cloudcontrolapi_resource: CloudcontrolapiResource;
}

/** A planned resource's arguments, with CDKTF's values in place of placeholders. */
type Config = Record<string, unknown> & TerraformMetaArguments;

interface Binding {
  new (scope: Construct, id: string, config: never): TerraformResource;
  readonly prototype: object;
}

/** How a resource type is created: its class, and the arguments that CDKTF names or writes differently. */
interface ResourceTypeBinding {
  readonly binding: Binding;
  /** The binding's names of arguments, where they differ. */
  readonly names?: Readonly<Record<string, string>>;
  /** Arguments that the binding takes in another form, such as JSON text where the plan has data. */
  readonly written?: Readonly<Record<string, (value: never, owner: Owner) => unknown>>;
}

/**
 * A policy is sorted after its tokens are resolved. Before that, one attribute read twice is two different strings, and
 * tokens sort by creation order.
 */
export const policyText = (policy: PolicyDocument): string =>
  textOnceResolved(policy.Statement, (statements) => jsonTemplate(policyDocument(statements), { onlyStrings: true }));

/** The provider's default tags are read when CDKTF renders, because a program may add the provider after the app. */
const desiredStateText = (state: object, { scope, provider, secretProperties }: Owner): string =>
  textWhenRendered(
    () => ({ state, defaults: defaultTagsOf(scope, provider) }),
    ({ state: resolved, defaults }) => {
      const tagged =
        typeof defaults === "object" && defaults !== null
          ? withDefaultTags(resolved, defaults as Readonly<Record<string, string>>)
          : resolved;
      return jsonTemplate(tagged, { onlyStrings: false, secret: secretProperties });
    },
  );

/** The construct that a resource is created in, its provider if it is not the stack's, and what is secret in it. */
interface Owner {
  readonly scope: Construct;
  readonly provider: TerraformProvider | undefined;
  /** Properties whose values are secrets. */
  readonly secretProperties: readonly string[];
}

/** Terraform names a block in the singular. */
const roleMapping = (mappings: readonly RoleMapping[]) =>
  mappings.map(({ mappingRules, ...mapping }) => ({ ...mapping, mappingRule: mappingRules }));

const jsonText = (data: object): string =>
  textOnceResolved(data, (resolved) => jsonTemplate(resolved, { onlyStrings: false }));

/** Terraform computes it, and for a value that it knows later once it knows it. */
const digestNumber = (version: number | DigestOf): number | string =>
  typeof version === "number" ? version : textOnceResolved(version.digestOf, (text) => `\${${digestExpression(text)}}`);

const resourceTypes: { readonly [K in PlannedResourceType]: ResourceTypeBinding } = {
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
  aws_ssm_parameter: { binding: SsmParameter, written: { insecureValue: jsonText, valueWoVersion: digestNumber } },
  aws_secretsmanager_secret: { binding: SecretsmanagerSecret },
  aws_secretsmanager_secret_version: { binding: SecretsmanagerSecretVersion, written: { secretStringWo: jsonText } },
  aws_cloudcontrolapi_resource: { binding: CloudcontrolapiResource, written: { desiredState: desiredStateText } },
};

/** Whether the installed bindings have an argument: generated classes have a getter `<argument>Input` for each one. */
export function supportsArgument(type: PlannedResourceType, argument: string): boolean {
  const { binding, names } = resourceTypes[type];
  return `${names?.[argument] ?? argument}Input` in binding.prototype;
}

/** The attributes of an argument in Terraform. The provider also keeps a copy of the tags with its default tags. */
export function terraformNames(type: PlannedResourceType, argument: string): readonly string[] {
  const name = resourceTypes[type].names?.[argument] ?? argument;
  const attribute = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return argument === "tags" ? [attribute, "tags_all"] : [attribute];
}

/**
 * The attribute that references use. A role's id equals its name. But if a role is replaced and keeps its name,
 * Terraform knows the name at plan time and does not replan the policies that use it: they would be deleted with the old
 * role and not created again. The id is unknown then. (Pulumi replaces the dependents of a replaced resource, and its
 * previews show the name.)
 */
export const referredBy = ({ terraformResourceType }: TerraformResource, attribute: string): string =>
  terraformResourceType === "aws_iam_role" && attribute === "name" ? "id" : attribute;

/** The arguments as the binding names and takes them. */
function written(scope: Construct, { type, secretProperties }: PlannedResource, config: Config): Config {
  const { names = {}, written = {} } = resourceTypes[type];
  const owner = { scope, provider: config.provider, secretProperties: secretProperties ?? [] };
  return Object.fromEntries(
    Object.entries(config).map(([argument, value]) => [
      names[argument] ?? argument,
      written[argument]?.(value as never, owner) ?? value,
    ]),
  );
}

/** Creates the construct of a planned resource. */
export function createResource(scope: Construct, planned: PlannedResource, config: Config): TerraformResource {
  const { type, id, importId } = planned;
  const resource = new resourceTypes[type].binding(scope, id, written(scope, planned, config) as never);
  if (importId !== undefined) new ImportBlock(resource, importId);
  return resource;
}

/** Sets arguments of a construct that exists. */
export function changeResource(
  scope: Construct,
  planned: PlannedResource,
  resource: TerraformResource,
  config: Config,
): void {
  Object.assign(resource, written(scope, planned, config));
}
