import { dynamodb, s3 } from "@amplify-roles/core";
import {
  branchWithoutOwnRole,
  GrantablePlan,
  type GrantDeadline,
  type PlannedResource,
  planAmplifyComputeRole,
  planAmplifySsrApp,
  policyAlreadyRegistered,
} from "@amplify-roles/core/adapter";
import { table } from "../fixtures/arns.js";
import { toParts } from "./placeholders.js";

const subject = 'AmplifyComputeRole "web"';

/** A plan of a compute role, or of an app, that can get grants. */
export const grantableRole = (specification: object = { grants: [s3.read({ name: "images" })] }) =>
  new GrantablePlan(subject, specification, toParts, (given) => planAmplifyComputeRole("web", given));
export const grantableApp = (specification: object) =>
  new GrantablePlan('AmplifySsrApp "web"', { name: "web", ...specification }, toParts, (given) =>
    planAmplifySsrApp("web", given),
  );

/** Grants more to a role that has one grant. */
export const grantedLater =
  (...grants: readonly unknown[]) =>
  () =>
    grantableRole().grant([], grants, () => {});

/** A grant to a role whose policies the tool has already. */
export const grantedTooLate = (deadline: GrantDeadline) => () => {
  const plan = grantableRole();
  plan.close(deadline);
  plan.grant([], [dynamodb.read(table)], () => {});
};

/** A grant after which policies would have other names. */
export const renaming =
  (...names: readonly string[]) =>
  () => {
    throw policyAlreadyRegistered(subject, [], names.map(policyNamed));
  };

const policyNamed = (name: string): PlannedResource => ({
  type: "aws_iam_policy",
  id: name,
  dependsOn: [],
  arguments: { name, policy: { Version: "2012-10-17", Statement: [] } },
});

/** A grant to a branch that runs as the app's role. */
export const grantedToBranch = (name: string) => () => {
  throw branchWithoutOwnRole('AmplifySsrApp "web"', name);
};
