import type { SettingSpec } from "../specification/settings.js";

/** How a value is generated: `length` characters of `alphabet`. */
export interface GeneratedValue {
  readonly length: number;
  readonly alphabet: string;
}

/**
 * Which settings there are, without their values: what a parameter under the path tells the server and the command. Names
 * are in alphabetical order.
 */
export interface SettingsIndex {
  /** The version of this format. */
  readonly format: 1;
  /** Names of parameters of the type `String`. */
  readonly parameters: readonly string[];
  /** Names of parameters of the type `SecureString`. */
  readonly secureParameters: readonly string[];
  /** Names in each secret, by group. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  /** How the values that nobody chooses are generated, by name. */
  readonly generated?: Readonly<Record<string, GeneratedValue>>;
  /** Names of parameters of the advanced tier. */
  readonly advanced?: readonly string[];
  /** The ARN of the customer managed key of the secure parameters. */
  readonly kmsKey?: string;
}

/** Characters that no shell, URL or configuration file treats specially. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH = 32;

const sorted = (names: readonly string[]): readonly string[] => [...names].sort();

/** @param kmsKey the ARN of the customer managed key */
export function settingsIndex(
  variables: Readonly<Record<string, SettingSpec>>,
  kmsKey: string | undefined,
): SettingsIndex {
  const entries = Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1));
  const namesOf = (type: SettingSpec["type"]) => entries.filter(([, one]) => one.type === type).map(([name]) => name);
  const secrets: Record<string, string[]> = {};
  const generated: Record<string, GeneratedValue> = {};
  const advanced: string[] = [];
  for (const [name, one] of entries) {
    if (one.type === "secret" || one.type === "generated") secrets[one.group] = [...(secrets[one.group] ?? []), name];
    else if (one.tier === "Advanced") advanced.push(name);
    if (one.type === "generated")
      generated[name] = { length: one.length ?? LENGTH, alphabet: one.alphabet ?? ALPHABET };
  }
  return {
    format: 1,
    parameters: namesOf("parameter"),
    secureParameters: namesOf("secureParameter"),
    secrets: Object.fromEntries(sorted(Object.keys(secrets)).map((group) => [group, secrets[group] ?? []])),
    ...(Object.keys(generated).length === 0 ? {} : { generated }),
    ...(advanced.length === 0 ? {} : { advanced }),
    ...(kmsKey === undefined ? {} : { kmsKey }),
  };
}
