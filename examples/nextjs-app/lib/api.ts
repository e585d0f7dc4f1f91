import { withSettings } from "@amplify-roles/runtime";
import type { Settings } from "./settings";

const PATIENCE_MS = 2_000;

/**
 * What the API of the settings answers. If it refuses the token, the settings are read again, and it is called once more:
 * the token may have been rotated.
 */
export async function apiAnswer(): Promise<string> {
  try {
    return await withSettings<Settings, string>(async ({ API_URL, API_TOKEN }) => {
      const headers = { authorization: `Bearer ${API_TOKEN}` };
      const response = await fetch(API_URL, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
      if (response.status === 401) throw Object.assign(new Error("The API refused the token"), { status: 401 });
      return response.ok ? "answers" : `answers ${response.status}`;
    });
  } catch (error) {
    console.error("API:", error instanceof Error ? error.message : error);
    return "cannot be called. The log of the server says why.";
  }
}
