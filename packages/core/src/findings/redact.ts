/** Ids of long-lived and of temporary access keys: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const ACCESS_KEY_ID = /(?<![A-Z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/;

/** Formats of secrets that nothing else has. */
export const SECRETS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: ACCESS_KEY_ID, what: "an access key's id" },
  // 40 characters of base64, with a character that names do not have, and with the variety of a random string.
  {
    pattern:
      /(?<![A-Za-z0-9/+=])(?=[^/+]{0,39}[/+])(?=[^0-9]*[0-9])(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/,
    what: "a secret access key",
  },
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, what: "a private key" },
  { pattern: /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}/, what: "a GitHub token" },
];

/** What a string contains that looks like a secret. The path of an ARN may look like a secret access key. */
export const secretIn = (text: string): string | undefined =>
  MAY_BE_SECRET.test(text)
    ? SECRETS.find(
        ({ pattern, what }) => pattern.test(text) && !(text.includes("arn:") && what === "a secret access key"),
      )?.what
    : undefined;

/** Most strings are none, which this finds out at once. */
export const MAY_BE_SECRET = /(AKIA|ASIA)[A-Z2-7]{16}|[A-Za-z0-9/+]{36}|-----BEGIN/;

/** A string with what looks like a secret replaced. A private key ends at the next quote. */
function redactText(text: string): string {
  if (secretIn(text) === undefined) return text;
  return SECRETS.reduce((redacted, { pattern, what }) => {
    if (text.includes("arn:") && what === "a secret access key") return redacted;
    const whole = what === "a private key" ? `${pattern.source}[^"]*` : pattern.source;
    return redacted.replaceAll(new RegExp(whole, "g"), `<${what}>`);
  }, text);
}

/** Any plain data with its strings redacted. */
export function redact<T>(value: T): T {
  if (typeof value === "string") return redactText(value) as T;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(redact) as T;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redactText(key), redact(inner)])) as T;
}
