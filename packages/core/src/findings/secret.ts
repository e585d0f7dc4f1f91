/** A global function of Node.js and browsers. The core has no types of either. */
declare function atob(base64: string): string;

/** Ids of long-lived and of temporary access keys: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const ACCESS_KEY_ID = /(?<![A-Z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/;

/** Formats of secrets that nothing else has. */
const SECRET_FORMATS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: ACCESS_KEY_ID, what: "an access key's id" },
  // 40 characters of base64, with a character that names do not have, and with the variety of a random string.
  {
    pattern:
      /(?<![A-Za-z0-9/+=])(?=[^/+]{0,39}[/+])(?=[^0-9]{0,39}[0-9])(?=[^a-z]{0,39}[a-z])(?=[^A-Z]{0,39}[A-Z])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/,
    what: "a secret access key",
  },
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, what: "a private key" },
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
  { pattern: /(?<![A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40,})/, what: "a GitHub token" },
  { pattern: /(?<![A-Za-z0-9])glpat-[\w-]{20,}/, what: "a GitLab token" },
  { pattern: /(?<![A-Za-z0-9])(ATBB|ATCTT3)[\w=-]{20,}/, what: "a Bitbucket token" },
  { pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/, what: "an npm token" },
  { pattern: /(?<![A-Za-z0-9])xox[abprs]-[\w-]{10,}/, what: "a Slack token" },
  { pattern: /(?<![A-Za-z0-9])[sr]k_live_\w{16,}/, what: "a Stripe key" },
  { pattern: /(?<![A-Za-z0-9])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/, what: "a JSON Web Token" },
  { pattern: /(?<=[a-z]:\/\/)[^\s/:@"]*:[^\s/@"]+(?=@)/i, what: "a password in a URL" },
];

/** Most strings contain none of these, which this finds out at once. */
const MAY_BE_SECRET =
  /(AKIA|ASIA)[A-Z2-7]{16}|(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{36}|-----BEGIN|gh[pousr]_|github_pat_|glpat-|ATBB|ATCTT3|npm_|xox[abprs]-|k_live_|eyJ|:\/\/[^\s/]*@/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const MAX_ARN_LENGTH = 2_048;

/** Whether what was found is in an ARN, whose path may look like a secret access key. */
const isInArn = (text: string, offset: number) =>
  text.startsWith("arn:") || /arn:[^\s"]*$/.test(text.slice(Math.max(0, offset - MAX_ARN_LENGTH), offset));

/** What secret a text contains: `a GitHub token`. */
export function secretIn(text: string): string | undefined {
  if (!MAY_BE_SECRET.test(text)) return undefined;
  return SECRET_FORMATS.find(({ pattern, what }) => {
    const found = pattern.exec(text);
    return found !== null && !(what === "a secret access key" && isInArn(text, found.index));
  })?.what;
}

/** What people read in place of a secret. */
export const HIDDEN = "<secret>";
const EVERYWHERE = SECRET_FORMATS.map(({ pattern, what }) => {
  // All of a private key follows its first line.
  const whole = what === "a private key" ? `${pattern.source}[^"]*` : pattern.source;
  return new RegExp(whole, `${pattern.flags}g`);
});
const SECRET_ACCESS_KEY = EVERYWHERE[SECRET_FORMATS.findIndex(({ what }) => what === "a secret access key")];
/** `DB_PASSWORD=hunter2`. The limits keep the time linear. */
const ASSIGNMENT = /(?<!\w)(\w{0,80}(?:PASSWORD|PASSWD|SECRET|TOKEN|PRIVATE_KEY|API_KEY)\w{0,80}=)[^\s"]+/gi;
const BASE64 = /^[A-Za-z0-9+/]{6,}={0,2}$/;

/** Whether a text is base64 of `user:password`. */
function isCredentials(text: string): boolean {
  // `atob` throws for any other length, which takes as long as planning a branch.
  const isDecodable = text.endsWith("=") ? text.length % 4 === 0 : text.length % 4 !== 1;
  return isDecodable && BASE64.test(text) && /^[ -~]+:[ -~]+$/.test(atob(text));
}

/** One word of several kinds of characters, with a symbol that names in AWS rarely have: `P@ssw0rd`, `hunter2!`. */
const PASSWORD = /^(?=.*[a-z])(?=.*[A-Z\d])(?=.*[!#$%&;@^~])[\w!#$%&*+,.:;<=>?@^|~-]{6,64}$/;
/** ARNs, addresses, the names of secrets that services manage (`rds!cluster-…`), and keys such as `user#42`. */
const NO_PASSWORD = /^(arn:|[\w.+-]+@[\w-]+(\.[\w-]+)+$|[a-z-]+![a-z]+[-/]|[\w-]+#[\w-]+$)/;

/** Whether a text is a secret as a whole. Nothing tells a password without a symbol from a name. */
const isSecret = (text: string): boolean => isCredentials(text) || (PASSWORD.test(text) && !NO_PASSWORD.test(text));

/** A text without the secrets in it: findings are printed to logs. */
export function withoutSecrets(text: string): string {
  if (isSecret(text)) return HIDDEN;
  let shown = text.includes('"')
    ? text.replace(/"([^"\s]*)"/g, (quoted, inner: string) => (isSecret(inner) ? `"${HIDDEN}"` : quoted))
    : text;
  if (MAY_BE_SECRET.test(shown)) {
    for (const pattern of EVERYWHERE) {
      shown = shown.replace(pattern, (found: string, ...rest: unknown[]) => {
        const offset = rest.find((one) => typeof one === "number") as number;
        return pattern === SECRET_ACCESS_KEY && isInArn(shown, offset) ? found : HIDDEN;
      });
    }
  }
  return shown.includes("=") ? shown.replace(ASSIGNMENT, `$1${HIDDEN}`) : shown;
}

/** A copy of a value with a function applied to all strings in it. */
export function deeply<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => deeply(item, change)) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deeply(item, change)])) as T;
}
