import type { AccessMatrix, MatrixRole } from "@amplify-roles/core";
import { hasSeveralOwners, reachOf, titleOf } from "./describe-role.js";
import { actionsInWords, conditionsInWords } from "./describe-statement.js";
import { type Cell, type Layout, layoutOf, type Row } from "./layout.js";
import { CONDITIONAL, LEGEND, MAX_BRANCHES, MAX_WIDE_COLUMNS, markOf } from "./marks.js";
import { escaped } from "./markup.js";
import { SVG_STYLE } from "./svg-style.js";
import { maxWidthOf, shortened } from "./width.js";

/** In the picture's units: pixels if it is shown in its own size. */
const UNIT = {
  margin: 24,
  title: 30,
  legend: 34,
  row: 26,
  /** The width of a narrow column, under a vertical heading; and the least width of a wide one. */
  column: 38,
  wideColumn: 110,
  /** The height of horizontal headings. */
  heading: 44,
  /** Half the height of a heading's letters. */
  middle: 4,
  /** Widths of letters of 12 px: monospaced, and on average in other fonts. */
  letter: 7.3,
  headingLetter: 6.6,
  /** From one entry of the legend to the next: entries of one word, and the others. */
  legendWord: 95,
  legendWords: 195,
};
/** The widths of a resource and of headings, in characters. The tooltips have all of it. */
const MAX_LABEL = 58;
const MAX_WIDE_HEADING = 28;
const MAX_NARROW_HEADING = 32;

/**
 * A picture of the matrix: self-contained, for light and dark screens. Tooltips list the permissions of a cell.
 *
 * @param title the app: `web`
 */
export const accessSvg = (matrix: AccessMatrix, title: string): string => new Picture(matrix).draw(title);

type Line = { readonly kind: "service"; readonly text: string } | { readonly kind: "row"; readonly row: DrawnRow };

/** A row of resources, or of an attached policy. */
interface DrawnRow extends Pick<Row, "label" | "resources"> {
  readonly regionAndAccount?: string;
  readonly cells: readonly (Cell | "attached" | undefined)[];
}

function linesOf({ sections, attached }: Layout): readonly Line[] {
  const services = sections.flatMap(({ service, rows }): readonly Line[] => [
    { kind: "service", text: service === "*" ? "all services" : service },
    ...rows.map((row): Line => ({ kind: "row", row })),
  ]);
  if (attached.length === 0) return services;
  const policies = attached.map(({ arn, attached: to }): Line => {
    const cells = to.map((is) => (is ? ("attached" as const) : undefined));
    return { kind: "row", row: { label: arn, resources: [arn], cells } };
  });
  return [...services, { kind: "service", text: "attached policies" }, ...policies];
}

const labelOf = ({ label, regionAndAccount }: DrawnRow) =>
  shortened(regionAndAccount === undefined ? label : `${label} (${regionAndAccount})`, MAX_LABEL);

class Picture {
  private readonly roles: readonly MatrixRole[];
  private readonly lines: readonly Line[];
  private readonly withOwner: boolean;
  /** Whether columns have space for words. */
  private readonly wide: boolean;
  private readonly column: number;
  /** Where the columns begin, and end. */
  private readonly left: number;
  private readonly right: number;
  /** Where the rows begin. */
  private readonly top: number;

  constructor(matrix: AccessMatrix) {
    const layout = layoutOf(matrix);
    this.roles = layout.columns;
    this.lines = linesOf(layout);
    this.withOwner = hasSeveralOwners(matrix);
    this.wide = this.roles.length <= MAX_WIDE_COLUMNS;
    const words = maxWidthOf(this.roles.flatMap((role) => this.wideHeading(role))) * UNIT.headingLetter + 12;
    this.column = this.wide ? Math.max(UNIT.wideColumn, words) : UNIT.column;
    const labels = this.lines.map((line) => (line.kind === "row" ? labelOf(line.row) : line.text));
    this.left = UNIT.margin + maxWidthOf(labels) * UNIT.letter + 16;
    this.right = this.left + this.roles.length * this.column;
    const vertical = maxWidthOf(this.roles.map((role) => this.verticalHeading(role))) * UNIT.headingLetter + 20;
    this.top = UNIT.margin + UNIT.title + UNIT.legend + (this.wide ? UNIT.heading : vertical);
  }

