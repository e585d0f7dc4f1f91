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

/** @throws Error if no example has that name */
export function scenarioOf(name: string): Scenario {
  const scenario = SCENARIOS.find(({ example }) => example === name);
  if (scenario === undefined) throw new Error(`There is no scenario of the example ${name}`);
  return scenario;
}
