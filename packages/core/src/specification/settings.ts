import type { DeploymentSpec } from "./deployment.js";

/** The value of a setting, unless `amplify-roles settings push` writes it. */
interface SettingValue<Text> {
  /**
   * At least one character. It goes to a write-only argument, which needs Terraform 1.11 or newer: neither the plan nor
   * the state has it. Only a `parameter` may have a value that is plain text in the program. Default:
   * `amplify-roles settings push` writes it, and a deploy never changes it.
   * https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
   */
  readonly value?: Text;
  /**
   * A whole number from 1. A value that is known only after deploy is written again when this changes, because no tool
   * can compare it. Default: 1.
   */
  readonly version?: number;
}

/** A setting in Parameter Store: https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html */
interface InParameterStore {
  /**
   * `Standard`: at most 4 KiB, free. `Advanced`: at most 8 KiB, 0.05 USD per month. Default: `Standard`.
   * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
   */
  readonly tier?: "Standard" | "Advanced";
}

/** A setting in Secrets Manager: https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html */
interface InSecretsManager {
  /**
   * The secret that holds it, as one property of a JSON object: `db` is the secret `<path>/db`. 1 to 64 letters, digits,
   * `_`, `.` or `-`. All settings of a group cost as much as one secret: 0.40 USD per month. At most 64 KiB together.
   */
  readonly group: string;
}

/** A setting that need not stay hidden: a `String` in Parameter Store. */
export interface ParameterSetting<Text = string> extends SettingValue<Text>, InParameterStore {
  /** Its value is plain text. */
  readonly type: "parameter";
}

/** A setting that stays hidden without a monthly price: a `SecureString` in Parameter Store. */
export interface SecureParameterSetting<Text = string> extends SettingValue<Text>, InParameterStore {
  /** Encrypted with a KMS key. */
  readonly type: "secureParameter";
}

/** A secret: a property of a JSON object in Secrets Manager. */
export interface SecretSetting<Text = string> extends SettingValue<Text>, InSecretsManager {
  /** Encrypted with a KMS key. Each group is one secret, which has a monthly price. */
  readonly type: "secret";
}

/** A secret that nobody chooses: `amplify-roles settings push` generates it once, if it has no value. */
export interface GeneratedSetting extends InSecretsManager {
  /** Kept like a secret. */
  readonly type: "generated";
  /** Characters, 8 to 4,096. Default: 32. */
  readonly length?: number;
  /** The characters to choose from, 2 to 256 different ones. Default: letters and digits. */
  readonly alphabet?: string;
}

/** A variable that server code reads: where it is kept, and optionally its value. */
export type SettingSpec<Text = string> =
  | ParameterSetting<Text>
  | SecureParameterSetting<Text>
  | SecretSetting<Text>
  | GeneratedSetting;

/** Variables that server code reads at run time, in Parameter Store and Secrets Manager. */
export interface SettingsSpec<Text = string, Num = number> {
  /**
   * What the settings are under: `/papyrus/prd`. Starts with a slash and does not end with one. Parameters are
   * `/papyrus/prd/<NAME>`, secrets `papyrus/prd/<group>`. The server gets only this, as the variable `SETTINGS_PATH`.
   */
  readonly path: string;
  /** The settings by their names, which are names of environment variables: `DB_PASSWORD`. */
  readonly variables: Readonly<Record<string, SettingSpec<Text>>>;
  /** The ARN of the customer managed key that encrypts the secrets and secure parameters. Default: AWS's own keys, which are free. */
  readonly kmsKey?: Text;
  /**
   * How many days a deleted secret can be restored: 7 to 30, or 0 to delete it at once. Until then its name is taken, and
   * `amplify-roles settings restore` brings it back. Default: 30.
   * https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html
   */
  readonly recoveryWindowInDays?: Num;
  /** At most 50 tags of the parameters and secrets. */
  readonly tags?: Readonly<Record<string, Text>>;
}

/**
 * The settings of an app. Every new compute role in the specification may read those of its branches, and no others.
 */
export interface AppSettingsSpec<Text = string, Num = number> extends Omit<SettingsSpec<Text, Num>, "path"> {
  /** The path of the branches that are not in `branches`. Default: those have no settings. */
  readonly path?: string;
  /** Branches with settings of their own, which have the same names under another path. Each needs its own compute role. */
  readonly branches?: Readonly<Record<string, { readonly path: string }>>;
}

/** Settings without an app, for the roles of any service. */
export interface AmplifySettingsSpec<Text = string, Num = number>
  extends SettingsSpec<Text, Num>,
    DeploymentSpec<Text> {
  /** Names of existing roles that get the permission to read the settings, as the inline policy `settings-<…>`. Default: none. */
  readonly roles?: readonly Text[];
}
