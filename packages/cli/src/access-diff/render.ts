import type { NotConsidered } from "@amplify-roles/core/doctor";
import { inOneLine, printable } from "../output.js";
import { shortArn } from "../render/describe-statement.js";
import { escaped } from "../render/markup.js";
import { groupBy } from "../util.js";
import { changeText, type DescribedChange, notConsideredTexts, stageText, summaryOf, whoText } from "./described.js";
import type { Failure } from "./fail-on.js";

/** What a comparison found. */
export interface AccessReport {
  readonly changes: readonly DescribedChange[];
  readonly failures: readonly Failure[];
  /** What was not compared, and may change the result. */
  readonly notConsidered: readonly NotConsidered[];
}

/** Changes of several branches with the same text are one line. */
interface Line {
  /** `develop`; with their stages if there are several. */
  readonly who: string;
  /** `(production)`, of a single branch. */
  readonly stage: string;
  readonly change: DescribedChange;
}

function linesOf(changes: readonly DescribedChange[]): readonly Line[] {
  const groups = groupBy(changes.map((one) => [`${changeText(one)}\n${one.resources.join()}`, one]));
  return [...groups.values()].map((group): Line => {
    const [change, ...others] = group as [DescribedChange, ...DescribedChange[]];
    if (others.length === 0) return { who: whoText(change, changes), stage: stageText(change), change };
    const who = [...new Set(group.map((one) => `${whoText(one, changes)}${stageText(one)}`))].join(", ");
    return { who, stage: "", change };
  });
}

const failureLines = (failures: readonly Failure[]): readonly string[] => {
  const byRule = groupBy(failures.map(({ rule, change }) => [rule.text, change]));
  return [...byRule].map(([rule, changes]) => {
    const who = [...new Set(changes.map((one) => whoText(one, changes)))].join(", ");
    return `Not allowed by --fail-on ${rule}: ${changes.length === 1 ? "1 change" : `${changes.length} changes`} of ${who}.`;
  });
};

/** A line for each change: `develop: + dynamodb:PutItem on table/orders (development)`. */
export function diffText({ changes, failures, notConsidered }: AccessReport): string {
  const lines = linesOf(changes).map(({ who, stage, change }) => `${who}: ${changeText(change)}${stage}`);
  const failed = failureLines(failures);
  const others = notConsideredTexts(notConsidered);
  return [
    summaryOf(changes),
    ...(lines.length === 0 ? [] : ["", ...lines]),
    ...(others.length === 0 ? [] : ["", "Not considered:", ...others.map((text) => `  ${text}`)]),
    ...(failed.length === 0 ? [] : ["", ...failed]),
  ]
    .map((line) => `${inOneLine(line)}\n`)
    .join("");
}

/** The same as data. */
export const diffJson = ({ changes, failures, notConsidered }: AccessReport): string =>
  printable(
    `${JSON.stringify(
      {
        summary: summaryOf(changes),
        changes: changes.map((one) => ({ ...one, text: `${changeText(one)}${stageText(one)}` })),
        failures: failures.map(({ rule, change }) => ({
          rule: rule.text,
          owner: change.owner,
          who: change.who,
          text: `${changeText(change)}${stageText(change)}`,
        })),
        notConsidered,
      },
      undefined,
      2,
    )}\n`,
  );

/** GitHub refuses a comment of more than 65,536 characters. */
const MAX_MARKDOWN = 60_000;

/** How many policies a comment lists that were not considered. */
const MAX_OTHERS = 20;

/** A text that Markdown shows as it is, in a cell of a table. */
const code = (text: string) =>
  `<code>${escaped(inOneLine(text)).replaceAll("|", "&#124;").replaceAll("@", "&#64;").replaceAll("`", "&#96;")}</code>`;

const MARKS: Readonly<Record<DescribedChange["sign"], string>> = { "+": "➕", "-": "➖", "~": "🔁", "✕": "⛔" };

/** A table for the comment on a pull request. */
export function diffMarkdown({ changes, failures, notConsidered }: AccessReport): string {
  const head = ["### Who may do what", "", summaryLine(changes), ""];
  const failed = failureLines(failures).map((line) => `> ❌ ${code(line)}\n>`);
  const table = ["| who | | may | on |", "| --- | --- | --- | --- |"];
  const rows = linesOf(changes).map(({ who, stage, change }) => {
    const { sign, what, how, resources } = change;
    const cells = [
      code(`${who}${stage}`),
      MARKS[sign],
      `${code(what)}${how === "" ? "" : ` ${code(how.replace(/^,? /, ""))}`}`,
      resources.map((arn) => code(shortArn(arn))).join("<br>"),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const start = [...head, ...failed, ...(failed.length === 0 ? [] : [""]), ...(rows.length === 0 ? [] : table)];
  let size = start.join("\n").length;
  const shown = rows.filter((row) => {
    size += row.length + 1;
    return size < MAX_MARKDOWN;
  });
  const left = rows.length - shown.length;
  const rest = left === 0 ? [] : ["", `And ${left} more. Run \`amplify-roles access-diff\` to see them.`];
  const others = notConsideredTexts(notConsidered);
  const last =
    others.length === 0
      ? []
      : ["", "Not considered:", "", ...others.slice(0, MAX_OTHERS).map((text) => `- ${code(text)}`)];
  return `${[...start, ...shown, ...rest, ...last].join("\n").trimEnd()}\n`;
}

const summaryLine = (changes: readonly DescribedChange[]) =>
  changes.length === 0 ? summaryOf(changes) : code(summaryOf(changes));
