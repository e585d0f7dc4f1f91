import type * as core from "@amplify-roles/core";
import type { amplify, cloudcontrol, cloudwatch, cognito, iam, secretsmanager, ssm } from "@pulumi/aws";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import type { TypedAmplifyRole } from "./amplify-role.js";

// biome-ignore lint/suspicious/noConfusingVoidType: a hook that changes its arguments in place returns nothing
type Changed<Args> = { args?: Args; opts?: CustomResourceOptions } | undefined | void;

/**
 * Changes a child before it is registered: change `args` and `opts` in place, or return new ones.
 *
 * @param name of the child
 */
export type Transform<Args> = (args: Args, opts: CustomResourceOptions, name: string) => Changed<Args>;

/** A hook for each type of child. */
export interface Transforms {
  /** `aws.iam.Role`. */
  readonly role?: Transform<iam.RoleArgs>;
  /** `aws.iam.RolePolicy`. */
  readonly rolePolicy?: Transform<iam.RolePolicyArgs>;
  /** `aws.iam.Policy`. */
  readonly policy?: Transform<iam.PolicyArgs>;
  /** `aws.iam.RolePolicyAttachment`. */
  readonly rolePolicyAttachment?: Transform<iam.RolePolicyAttachmentArgs>;
  /** `aws.iam.RolePoliciesExclusive`. */
  readonly rolePoliciesExclusive?: Transform<iam.RolePoliciesExclusiveArgs>;
  /** `aws.iam.RolePolicyAttachmentsExclusive`. */
  readonly rolePolicyAttachmentsExclusive?: Transform<iam.RolePolicyAttachmentsExclusiveArgs>;
  /** `aws.cloudwatch.LogGroup`. */
  readonly logGroup?: Transform<cloudwatch.LogGroupArgs>;
  /** `aws.amplify.App`. */
  readonly app?: Transform<amplify.AppArgs>;
  /** `aws.amplify.Branch`. */
  readonly branch?: Transform<amplify.BranchArgs>;
  /** `aws.cognito.IdentityPoolRoleAttachment`. */
  readonly identityPoolRoleAttachment?: Transform<cognito.IdentityPoolRoleAttachmentArgs>;
  /** `aws.cognito.IdentityPoolProviderPrincipalTag`. */
  readonly identityPoolProviderPrincipalTag?: Transform<cognito.IdentityPoolProviderPrincipalTagArgs>;
  /** `aws.ssm.Parameter`. */
  readonly parameter?: Transform<ssm.ParameterArgs>;
  /** `aws.secretsmanager.Secret`. */
  readonly secret?: Transform<secretsmanager.SecretArgs>;
  /** `aws.secretsmanager.SecretVersion`. */
  readonly secretVersion?: Transform<secretsmanager.SecretVersionArgs>;
  /** For branches through Cloud Control. `desiredState` is JSON. */
  readonly cloudControlBranch?: Transform<cloudcontrol.ResourceArgs>;
}

/** Arguments of Pulumi, in addition to the specification. */
export interface PulumiOptions {
  /** Changes children before they are registered. Default: none. */
  readonly transform?: Transforms;
}

type Text = Input<string>;
type Bool = Input<boolean>;
type Num = Input<number>;

type StringMap = Input<Readonly<Record<string, Text>>>;

/** Arrays and maps of the app that the SDK takes as they are, so that each may be an Output as a whole. */
interface WholeArguments {
  readonly autoBranchCreationPatterns?: Input<readonly Text[]>;
  /** Only builds see them, not the running server. A value has at most 5,500 characters. No name starts with `AWS`. */
  readonly environmentVariables?: StringMap;
  readonly tags?: StringMap;
}

/** An SSR app with its roles and branches. Strings, booleans and numbers may be Outputs. */
export type AmplifySsrAppArgs<Branch extends string = string> = Omit<
  core.AmplifySsrAppSpec<Text, Bool, Num, Branch, TypedAmplifyRole<"service">, TypedAmplifyRole<"compute">>,
  keyof WholeArguments
> &
  WholeArguments &
  PulumiOptions;
/** A service role for an app that is managed elsewhere. */
export type AmplifyServiceRoleArgs = core.AmplifyServiceRoleSpec<Text, Bool, Num> & PulumiOptions;
/** A compute role for an app or a branch that is managed elsewhere. */
export type AmplifyComputeRoleArgs = core.AmplifyComputeRoleSpec<Text, Bool, Num> & PulumiOptions;
/** Settings for the roles of any service. */
export type AmplifySettingsArgs = core.AmplifySettingsSpec<Text, Num> & PulumiOptions;
/** The roles of an identity pool. */
export type AmplifyIdentityPoolRoleArgs = core.AmplifyIdentityPoolRoleSpec<Text, Bool, Num> & PulumiOptions;
