import type { AccessMatrix, MatrixRole } from "@amplify-roles/core";
import { withPrintableStrings } from "../output.js";
import { alignedColumns } from "./columns.js";
import { allBranches, COMPUTE_ROLE_SOURCES, hasSeveralOwners, purposeOf, reachOf, titleOf } from "./describe-role.js";
import { actionsIn, actionsInWords, conditionsInWords, resourcesIn, shortArn } from "./describe-statement.js";
import { type Layout, layoutOf } from "./layout.js";
import { CONDITIONAL, LEGEND, markOf } from "./marks.js";
import { maxWidthOf, shortened, wrapped } from "./width.js";

/** Columns of a terminal that lines fit in, unless a single word is longer. */
const WIDTH = 118;
/** The width of a resource in the overview. Every permission is written in full below it. */
const MAX_LABEL_WIDTH = 60;
/** The width of a numbered column, with the spaces before it. */
const NUMBER_WIDTH = 6;

/** The matrix as plain text for a terminal: the roles, a cell for each resource and role, and every permission. */
export function accessText(matrix: AccessMatrix): string {
  const printed = withPrintableStrings(matrix);
  const withOwner = hasSeveralOwners(printed);
  const sections = [
    overview(printed, withOwner),
    branchTable(printed, withOwner),
    ...printed.roles.map((role) => permissionsOf(printed, role, withOwner)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Numbered roles, and a column for each. */
function overview(matrix: AccessMatrix, withOwner: boolean): readonly string[] {
  const layout = layoutOf(matrix);
  const roles = layout.columns.map((role, index) => [
    `[${index + 1}]`,
    titleOf(role, withOwner),
    role.name + (role.exists ? " (exists, permissions unknown)" : ""),
    reachOf(role),
  ]);
  const legend = [
    ...LEGEND.map(({ letters, meaning }) => `${letters} ${meaning}`),
    `${CONDITIONAL} only under conditions`,
  ];
  return [
    ...alignedColumns([["", "ROLE", "NAME", "ON"], ...roles]),
    ...overviewTable(layout),
    "",
    wrapped(legend.join("; "), WIDTH),
  ];
}

/** A letter for each role and resource, with as many roles side by side as fit. */
function overviewTable(layout: Layout): readonly string[] {
  const rows = overviewRows(layout);
  if (rows.length === 0) return [];
  const numbers = layout.columns.map((_, index) => `[${index + 1}]`);
  const labelWidth = maxWidthOf(rows.map(([label = ""]) => label));
  const perBlock = Math.max(1, Math.floor((WIDTH - labelWidth) / NUMBER_WIDTH));
  const blocks = Math.ceil(numbers.length / perBlock);
  return Array.from({ length: blocks }, (_, block) => {
    const [from, to] = [1 + block * perBlock, 1 + (block + 1) * perBlock];
    const part = [["ON", ...numbers], ...rows].map(([label = "", ...cells]) => [
      label,
      ...cells.slice(from - 1, to - 1),
    ]);
    return ["", ...alignedColumns(part)];
  }).flat();
}

function overviewRows({ sections, attached, columns: roles }: Layout): readonly (readonly string[])[] {
  const empty = (index: number) => (roles[index]?.exists ? "?" : "·");
  const label = (text: string) => shortened(text, MAX_LABEL_WIDTH);
  return [
    ...sections.flatMap(({ service, rows }) =>
      rows.map(({ label: resource, regionAndAccount, cells }) => [
        label(`${service}  ${resource}${regionAndAccount === undefined ? "" : ` (${regionAndAccount})`}`),
        ...cells.map((cell, index) => (cell === undefined ? empty(index) : markOf(cell).letters)),
      ]),
    ),
    ...attached.map(({ arn, attached: to }) => [
      label(`policy  ${shortArn(arn)}`),
      ...to.map((isAttached, index) => (isAttached ? "+" : empty(index))),
    ]),
  ];
}

function branchTable(matrix: AccessMatrix, withOwner: boolean): readonly string[] {
  const { roles } = matrix;
  const branches = allBranches(matrix);
  if (branches.length === 0) return [];
  const nameOf = new Map(roles.map(({ id, name }) => [id, name]));
  const rows = branches.map(({ owner, name, computeRole, computeRoleSource }) => [
    withOwner ? `${owner}: ${name}` : name,
    computeRole === undefined ? "no role" : (nameOf.get(computeRole) ?? ""),
    COMPUTE_ROLE_SOURCES[computeRoleSource],
  ]);
  return alignedColumns([["BRANCH", "SERVER CODE RUNS AS", "WHY"], ...rows]);
}

function permissionsOf({ permissions }: AccessMatrix, role: MatrixRole, withOwner: boolean): readonly string[] {
  const own = permissions.filter((permission) => permission.role === role.id);
  const heading = `${titleOf(role, withOwner)} ${role.name}: ${purposeOf(role)} (${reachOf(role)})`;
  if (role.exists) return [heading, "  The role exists already, so its permissions are unknown."];
  if (own.length + role.managedPolicies.length === 0) return [heading, "  It has no permissions."];
  const [source, ...others] = new Set(own.map(({ by, path }) => `${by}\n${path}`));
  const single = source !== undefined && others.length === 0 && own.length > 1;
  const rows = own.map(({ by, path, statement }) => [
    (statement.Effect === "Deny" ? "not " : "") + actionsInWords(actionsIn(statement)),
    [
      ...resourcesIn(statement).map(shortArn),
      ...conditionsInWords(statement.Condition).map((condition) => `  if ${condition}`),
    ].join("\n"),
    ...(single ? [] : [`${by}\n${path}`]),
  ]);
  const policies = role.managedPolicies.map((arn) => `  and the attached policy ${shortArn(arn)}, contents unknown`);
  const head = single ? ["MAY", "ON"] : ["MAY", "ON", "GRANTED BY"];
  return [
    heading,
    ...(single ? [`  granted by ${source.replace("\n", ", ")}`] : []),
    ...(rows.length === 0 ? [] : alignedColumns([head, ...rows], single ? [56, 60] : [38, 42, 34])),
    ...policies,
  ];
}
