import { faults } from "../errors/faults.js";
import type { Place } from "../read/place.js";
import { known, knownFlag, oneOf, record, shape, sizedText } from "../read/readers.js";
import {
  appId,
  computeRole,
  deploymentMembers,
  identityPool,
  knownCount,
  newOrExisting,
  serviceRole,
  sharedRoleMembers,
} from "../roles/role-readers.js";
import { appArguments, branchArguments, buildSpec } from "./argument-readers.js";
import type { AmplifySsrAppSpec, BranchSpec } from "./specification.js";

/** A specification as read: text may hold markers, and so may what is true or false, or a number. */
export type ReadAppSpec = Partial<AmplifySsrAppSpec<string, boolean | string, number | string>>;
export type ReadBranchSpec = BranchSpec<string, boolean | string, number | string>;

const newOrExistingServiceRole = newOrExisting(serviceRole);

const branch = shape<ReadBranchSpec>({
  ...branchArguments,
  computeRole: newOrExisting(computeRole),
  buildSpec,
  managedBy: known(oneOf("amplify", "cloudControl"), "resource that carries the branch"),
  import: knownFlag,
  id: known(sizedText("branch's id", 0, 255), "branch's id"),
});

const LONGEST_PROPAGATION = 300;
const propagationSeconds = knownCount((seconds) =>
  Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_PROPAGATION
    ? undefined
    : faults.badPropagation(seconds, LONGEST_PROPAGATION),
);

const app = shape<ReadAppSpec>(
  {
    ...appArguments,
    ...deploymentMembers,
    importId: known(appId, "id of an app to import"),
    serviceRole: (value, at) => (value === false ? false : newOrExistingServiceRole(value, at)),
    computeRole: newOrExisting(computeRole),
    identityPool,
    roles: shape({
      ...sharedRoleMembers,
      namePrefix: sizedText("beginning of roles' names", 0, 255),
      propagationSeconds,
    }),
    branches: record(branch),
  },
  ["name"],
);

/** Reads a specification, and reports what is wrong with its parts; rules over several parts are the planner's. */
export const readAppSpec = (specification: unknown, at: Place): ReadAppSpec => app(specification, at) ?? {};
