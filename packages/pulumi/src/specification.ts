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
  readonly role?: Transform<iam.RoleArgs>;
  readonly rolePolicy?: Transform<iam.RolePolicyArgs>;
  readonly policy?: Transform<iam.PolicyArgs>;
  readonly rolePolicyAttachment?: Transform<iam.RolePolicyAttachmentArgs>;
  readonly rolePoliciesExclusive?: Transform<iam.RolePoliciesExclusiveArgs>;
  readonly rolePolicyAttachmentsExclusive?: Transform<iam.RolePolicyAttachmentsExclusiveArgs>;
  readonly logGroup?: Transform<cloudwatch.LogGroupArgs>;
  readonly app?: Transform<amplify.AppArgs>;
  readonly branch?: Transform<amplify.BranchArgs>;
  readonly identityPoolRoleAttachment?: Transform<cognito.IdentityPoolRoleAttachmentArgs>;
  readonly identityPoolProviderPrincipalTag?: Transform<cognito.IdentityPoolProviderPrincipalTagArgs>;
  readonly parameter?: Transform<ssm.ParameterArgs>;
  readonly secret?: Transform<secretsmanager.SecretArgs>;
  readonly secretVersion?: Transform<secretsmanager.SecretVersionArgs>;
  /** For branches through Cloud Control. `desiredState` is JSON. */
  readonly cloudControlBranch?: Transform<cloudcontrol.ResourceArgs>;
}

/** Arguments of Pulumi, in addition to the specification. */
export interface PulumiOptions {
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
