import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "dotenv";
import type { Settings } from "./options.js";

/** The variables of `.env.local` in the working directory. None in production, and none if there is no such file. */
export function localSettings(): Settings {
  if (process.env.NODE_ENV === "production") return {};
  try {
    return parse(readFileSync(join(process.cwd(), ".env.local"), "utf8"));
  } catch {
    return {};
  }
}
