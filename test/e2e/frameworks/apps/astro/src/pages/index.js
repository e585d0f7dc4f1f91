import { loadSettings } from "@amplify-roles/runtime";

export async function GET() {
  try {
    return Response.json({ ...(await loadSettings({ path: import.meta.env.SETTINGS_PATH })) });
  } catch (error) {
    return Response.json({ code: error.code, message: error.message }, { status: 500 });
  }
}
