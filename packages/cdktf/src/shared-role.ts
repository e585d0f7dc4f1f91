import { SharedRoles } from "@amplify-roles/core/adapter";
import type { AmplifyRole } from "./amplify-role.js";

/** The roles that have a construct of their own. */
export const sharedRoles = new SharedRoles<AmplifyRole>();
