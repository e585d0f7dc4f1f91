import type { Report } from "../findings/finding.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import { type Schema, stringOfLength } from "../schema/schema.js";
import { deployTimeSecret } from "./secrets.js";

/** A global function of Node.js and browsers. The core has no types of either. */
declare function atob(base64: string): string;

const invalidBasicAuth = (): Report => ({
  code: "INVALID_BASIC_AUTH",
  message: "The credentials are not base64 of user:password.",
  fix: 'Encode them: Buffer.from("user:password").toString("base64").',
});

const lineBreakInBasicAuth = (): Report => ({
  code: "INVALID_BASIC_AUTH",
  message: "The credentials contain a line break, which would be a part of the password. `echo` adds one.",
  fix: 'Encode them without it: Buffer.from("user:password").toString("base64").',
});

const credentials = stringOfLength("basicAuthCredentials", 0, 2_000);

const decodable: Schema<string> = (value, context) => {
  const parsed = credentials(value, context);
  if (parsed === undefined || isUnresolved(parsed)) return parsed;
  const decoded = decodeBasicAuth(parsed);
  if (decoded === undefined) return context.report(invalidBasicAuth());
  return /[\r\n]/.test(decoded.username + decoded.password) ? context.report(lineBreakInBasicAuth()) : parsed;
};

/** base64 of `user:password`. The credentials are a secret: no finding repeats them. */
export const basicAuthCredentials = deployTimeSecret("basic-auth password", decodable);

/** The user and the password of resolved credentials, or `undefined` if the string is not base64 of both. */
export function decodeBasicAuth(credentials: string): { username: string; password: string } | undefined {
  try {
    const bytes = [...atob(credentials)].map((byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
    const decoded = decodeURIComponent(bytes.join(""));
    const colon = decoded.indexOf(":");
    return colon < 1 ? undefined : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
  } catch {
    // atob throws if the string is not base64, decodeURIComponent if the bytes are not UTF-8.
    return undefined;
  }
}
