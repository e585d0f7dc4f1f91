import { inOneLine, printable } from "../output.js";
import { escaped } from "../render/markup.js";
import { groupBy } from "../util.js";
import { changeText, type DescribedChange, stageText, summaryOf, whoText } from "./described.js";
import type { Failure } from "./fail-on.js";

/** What a comparison found. */
export interface AccessReport {
  readonly changes: readonly DescribedChange[];
  readonly failures: readonly Failure[];
}

/** Lines with the same text of several branches are one. */
function linesOf(
  changes: readonly DescribedChange[],
): readonly { readonly who: string; readonly change: DescribedChange }[] {
  const groups = groupBy(changes.map((one) => [`${changeText(one)}${stageText(one)}\n${one.resources.join()}`, one]));
  return [...groups.values()].map((group) => ({
    who: [...new Set(group.map((one) => whoText(one, changes)))].join(", "),
    change: group[0] as DescribedChange,
  }));
}

const failureLines = (failures: readonly Failure[]): readonly string[] => {
  const byRule = groupBy(failures.map(({ rule, change }) => [rule.text, change]));
  return [...byRule].map(([rule, changes]) => {
    const who = [...new Set(changes.map((one) => whoText(one, changes)))].join(", ");
    return `Not allowed by --fail-on ${rule}: ${changes.length === 1 ? "1 change" : `${changes.length} changes`} of ${who}.`;
  });
};

/** A line for each change: `develop: + dynamodb:PutItem on table/orders (development)`. */
export function diffText({ changes, failures }: AccessReport): string {
  const lines = linesOf(changes).map(({ who, change }) => `${who}: ${changeText(change)}${stageText(change)}`);
  const failed = failureLines(failures);
  return [
    summaryOf(changes),
    ...(lines.length === 0 ? [] : ["", ...lines]),
    ...(failed.length === 0 ? [] : ["", ...failed]),
  ]
    .map((line) => `${inOneLine(line)}\n`)
    .join("");
}

/** The same as data. */
export const diffJson = ({ changes, failures }: AccessReport): string =>
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
      },
      undefined,
      2,
    )}\n`,
  );

/** GitHub refuses a comment of more than 65,536 characters. */
const MAX_MARKDOWN = 60_000;

/** A text that Markdown shows as it is, in a cell of a table. */
const code = (text: string) =>
  `<code>${escaped(inOneLine(text)).replaceAll("|", "&#124;").replaceAll("@", "&#64;").replaceAll("`", "&#96;")}</code>`;

const MARKS: Readonly<Record<DescribedChange["sign"], string>> = { "+": "➕", "-": "➖", "~": "🔁", "✕": "⛔" };

/** A table for the comment on a pull request. */
export function diffMarkdown({ changes, failures }: AccessReport): string {
  const head = ["### Who may do what", "", summaryLine(changes), ""];
  const failed = failureLines(failures).map((line) => `> ❌ ${code(line)}\n>`);
  const table = ["| who | | may | on |", "| --- | --- | --- | --- |"];
  const rows = linesOf(changes).map(({ who, change }) => {
    const { sign, what, how, resources } = change;
    const cells = [
      code(`${who}${stageText(change)}`),
      MARKS[sign],
      `${code(what)}${how === "" ? "" : ` ${code(how.replace(/^,? /, ""))}`}`,
      resources.map(code).join("<br>"),
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
  return `${[...start, ...shown, ...rest].join("\n").trimEnd()}\n`;
}

const summaryLine = (changes: readonly DescribedChange[]) =>
  changes.length === 0 ? summaryOf(changes) : code(summaryOf(changes));
