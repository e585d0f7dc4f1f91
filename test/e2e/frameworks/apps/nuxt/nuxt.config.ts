export default {
  compatibilityDate: "2025-09-01",
  telemetry: false,
  // What Amplify runs.
  nitro: { preset: "aws_amplify" },
  // Fixed when the app is built.
  runtimeConfig: { settingsPath: process.env.SETTINGS_PATH },
};
