import { inOneLine, withPrintableStrings } from "../output.js";
import type { AccessLevel } from "../render/access-levels.js";
import { servicePrefixOf, shortArn } from "../render/describe-statement.js";
import { escaped } from "../render/markup.js";
import { SVG_STYLE } from "../render/svg-style.js";
import { maxWidthOf, shortened } from "../render/width.js";
import { compareStrings, groupBy } from "../util.js";
import { changeText, type DescribedChange, notConsideredTexts, stageText, summaryOf, whoText } from "./described.js";
import type { AccessReport } from "./render.js";

/** In the picture's units: pixels if it is shown in its own size. */
const UNIT = { margin: 24, title: 46, heading: 34, row: 26, letter: 7.3, headingLetter: 6.8, least: 110 };
const MAX_LABEL = 58;
const MAX_HEADING = 28;

/** A column for everyone whose access changes, a row for each resource, and what changes in each cell. */
export function diffSvg(report: AccessReport): string {
  const changes = withPrintableStrings(report.changes);
  const columns = [...new Set(changes.map((one) => headingOf(one, changes)))];
  const rows = rowsOf(changes);
  const column = Math.max(
    UNIT.least,
    maxWidthOf(columns.map((text) => shortened(text, MAX_HEADING))) * UNIT.headingLetter + 16,
  );
  const left = UNIT.margin + maxWidthOf(rows.map(([label]) => shortened(label, MAX_LABEL))) * UNIT.letter + 24;
  const summary = shortened(summaryOf(changes), 120);
  const top = UNIT.margin + UNIT.title + UNIT.heading;
  const width =
    Math.max(left + columns.length * column, UNIT.margin + summary.length * UNIT.headingLetter) + UNIT.margin;
  const others = notConsideredTexts(report.notConsidered);
  const bottom = top + rows.length * UNIT.row + UNIT.margin;
  const height = bottom + (others.length === 0 ? 0 : UNIT.row);
  const headings = columns.map(
    (text, index) =>
      `<g><title>${escaped(text)}</title><text class="service" x="${left + index * column + 6}" y="${top - 10}">${escaped(shortened(text, MAX_HEADING))}</text></g>`,
  );
  const lines = rows.map(([label, ofRow], index) => {
    const y = top + index * UNIT.row;
    const cells = columns.map((text, at) => {
      const own = ofRow.filter((one) => headingOf(one, changes) === text);
      return own.length === 0 ? "" : cell(own, left + at * column, y, column);
    });
    return `<line class="line" x1="${UNIT.margin}" x2="${width - UNIT.margin}" y1="${y + UNIT.row}" y2="${y + UNIT.row}"/><g><title>${escaped(label)}</title><text x="${UNIT.margin + 6}" y="${y + 17}">${escaped(shortened(label, MAX_LABEL))}</text></g>${cells.join("")}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">Who may do what: changes</title>
<desc id="description">${escaped(summaryOf(changes))}</desc>
<style>${SVG_STYLE}</style>
<rect class="page" width="${width}" height="${height}"/>
<text class="name" x="${UNIT.margin}" y="${UNIT.margin + 18}">Who may do what: changes</text>
<text class="small" x="${UNIT.margin}" y="${UNIT.margin + 38}">${escaped(summary)}</text>
${[...headings, ...lines, ...(others.length === 0 ? [] : [footnote(others, bottom)])].join("\n")}
</svg>
`;
}

/** What was not considered; all of it where the pointer rests. */
const footnote = (others: readonly string[], y: number) =>
  `<g><title>${escaped(inOneLine(others.join("; ")))}</title><text class="small" x="${UNIT.margin}" y="${y}">${escaped(shortened(inOneLine(`Not considered: ${others.join("; ")}`), 120))}</text></g>`;

const headingOf = (one: DescribedChange, all: readonly DescribedChange[]) => `${whoText(one, all)}${stageText(one)}`;

/** The changes by resource, those of a service next to each other. */
function rowsOf(
  changes: readonly DescribedChange[],
): readonly (readonly [label: string, readonly DescribedChange[]])[] {
  const entries = changes.flatMap((one): (readonly [string, DescribedChange])[] => {
    if (one.resources.length === 0) return [[one.what, one]];
    const service = servicePrefixOf(one.what);
    return one.resources.map((arn) => [`${service === "*" ? "all services" : service}  ${shortArn(arn)}`, one]);
  });
  return [...groupBy(entries)].sort(([a], [b]) => compareStrings(a, b));
}

/** `+ write`, in the color of the highest level; what is less has only an outline. */
function cell(changes: readonly DescribedChange[], x: number, y: number, width: number): string {
  const more = changes.filter(({ isMore }) => isMore);
  const level = (some: readonly DescribedChange[]): AccessLevel =>
    (["admin", "write"] as const).find((one) => some.some(({ levels }) => levels.includes(one))) ?? "read";
  const isDenied = changes.every(({ sign }) => sign === "✕");
  const look = isDenied ? "denied" : more.length === 0 ? "attached" : level(more);
  const signs = [...new Set(changes.map(({ sign }) => (sign === "-" ? "−" : sign)))].join(" ");
  const text = `${signs} ${isDenied ? "denied" : level(more.length === 0 ? changes : more)}`;
  const hint = changes.map((one) => changeText(one)).join("\n");
  return `<g><title>${escaped(hint)}</title><rect class="${look}" x="${x + 2}" y="${y + 3}" width="${width - 4}" height="${UNIT.row - 6}" rx="5"/><text class="on-${look}" x="${x + width / 2}" y="${y + 17}">${escaped(text)}</text></g>`;
}
