import { loadSettings } from "@amplify-roles/runtime";

export default defineEventHandler(async (event) => {
  try {
    return { ...(await loadSettings({ path: useRuntimeConfig(event).settingsPath })) };
  } catch (error) {
    setResponseStatus(event, 500);
    return { code: error.code, message: error.message };
  }
});
