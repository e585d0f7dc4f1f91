import { looksSecret, nameReport } from "@amplify-roles/core/settings";

/** Where a variable goes. `build`: stays an environment variable of builds. `remove`: nowhere. */
export type Destination = "secret" | "secureParameter" | "parameter" | "build" | "remove";
export const DESTINATIONS: readonly Destination[] = ["secret", "secureParameter", "parameter", "build", "remove"];

/** A row of the table of rules. The first row that fits a variable decides. */
export interface Rule {
  readonly fits: (name: string, value: string) => boolean;
  readonly destination: Destination;
  /** The group of a secret. Default: the first part of the name, `db` for `DB_PASSWORD`. */
  readonly group?: string;
  readonly reason: string;
}

const named = (pattern: RegExp) => (name: string) => pattern.test(name);

/** Last parts of names that belong to a secret with the same first part: `DB_HOST` to `DB_PASSWORD`. */
export const PAIRED = /_(HOST|HOSTNAME|PORT|NAME|DATABASE|DB|USER|USERNAME|CLIENT_ID|ACCESS_ID)$/;

/** The rules for what needs no pair, in the order in which they are tried. */
export const RULES: readonly Rule[] = [
  {
    fits: named(/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE)$/),
    destination: "remove",
    reason: "the compute role's credentials take its place",
  },
  { fits: named(/^AWS_/), destination: "remove", reason: "Amplify sets it" },
  { fits: named(/^SETTINGS_PATH$/), destination: "remove", reason: "amplify-roles sets it" },
  {
    fits: named(/^(NEXT_PUBLIC|NUXT_PUBLIC|PUBLIC|VITE)_/),
    destination: "build",
    reason: "the build writes it into what browsers load",
  },
  { fits: named(/^NODE_ENV$/), destination: "build", reason: "the framework sets it" },
  {
    fits: (name, value) => /:\/\/[^/\s]*:[^/\s]*@/.test(value) && looksSecret(name, value) !== undefined,
    destination: "secret",
    reason: "its value is a URL with a password",
  },
  {
    fits: (name, value) => looksSecret(name, value) !== undefined && looksSecret("", value) !== undefined,
    destination: "secret",
    reason: "its value has the format of a secret",
  },
  {
    fits: (name) => looksSecret(name, "x") !== undefined,
    destination: "secret",
    reason: "its name says that it is a secret",
  },
  {
    fits: named(/(^|_)(SECRET_KEY|SIGNING_KEY|ENCRYPTION_KEY|MASTER_KEY|PRIVATE_KEY|SALT|DSN)$/),
    destination: "secret",
    reason: "its name says that it is a secret",
  },
];

/** What no rule fits. */
export const OTHERWISE = { destination: "parameter", reason: "nothing says that it has to stay hidden" } as const;

/** `db` for `DB_PASSWORD`; `app` for a name of one part. */
export const groupOf = (name: string): string => (/^([A-Za-z0-9]+)_/.exec(name)?.[1] ?? "app").toLowerCase();

/** Whether a variable can be a setting at all. */
export const isSettingName = (name: string): boolean => nameReport(name) === undefined;
