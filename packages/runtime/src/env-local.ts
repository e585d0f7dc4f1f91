import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "./options.js";

/** The variables of `.env.local` in the working directory. None in production, and none if there is no such file. */
export async function localSettings(): Promise<Settings> {
  if (process.env.NODE_ENV === "production") return {};
  // Servers in production do without it.
  const { parse } = await import("dotenv");
  try {
    return parse(readFileSync(join(process.cwd(), ".env.local"), "utf8"));
  } catch {
    return {};
  }
}
