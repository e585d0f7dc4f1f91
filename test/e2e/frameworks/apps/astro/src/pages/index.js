import { SETTINGS_PATH } from "astro:env/server";
import { loadSettings } from "@amplify-roles/runtime";

export async function GET() {
  try {
    return Response.json({ ...(await loadSettings({ path: SETTINGS_PATH })) });
  } catch (error) {
    return Response.json({ code: error.code, message: error.message }, { status: 500 });
  }
}
