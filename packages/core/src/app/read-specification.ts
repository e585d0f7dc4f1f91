import type { Place } from "../read/place.js";
import { known, knownFlag, oneOf, type Reader, record, shape, text } from "../read/readers.js";
import {
  appId,
  computeRole,
  deploymentMembers,
  roleArn,
  serviceRole,
  sharedRoleMembers,
} from "../roles/role-readers.js";
import { appArguments, branchArguments } from "./argument-readers.js";
import type { AmplifySsrAppSpec, BranchSpec } from "./specification.js";

/** A specification as read: text may hold markers, and so may what is true or false, or a number. */
export type ReadAppSpec = Partial<AmplifySsrAppSpec<string, boolean | string, number | string>>;
export type ReadBranchSpec = BranchSpec<string, boolean | string, number | string>;

/** An object for a new role, or the ARN of one that exists. */
const newOrExisting =
  <T>(role: Reader<T>): Reader<T | string> =>
  (value, at) =>
    typeof value === "string" ? roleArn(value, at) : role(value, at);

const newOrExistingServiceRole = newOrExisting(serviceRole);

const branch = shape<ReadBranchSpec>({
  ...branchArguments,
  computeRole: newOrExisting(computeRole),
  buildSpec: text,
  managedBy: known(oneOf("amplify", "cloudControl"), "resource that carries the branch"),
  import: knownFlag,
  id: known(text, "branch's id"),
});

const app = shape<ReadAppSpec>(
  {
    ...appArguments,
    ...deploymentMembers,
    importId: known(appId, "id of an app to import"),
    serviceRole: (value, at) => (value === false ? false : newOrExistingServiceRole(value, at)),
    computeRole: newOrExisting(computeRole),
    roles: shape({ ...sharedRoleMembers, namePrefix: text }),
    branches: record(branch),
  },
  ["name"],
);

/** Reads a specification, and reports what is wrong with its parts; rules over several parts are the planner's. */
export const readAppSpec = (specification: unknown, at: Place): ReadAppSpec => app(specification, at) ?? {};
