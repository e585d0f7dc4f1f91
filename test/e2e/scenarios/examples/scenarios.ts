import type { Scenario } from "./scenario.js";
import { appsyncUsers } from "./specs/appsync-users.js";
import { containerSettings } from "./specs/container-settings.js";
import { existingAppLogs } from "./specs/existing-app-logs.js";
import { keysToRoles } from "./specs/keys-to-roles.js";
import { newApp } from "./specs/new-app.js";
import { privateBucket } from "./specs/private-bucket.js";

export const SCENARIOS: readonly Scenario[] = [
  newApp,
  existingAppLogs,
  keysToRoles,
  privateBucket,
  containerSettings,
  appsyncUsers,
];
