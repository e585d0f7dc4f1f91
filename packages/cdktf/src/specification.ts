import type * as core from "@amplify-roles/core";
import type { IResolvable, TerraformProvider } from "cdktf";
import type { TypedAmplifyRole } from "./amplify-role.js";

type Bool = boolean | IResolvable;

/** Arguments of CDKTF, in addition to the specification. */
export interface CdktfOptions {
  /** The provider of all resources. Default: the stack's. */
  readonly provider?: TerraformProvider;
}

/** An SSR app with its roles and branches. Strings may contain tokens. */
export type AmplifySsrAppConfig<Branch extends string = string> = core.AmplifySsrAppSpec<
  string,
  Bool,
  number,
  Branch,
  TypedAmplifyRole<"service">,
  TypedAmplifyRole<"compute">
> &
  CdktfOptions;
/** A service role for an app that is managed elsewhere. */
export type AmplifyServiceRoleConfig = core.AmplifyServiceRoleSpec<string, Bool> & CdktfOptions;
/** A compute role for an app or a branch that is managed elsewhere. */
export type AmplifyComputeRoleConfig = core.AmplifyComputeRoleSpec<string, Bool> & CdktfOptions;
/** Settings for the roles of any service. */
export type AmplifySettingsConfig = core.AmplifySettingsSpec & CdktfOptions;
/** The roles of an identity pool. */
export type AmplifyIdentityPoolRoleConfig = core.AmplifyIdentityPoolRoleSpec<string, Bool> & CdktfOptions;
