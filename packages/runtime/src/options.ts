import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SSMClient } from "@aws-sdk/client-ssm";

/** Settings by name. Every value is a string. */
export type Settings = Readonly<Record<string, string>>;

/** The type of the settings that a specification declares: `SettingsOf<typeof variables>`. */
export type SettingsOf<Variables> = { readonly [Name in keyof Variables]: string };

/** How settings are read. */
export interface LoadOptions {
  /**
   * What the settings are under: `/papyrus/prd`. Default: the environment variable `SETTINGS_PATH`, which the constructs
   * and components of amplify-roles set.
   */
  readonly path?: string;
  /** How many seconds values are used before they are read again. Default: 300. */
  readonly refreshSeconds?: number;
  /** The region of the settings. Default: the SDK's, which on Amplify is the app's. */
  readonly region?: string;
  /** The SDK's clients. Default: new ones, with the role's credentials on Amplify and the profile's on a laptop. */
  readonly clients?: { readonly ssm?: SSMClient; readonly secretsManager?: SecretsManagerClient };
  /**
   * How many milliseconds a request waits for fresh values while there are earlier ones. After that it gets the earlier
   * ones. Default: 2,000.
   */
  readonly patience?: number;
}
