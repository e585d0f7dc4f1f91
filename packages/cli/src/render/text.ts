import type { AccessMatrix, MatrixRole } from "@amplify-roles/core";
import { type Layout, layoutOf } from "./layout.js";
import { CONDITIONAL, LEGEND, markOf } from "./marks.js";
import {
  actionsInWords,
  actionsOf,
  conditionsInWords,
  isOfSeveral,
  REASONS,
  reachOf,
  resourcesOf,
  shortArn,
  shortened,
  titleOf,
  useOf,
} from "./words.js";

/** Characters in a line, where no single word is longer. */
const WIDTH = 118;
/** Characters of a resource before it is cut, where every permission is said in full below. */
const LONGEST_LABEL = 60;
/** Characters that a numbered column takes, with the space before it. */
const NUMBER_WIDTH = 6;

/** The matrix as plain text, for a terminal: the roles, a cell for each resource and role, and every permission. */
export function accessText(matrix: AccessMatrix): string {
  const several = isOfSeveral(matrix);
  const sections = [
    overview(matrix, several),
    branchTable(matrix, several),
    ...matrix.roles.map((role) => permissions(matrix, role, several)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trimEnd()).join("\n"))
    .join("\n\n")}\n`;
}

/** Numbered roles, and a column for each. */
function overview(matrix: AccessMatrix, several: boolean): readonly string[] {
  const layout = layoutOf(matrix);
  const roles = layout.columns.map((role, index) => [
    `[${index + 1}]`,
    titleOf(role, several),
    role.name + (role.exists ? " (exists; nothing is known of it)" : ""),
    reachOf(role),
  ]);
  const legend = [
    ...LEGEND.map(({ letters, meaning }) => `${letters} ${meaning}`),
    `${CONDITIONAL} under conditions only`,
  ];
  return [
    ...columns([["", "ROLE", "NAME", "ON"], ...roles]),
    ...overviewTable(layout),
    "",
    ...wrapped(legend.join("; "), WIDTH),
  ];
}

/** A letter for each role and resource; as many roles side by side as fit. */
function overviewTable(layout: Layout): readonly string[] {
  const rows = overviewRows(layout);
  if (rows.length === 0) return [];
  const numbers = layout.columns.map((_, index) => `[${index + 1}]`);
  const label = Math.max(...rows.map(([first = ""]) => lengthOf(first)));
  const most = Math.max(1, Math.floor((WIDTH - label) / NUMBER_WIDTH));
  const blocks = Math.ceil(numbers.length / most);
  return Array.from({ length: blocks }, (_, block) => {
    const [from, to] = [1 + block * most, 1 + (block + 1) * most];
    return [
      "",
      ...columns(
        [["ON", ...numbers], ...rows].map(([first = "", ...cells]) => [first, ...cells.slice(from - 1, to - 1)]),
      ),
    ];
  }).flat();
}

function overviewRows({ sections, attached, columns: roles }: Layout): readonly (readonly string[])[] {
  const empty = (index: number) => (roles[index]?.exists ? "?" : "·");
  return [
    ...sections.flatMap(({ service, rows }) =>
      rows.map(({ label, scope, cells }) => [
        shortened(`${service}  ${label}${scope === undefined ? "" : ` (${scope})`}`, LONGEST_LABEL),
        ...cells.map((cell, index) => (cell === undefined ? empty(index) : markOf(cell).letters)),
      ]),
    ),
    ...attached.map(({ arn, attached: to }) => [
      shortened(`policy  ${shortArn(arn)}`, LONGEST_LABEL),
      ...to.map((is, index) => (is ? "+" : empty(index))),
    ]),
  ];
}

function branchTable({ branches, roles }: AccessMatrix, several: boolean): readonly string[] {
  if (branches.length === 0) return [];
  const nameOf = new Map(roles.map(({ id, name }) => [id, name]));
  const rows = branches.map(({ of, name, computeRole, because }) => [
    several ? `${of}: ${name}` : name,
    computeRole === undefined ? "no role" : (nameOf.get(computeRole) ?? ""),
    REASONS[because],
  ]);
  return columns([["BRANCH", "ITS SERVER CODE RUNS AS", "BECAUSE"], ...rows]);
}

function permissions({ permissions }: AccessMatrix, role: MatrixRole, several: boolean): readonly string[] {
  const own = permissions.filter((right) => right.role === role.id);
  const heading = `${titleOf(role, several)} ${role.name}: ${useOf(role)} (${reachOf(role)})`;
  if (role.exists) return [heading, "  It exists already: nothing is known of what it may do."];
  if (own.length + role.managedPolicies.length === 0) return [heading, "  It may do nothing."];
  const [source, ...others] = new Set(own.map(({ by, path }) => `${by}\n${path}`));
  const single = source !== undefined && others.length === 0 && own.length > 1;
  const rows = own.map(({ by, path, statement }) => [
    (statement.Effect === "Deny" ? "not " : "") + actionsInWords(actionsOf(statement)),
    [
      ...resourcesOf(statement).map(shortArn),
      ...conditionsInWords(statement.Condition).map((condition) => `  if ${condition}`),
    ].join("\n"),
    ...(single ? [] : [`${by}\n${path}`]),
  ]);
  const policies = role.managedPolicies.map((arn) => `  and what ${shortArn(arn)} says, which is attached`);
  const head = single ? ["MAY", "ON"] : ["MAY", "ON", "BECAUSE OF"];
  return [
    heading,
    ...(single ? [`  because of ${source.replace("\n", ", ")}`] : []),
    ...(rows.length === 0 ? [] : columns([head, ...rows], single ? [56, 60] : [38, 42, 34])),
    ...policies,
  ];
}

/** Rows as columns, two spaces apart; cells may have several lines, and are wrapped where a width is given. */
function columns(rows: readonly (readonly string[])[], widths: readonly number[] = []): readonly string[] {
  const cells = rows.map((row) =>
    row.map((cell, column) =>
      cell.split("\n").flatMap((line) => wrapped(line, widths[column] ?? Number.POSITIVE_INFINITY)),
    ),
  );
  const width = (column: number) => Math.max(...cells.map((row) => Math.max(...(row[column] ?? [""]).map(lengthOf))));
  const sizes = (rows[0] ?? []).map((_, column) => width(column));
  return cells.flatMap((row) =>
    Array.from({ length: Math.max(...row.map(({ length }) => length)) }, (_, line) =>
      row.map((cell, column) => padded(cell[line] ?? "", sizes[column] ?? 0)).join("  "),
    ),
  );
}

/** Characters as people count them, near enough: not in UTF-16 units. */
const lengthOf = (text: string) => [...text].length;
const padded = (text: string, width: number) => text + " ".repeat(Math.max(0, width - lengthOf(text)));

/** A line as lines of at most `width` characters, cut at spaces; a word that is longer keeps its length. */
function wrapped(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = /^ */.exec(line)?.[0] ?? "";
  const indent = current;
  for (const word of line.trimStart().split(" ")) {
    const longer = current.trim() === "" ? current + word : `${current} ${word}`;
    if (lengthOf(longer) <= width || current.trim() === "") current = longer;
    else {
      lines.push(current);
      current = indent + word;
    }
  }
  return [...lines, current];
}
