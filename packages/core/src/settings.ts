/** For what reads and writes settings: the names and limits of what the constructs and components create. */
export { prices } from "./aws/prices.js";
export { NO_VALUE, secretName } from "./plan/settings.js";
export { type GeneratedValue, type SettingsIndex, settingsIndex } from "./plan/settings-index.js";
export {
  type Assignment,
  type AssignmentFinding,
  checkEnvironmentFile,
} from "./specification/environment-file.js";
export { looksSecret } from "./specification/environment-variables.js";
export {
  groupReport,
  groupSizeReport,
  INDEX_NAME,
  MAX_PARAMETER_SIZE,
  MAX_SECRET_SIZE,
  nameReport,
  PATH_VARIABLE,
  pathReport,
  sizeReport,
} from "./specification/settings-rules.js";
export { utf8Length } from "./util/utf8-length.js";
