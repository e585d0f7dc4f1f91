import { messages } from "../findings/messages.js";
import type { Context } from "../schema/context.js";
import { object, oneOf, record, resolved, resolvedBoolean, stringOfLength } from "../schema/schema.js";
import type { AmplifySsrAppSpec, BranchSpec } from "./app.js";
import { appArguments, branchArguments, buildSpec } from "./app-arguments.schema.js";
import {
  appId,
  computeRole,
  deploymentMembers,
  identityPool,
  newOrExisting,
  resolvedNumber,
  serviceRole,
  sharedRoleMembers,
} from "./role.schema.js";

/** A specification as read: text may hold markers, and so may what is true or false, or a number. */
export type ParsedAppSpec = Partial<AmplifySsrAppSpec<string, boolean | string, number | string>>;
export type ParsedBranchSpec = BranchSpec<string, boolean | string, number | string>;

const newOrExistingServiceRole = newOrExisting(serviceRole);

const branch = object<ParsedBranchSpec>({
  ...branchArguments,
  computeRole: newOrExisting(computeRole),
  buildSpec,
  managedBy: resolved(oneOf("amplify", "cloudControl"), "resource that carries the branch"),
  import: resolvedBoolean,
  id: resolved(stringOfLength("branch's id", 0, 255), "branch's id"),
});

const LONGEST_PROPAGATION = 300;
const propagationSeconds = resolvedNumber((seconds) =>
  Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_PROPAGATION
    ? undefined
    : messages.badPropagation(seconds, LONGEST_PROPAGATION),
);

const app = object<ParsedAppSpec>(
  {
    ...appArguments,
    ...deploymentMembers,
    importId: resolved(appId, "id of an app to import"),
    serviceRole: (value, context) => (value === false ? false : newOrExistingServiceRole(value, context)),
    computeRole: newOrExisting(computeRole),
    identityPool,
    roles: object({
      ...sharedRoleMembers,
      namePrefix: stringOfLength("beginning of roles' names", 0, 255),
      propagationSeconds,
    }),
    branches: record(branch),
  },
  ["name"],
);

/** Reads a specification, and reports what is wrong with its parts; rules over several parts are the planner's. */
export const parseAppSpec = (specification: unknown, context: Context): ParsedAppSpec =>
  app(specification, context) ?? {};
