export default {
  compatibilityDate: "2025-09-01",
  telemetry: false,
  // Fixed when the app is built.
  runtimeConfig: { settingsPath: process.env.SETTINGS_PATH },
};