  draw(title: string): string {
    const width = Math.max(this.right, UNIT.margin + LEGEND_WIDTH) + UNIT.margin;
    const height = this.top + this.lines.length * UNIT.row + UNIT.margin;
    const name = escaped(`Who may do what: ${title}`);
    const lines = this.lines.map((line, index) => {
      const y = this.top + index * UNIT.row;
      return line.kind === "row" ? this.row(line.row, y) : this.service(line.text, y);
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">${name}</title>
<desc id="description">${escaped(this.description())}</desc>
<style>${SVG_STYLE}</style>
<rect class="page" width="${width}" height="${height}"/>
<text class="name" x="${UNIT.margin}" y="${UNIT.margin + 18}">${name}</text>
${legend(UNIT.margin + UNIT.title)}
${this.roles.map((role, index) => this.heading(role, this.left + index * this.column, height - UNIT.margin)).join("\n")}
${lines.join("\n")}
</svg>
`;
  }

  private title(role: MatrixRole): string {
    return titleOf(role, this.withOwner);
  }

  private description(): string {
    const roles = this.roles.map((role) => `${this.title(role)} ${role.name} on ${reachOf(role)}`);
    return `A column for each role, a row for each resource. Roles: ${roles.join("; ")}.`;
  }

  private verticalHeading(role: MatrixRole): string {
    const reach = reachOf(role, MAX_BRANCHES);
    const name = this.withOwner ? `${role.owner}: ${reach}` : reach;
    return shortened(role.type === "compute" ? name : this.title(role), MAX_NARROW_HEADING);
  }

  private wideHeading(role: MatrixRole): readonly [title: string, reach: string] {
    const short = (text: string) => shortened(text, MAX_WIDE_HEADING);
    return [short(this.title(role)), short(reachOf(role, 1))];
  }

  /** A heading, and a line down from it. Headings of narrow columns are vertical. */
  private heading(role: MatrixRole, x: number, bottom: number): string {
    const unknown = role.exists ? " (exists, permissions unknown)" : "";
    const hint = `${this.title(role)}: ${role.name}${unknown}; ${reachOf(role)}`;
    const [title, reach] = this.wideHeading(role);
    const vertical = `translate(${x + this.column / 2 + UNIT.middle} ${this.top - 8}) rotate(-90)`;
    const text = this.wide
      ? `<text class="service" x="${x + 6}" y="${this.top - 24}">${escaped(title)}</text><text class="small" x="${x + 6}" y="${this.top - 8}">${escaped(reach)}</text>`
      : `<text class="heading" transform="${vertical}">${escaped(this.verticalHeading(role))}</text>`;
    return `<line class="column" x1="${x}" x2="${x}" y1="${this.top}" y2="${bottom}"/><g><title>${escaped(hint)}</title>${text}</g>`;
  }

  private service(text: string, y: number): string {
    return `<rect class="band" x="${UNIT.margin}" y="${y}" width="${this.right - UNIT.margin}" height="${UNIT.row}"/><text class="service" x="${UNIT.margin + 6}" y="${y + 18}">${escaped(text)}</text>`;
  }

  private row(row: DrawnRow, y: number): string {
    const cells = row.cells.map((cell, index) => this.cell(row, cell, index, y));
    return `<g><line class="line" x1="${UNIT.margin}" x2="${this.right}" y1="${y + UNIT.row}" y2="${y + UNIT.row}"/><g><title>${escaped(row.resources.join("\n"))}</title><text x="${UNIT.margin + 6}" y="${y + 17}">${escaped(labelOf(row))}</text></g>${cells.join("")}</g>`;
  }

  private cell(row: DrawnRow, cell: Cell | "attached" | undefined, index: number, y: number): string {
    const role = this.roles[index] as MatrixRole;
    const x = this.left + index * this.column;
    if (cell === undefined)
      return role.exists ? `<text class="unknown" x="${x + this.column / 2}" y="${y + 17}">?</text>` : "";
    const { look, words, letters } = cell === "attached" ? ATTACHED : markOf(cell);
    const hint = [`${this.title(role)}: ${role.name}`, ...(cell === "attached" ? [row.label] : hintsOf(cell))];
    const drawn = mark(x, y, this.column, look, this.wide ? words : letters);
    return `<g><title>${escaped(hint.join("\n"))}</title>${drawn}</g>`;
  }
}

const ATTACHED = { look: "attached", words: "+", letters: "+" } as const;

const LEGEND_WIDTH = LEGEND.length * UNIT.legendWord + 2 * UNIT.legendWords;

function legend(y: number): string {
  const entries = [
    ...LEGEND.map(({ look, letters, meaning }) => ({ look, letters, meaning: meaning.replace(/:.*/, "") })),
    { look: "attached", letters: CONDITIONAL, meaning: "only under conditions" },
    { look: "attached", letters: ATTACHED.letters, meaning: "attached policy" },
  ];
  return entries
    .map(({ look, letters, meaning }, index) => {
      const words = Math.max(0, index - LEGEND.length);
      const x = UNIT.margin + (index - words) * UNIT.legendWord + words * UNIT.legendWords;
      return `${mark(x, y, UNIT.column, look, letters)}<text class="small" x="${x + UNIT.column + 4}" y="${y + 17}">${meaning}</text>`;
    })
    .join("");
}

const hintsOf = ({ permissions }: Cell) =>
  permissions.map(({ permission: { statement, by, path }, actions, resources }) => {
    const conditions = conditionsInWords(statement.Condition).map((condition) => ` if ${condition}`);
    const not = statement.Effect === "Deny" ? "not " : "";
    return `${not}${actionsInWords(actions)} on ${resources.join(", ")}${conditions.join(" and")} (${by}, ${path})`;
  });

const mark = (x: number, y: number, width: number, look: string, text: string) =>
  `<rect class="${look}" x="${x + 2}" y="${y + 3}" width="${width - 4}" height="${UNIT.row - 6}" rx="5"/><text class="on-${look}" x="${x + width / 2}" y="${y + 17}">${escaped(text)}</text>`;
