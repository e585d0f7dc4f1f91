import { loadSettings } from "@amplify-roles/runtime";

export const dynamic = "force-dynamic";

export async function GET() {
  try {
    return Response.json({ ...(await loadSettings()) });
  } catch (error) {
    return Response.json({ code: error.code, message: error.message }, { status: 500 });
  }
}
