export { loadSettings, refreshSettings, withSettings } from "./load-settings.js";
export type { LoadOptions, Settings, SettingsOf } from "./options.js";
export { isRefused } from "./refused.js";
export { SettingsError, type SettingsErrorCode } from "./settings-error.js";
