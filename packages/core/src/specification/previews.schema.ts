import { object, resolvedBoolean, type Schema, written } from "../schema/schema.js";
import { newOrExistingComputeRole, type ParsedComputeRole } from "./role.schema.js";

/** Previews as parsed. Their compute role is a new role, the ARN of an existing one, or none. */
export interface ParsedPreviews {
  readonly computeRole?: ParsedComputeRole | string | false;
  readonly publicRepository?: boolean;
}

const computeRole: Schema<ParsedComputeRole | string | false> = (value, context) =>
  value === false ? false : newOrExistingComputeRole(value, context);

export const previews = written(
  "Write an object: { computeRole: { grants: [ … ] }, publicRepository: false }. Whether there are previews is set on each branch: enablePullRequestPreview.",
  object<ParsedPreviews>({ computeRole, publicRepository: resolvedBoolean }),
);
