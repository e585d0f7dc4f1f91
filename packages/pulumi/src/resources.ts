import type { DigestOf, PlannedResource, PlannedResourceType } from "@amplify-roles/core/adapter";
import { amplify, cloudcontrol, cloudwatch, cognito, iam, secretsmanager, ssm } from "@pulumi/aws";
import {
  type CustomResource,
  type CustomResourceOptions,
  type Input,
  jsonStringify,
  output,
  secret,
} from "@pulumi/pulumi";
import type { Transform, Transforms } from "./specification.js";

/** The resource class of each resource type. */
export interface Resources {
  aws_iam_role: iam.Role;
  aws_iam_role_policy: iam.RolePolicy;
  aws_iam_policy: iam.Policy;
  aws_iam_role_policy_attachment: iam.RolePolicyAttachment;
  aws_iam_role_policies_exclusive: iam.RolePoliciesExclusive;
  aws_iam_role_policy_attachments_exclusive: iam.RolePolicyAttachmentsExclusive;
  aws_cloudwatch_log_group: cloudwatch.LogGroup;
  aws_amplify_app: amplify.App;
  aws_amplify_branch: amplify.Branch;
  aws_cognito_identity_pool_roles_attachment: cognito.IdentityPoolRoleAttachment;
  aws_cognito_identity_pool_provider_principal_tag: cognito.IdentityPoolProviderPrincipalTag;
  aws_ssm_parameter: ssm.Parameter;
  aws_secretsmanager_secret: secretsmanager.Secret;
  aws_secretsmanager_secret_version: secretsmanager.SecretVersion;
  aws_cloudcontrolapi_resource: cloudcontrol.Resource;
}

/** A planned resource's arguments, with Outputs in place of placeholders. */
type Args = Record<string, unknown>;

/** How a resource type is created: its class, its hook, and the arguments that are JSON text here and data in the plan. */
interface ResourceTypeBinding {
  readonly make: new (name: string, args: never, opts: CustomResourceOptions) => CustomResource;
  readonly hook: keyof Transforms;
  readonly text?: Readonly<Record<string, (value: never) => unknown>>;
  readonly options?: CustomResourceOptions;
}

/** A global of Node.js: https://nodejs.org/docs/latest-v20.x/api/webcrypto.html */
declare const crypto: {
  readonly subtle: { digest(algorithm: "SHA-256", data: Buffer): Promise<ArrayBuffer> };
};

/** The first six hexadecimal digits of a value's SHA-256 as a number. */
const digestNumber = (version: number | { readonly [K in keyof DigestOf]: Input<string> }) =>
  typeof version === "number"
    ? version
    : output(version.digestOf).apply(async (value) => {
        const digest = await crypto.subtle.digest("SHA-256", Buffer.from(value));
        return Buffer.from(digest).readUIntBE(0, 3);
      });

/**
 * Policies stay objects. A preview then shows every action, and only the unknown ARNs as unknown.
 */
const resourceTypes: { readonly [K in PlannedResourceType]: ResourceTypeBinding } = {
  aws_iam_role: { make: iam.Role, hook: "role" },
  // By default the provider deletes a resource with the same name before it creates the new one. This name is unique only
  // within its role, and a live app may still use the old role: https://github.com/pulumi/pulumi/pull/3118
  aws_iam_role_policy: { make: iam.RolePolicy, hook: "rolePolicy", options: { deleteBeforeReplace: false } },
  aws_iam_policy: { make: iam.Policy, hook: "policy" },
  aws_iam_role_policy_attachment: { make: iam.RolePolicyAttachment, hook: "rolePolicyAttachment" },
  aws_iam_role_policies_exclusive: { make: iam.RolePoliciesExclusive, hook: "rolePoliciesExclusive" },
  aws_iam_role_policy_attachments_exclusive: {
    make: iam.RolePolicyAttachmentsExclusive,
    hook: "rolePolicyAttachmentsExclusive",
  },
  aws_cloudwatch_log_group: { make: cloudwatch.LogGroup, hook: "logGroup" },
  aws_amplify_app: { make: amplify.App, hook: "app" },
  aws_amplify_branch: { make: amplify.Branch, hook: "branch" },
  aws_cognito_identity_pool_roles_attachment: {
    make: cognito.IdentityPoolRoleAttachment,
    hook: "identityPoolRoleAttachment",
    // Any change of a role replaces it. If the old one were deleted last, that would detach the new roles from the pool.
    options: { deleteBeforeReplace: true },
  },
  aws_cognito_identity_pool_provider_principal_tag: {
    make: cognito.IdentityPoolProviderPrincipalTag,
    hook: "identityPoolProviderPrincipalTag",
  },
  aws_ssm_parameter: {
    make: ssm.Parameter,
    hook: "parameter",
    text: { insecureValue: jsonStringify, valueWoVersion: digestNumber },
    // Two parameters cannot have the same name.
    options: { deleteBeforeReplace: true },
  },
  aws_secretsmanager_secret: { make: secretsmanager.Secret, hook: "secret", options: { deleteBeforeReplace: true } },
  aws_secretsmanager_secret_version: {
    make: secretsmanager.SecretVersion,
    hook: "secretVersion",
    text: { secretStringWo: jsonStringify },
  },
  aws_cloudcontrolapi_resource: {
    make: cloudcontrol.Resource,
    hook: "cloudControlBranch",
    text: { desiredState: jsonStringify },
  },
};

/**
 * Whether the installed SDK has an argument. A resource class copies the arguments that it knows by name and silently
 * drops the others.
 */
export function supportsArgument(type: PlannedResourceType, argument: string): boolean {
  return new RegExp(`\\b${argument}\\b`).test(Function.prototype.toString.call(resourceTypes[type].make));
}

/** A planned resource with its arguments and options, after the program's `transform`. */
export interface Prepared {
  readonly args: Args;
  readonly opts: CustomResourceOptions;
}

/** The arguments and options that a planned resource is registered with. */
export function prepare(
  { type, importId, secretProperties, secretOutputs, keeps, preventDestroy }: PlannedResource,
  name: string,
  args: Args,
  options: CustomResourceOptions,
  transforms: Transforms,
): Prepared {
  const { hook, text = {}, options: own = {} } = resourceTypes[type];
  const asText = Object.entries(args).map(([argument, value]) => {
    const written = text[argument]?.(value as never);
    return [argument, written !== undefined && secretProperties !== undefined ? secret(written) : (written ?? value)];
  });
  const secrets = [...(secretProperties === undefined ? [] : Object.keys(text)), ...(secretOutputs ?? [])];
  const given = {
    args: Object.fromEntries(asText) as Args,
    opts: {
      ...own,
      ...options,
      ...(importId === undefined ? {} : { import: importId }),
      ...(secrets.length === 0 ? {} : { additionalSecretOutputs: secrets }),
      ...(keeps === undefined ? {} : { ignoreChanges: [...keeps] }),
      ...(preventDestroy === undefined ? {} : { protect: preventDestroy }),
    },
  };
  const changed = (transforms[hook] as Transform<Args> | undefined)?.(given.args, given.opts, name);
  return { args: changed?.args ?? given.args, opts: changed?.opts ?? given.opts };
}

/** Registers a planned resource. */
export const createResource = (type: PlannedResourceType, name: string, { args, opts }: Prepared): CustomResource =>
  new resourceTypes[type].make(name, args as never, opts);
