import { appsyncUsers } from "./examples/appsync-users.js";
import { existingAppLogs } from "./examples/existing-app-logs.js";
import { keysToRoles } from "./examples/keys-to-roles.js";
import { newApp } from "./examples/new-app.js";
import { privateBucket } from "./examples/private-bucket.js";
import type { Life } from "./life.js";

export const LIVES: readonly Life[] = [newApp, existingAppLogs, keysToRoles, privateBucket, appsyncUsers];
