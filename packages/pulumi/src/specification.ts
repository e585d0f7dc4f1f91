import type * as core from "@amplify-roles/core";
import type { amplify, cloudcontrol, cloudwatch, cognito, iam } from "@pulumi/aws";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

// biome-ignore lint/suspicious/noConfusingVoidType: a hook that only changes what it is given returns nothing
type Changed<Args> = { args?: Args; opts?: CustomResourceOptions } | undefined | void;

/**
 * Changes a child before it is registered: `args` and `opts` are its own to change, or to give back anew.
 *
 * @param name the child's name in its program
 */
export type Transform<Args> = (args: Args, opts: CustomResourceOptions, name: string) => Changed<Args>;

/** A hook for each kind of child. */
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
  /** Of branches through Cloud Control; `desiredState` is JSON. */
  readonly cloudControlBranch?: Transform<cloudcontrol.ResourceArgs>;
}

/** Arguments that Pulumi has beside the specification. */
export interface PulumiOptions {
  readonly transform?: Transforms;
}

type Text = Input<string>;
type Bool = Input<boolean>;
type Num = Input<number>;

type Texts = Input<Readonly<Record<string, Text>>>;

/** Lists and maps of the app that go to the SDK as they are, and so may be Outputs as a whole. */
interface WholeArguments {
  readonly autoBranchCreationPatterns?: Input<readonly Text[]>;
  /** Seen by builds only, not by the running server. Values: 5,500 characters at most; no name begins with `AWS`. */
  readonly environmentVariables?: Texts;
  readonly tags?: Texts;
}

/** An SSR app with its roles and branches. Text, flags and numbers may be Outputs. */
export type AmplifySsrAppArgs = Omit<core.AmplifySsrAppSpec<Text, Bool, Num>, keyof WholeArguments> &
  WholeArguments &
  PulumiOptions;
/** A service role for an app that is managed elsewhere. */
export type AmplifyServiceRoleArgs = core.AmplifyServiceRoleSpec<Text, Bool, Num> & PulumiOptions;
/** A compute role for an app or a branch that is managed elsewhere. */
export type AmplifyComputeRoleArgs = core.AmplifyComputeRoleSpec<Text, Bool, Num> & PulumiOptions;
/** The roles of an identity pool. */
export type AmplifyIdentityPoolRoleArgs = core.AmplifyIdentityPoolRoleSpec<Text, Bool, Num> & PulumiOptions;
