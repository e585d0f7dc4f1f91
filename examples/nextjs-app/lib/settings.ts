import { loadSettings, SettingsError } from "@amplify-roles/runtime";

/** What this app reads. `settings` of its `AmplifySsrApp` declares the same names. */
export type Settings = { readonly API_URL: string; readonly API_TOKEN: string };

/** The settings: read at the first request, then every five minutes. While AWS is down, the last values stay in use. */
export const settings = () => loadSettings<Settings>();

/** Logs why settings cannot be read: which role lacks which permission. The message contains no value. */
export function logSettingsFailure(error: unknown): void {
  console.error("Settings:", error instanceof SettingsError ? `${error.code}: ${error.message}` : error);
}
