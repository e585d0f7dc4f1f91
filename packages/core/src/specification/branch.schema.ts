import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { isUnresolved, toDisplayString } from "../placeholders/placeholder.js";
import {
  maxSize,
  object,
  oneOf,
  record,
  resolved,
  resolvedBoolean,
  stringOfLength,
  written,
} from "../schema/schema.js";
import type { BranchSpec } from "./branch.js";
import { branchArguments, buildSpec } from "./branch-arguments.schema.js";
import { BRANCH_HINTS } from "./other-names.js";
import type { ParsedBoolean, ParsedNumber } from "./parsed.js";
import { newOrExistingComputeRole, type ParsedComputeRole } from "./role.schema.js";

/** A branch as parsed. Its compute role is a new role, or the ARN of an existing one. */
export type ParsedBranch = Omit<BranchSpec<string, ParsedBoolean, ParsedNumber>, "computeRole"> & {
  readonly computeRole?: ParsedComputeRole | string;
};

/** Characters: https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateBranch.html */
const MAX_BRANCH_NAME_LENGTH = 255;

/** @param name the branch's Git name, of which no name of resources can be made, or which has too many characters */
export const invalidBranchName = (name: string): Report => ({
  code: "INVALID_BRANCH_NAME",
  message: `${quoted(name)} is not a valid branch name.`,
  fix: `Write the name of the Git branch, 1 to ${MAX_BRANCH_NAME_LENGTH} characters. If it has no Latin letters or digits, add an "id".`,
  parameters: { found: toDisplayString(name), most: MAX_BRANCH_NAME_LENGTH },
});

export const isBranchName = (name: string): boolean => name.length >= 1 && name.length <= MAX_BRANCH_NAME_LENGTH;

const branch = written(
  "Write an object, which may be empty: { main: {} }.",
  object<ParsedBranch>(
    {
      ...branchArguments,
      computeRole: newOrExistingComputeRole,
      buildSpec,
      managedBy: resolved(
        oneOf("amplify", "cloudControl"),
        "resource that the branch is created as",
        '"amplify" or "cloudControl"',
      ),
      notificationRule: resolvedBoolean,
      import: resolvedBoolean,
      id: resolved(stringOfLength("id of the branch", 0, 255), "id of the branch"),
    },
    [],
    BRANCH_HINTS,
  ),
);

/** Branches of an app, previews included: https://docs.aws.amazon.com/amplify/latest/userguide/quotas-chapter.html */
const MAX_BRANCHES = 50;

const branchesByName = maxSize(
  MAX_BRANCHES,
  "branches",
  record(branch, (name, context) => {
    if (!isBranchName(name)) context.report(invalidBranchName(name));
  }),
);

/** The object that an array of names means: `{ main: {}, "feature/login": {} }`. */
function branchesInstead(value: unknown): string {
  const given = Array.isArray(value) ? value : [value];
  const names = given.filter((name) => typeof name === "string" && isBranchName(name) && !isUnresolved(name));
  const shown = (names.length > 0 ? names.slice(0, 5) : ["main"]) as readonly string[];
  const keys = shown.map((name) => `${/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name)}: {}`);
  return `Write an object with the branches by name: { ${keys.join(", ")}${names.length > shown.length ? ", …" : ""} }.`;
}

/** Branches by their names. */
export const branches: typeof branchesByName = (value, context) =>
  branchesByName(value, context.writing(branchesInstead(value)));
