import { messages } from "../findings/messages.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import { type Schema, stringOfLength } from "../schema/schema.js";

/** Node's own; the core takes no types of a platform. */
declare function atob(base64: string): string;

const credentials = stringOfLength("text of the credentials", 0, 2_000);

/** Reads base64 of `user:password`. */
export const basicAuthCredentials: Schema<string> = (value: unknown, context: Context) => {
  const read = credentials(value, context);
  if (read === undefined || isUnresolved(read) || decodeBasicAuth(read) !== undefined) return read;
  return context.report(messages.badBasicAuth());
};

/** User and password of known credentials; nothing where they are not base64 of both. */
export function decodeBasicAuth(credentials: string): { username: string; password: string } | undefined {
  try {
    const bytes = [...atob(credentials)].map((byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
    const decoded = decodeURIComponent(bytes.join(""));
    const colon = decoded.indexOf(":");
    return colon < 1 ? undefined : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
  } catch {
    // atob on what is no base64, decodeURIComponent on what is no UTF-8
    return undefined;
  }
}
