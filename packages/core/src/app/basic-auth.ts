import { faults } from "../errors/faults.js";
import { type Reader, textThat } from "../read/readers.js";

/** Node's own; the core takes no types of a platform. */
declare function atob(base64: string): string;

/** Reads base64 of `user:password`. */
export const basicAuthCredentials: Reader<string> = textThat((value) =>
  decodeBasicAuth(value) === undefined ? faults.badBasicAuth() : undefined,
);

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
