import { isRead } from "./calls.js";
import type { Outcome, Result } from "./cell.js";
import { FAULTS } from "./kinds.js";
import { PHASES, type Phase } from "./phases.js";

/** What stands in a cell of the table. */
const SIGNS: Readonly<Record<Outcome, string>> = {
  unnoticed: "·",
  again: "again",
  "by hand": "by hand",
  silent: "silent",
  "not met": "–",
  "not survived": "NO",
};

/** What one tool went through. */
export interface Matrix {
  readonly tool: string;
  readonly results: readonly Result[];
  /** How many cells each phase has, whether they were tried or not. */
  readonly cells: ReadonlyMap<Phase, number>;
}

/** The page with the tables of both tools. */
export function pageOf(matrices: readonly Matrix[]): string {
  const signs = [
    "`·`: the tool asked again by itself, and its command succeeded",
    "`again`: the same command, typed again, succeeded",
    "`by hand (n)`: what stands beneath the tables had to be typed first",
    "`silent (n)`: the command succeeded, and something was left over all the same",
    "`–`: the call was not made that time",
    "`NO`: not survived",
    "`!`: something live had a role without its policies for a while",
  ];
  const made = "Made by `npm run test:faults -- --write`. [faults.md](faults.md) says what the faults are.";
  const intro = ["# Calls × faults", "", made, "", ...signs.map((sign) => `- ${sign}`)];
  return `${[intro.join("\n"), ...matrices.map((matrix) => `## ${matrix.tool}\n\n${tableOf(matrix)}`)].join("\n\n")}\n`;
}

/** The table of calls and faults, in Markdown, phase by phase. */
export function tableOf({ results, cells }: Matrix): string {
  const typed = [...new Set(results.flatMap((result) => result.typed))].sort();
  const phases = PHASES.filter((phase) => results.some((result) => result.phase === phase));
  const parts = phases.map((phase) => {
    const some = results.filter((result) => result.phase === phase);
    return [`### ${phase}: ${some.length} of ${cells.get(phase)} cells`, "", ...phaseTable(some, typed)].join("\n");
  });
  const notes = typed.map((words, at) => `${at + 1}. \`${words}\``);
  return [...parts, ...(notes.length === 0 ? [] : [["What is typed by hand:", "", ...notes].join("\n")])].join("\n\n");
}

function phaseTable(results: readonly Result[], typed: readonly string[]): string[] {
  const rows = [...new Set(results.map(rowOf))];
  const names = FAULTS.map(({ name }) => name);
  const cell = (row: string, fault: string) => {
    const found = results.find((result) => rowOf(result) === row && result.fault === fault);
    if (found === undefined) return "";
    const marks = [...new Set(found.typed)].map((words) => typed.indexOf(words) + 1).join(", ");
    return `${SIGNS[found.outcome]}${marks === "" ? "" : ` (${marks})`}${found.exposed.length > 0 ? " !" : ""}`;
  };
  return [
    `| call | ${names.join(" | ")} |`,
    `| --- |${names.map(() => " --- |").join("")}`,
    ...rows.map((row) => `| \`${row}\` | ${names.map((name) => cell(row, name)).join(" | ")} |`),
    "",
    ...summaryOf(results),
  ];
}

const rowOf = ({ call, number }: Result) => (number === 1 ? call : `${call} #${number}`);

/** How many cells came to what, the reads apart. */
function summaryOf(results: readonly Result[]): string[] {
  const kinds = [
    ["calls that change something", results.filter(({ call }) => !isRead(call))],
    ["reads", results.filter(({ call }) => isRead(call))],
  ] as const;
  const outcomes = (Object.keys(SIGNS) as Outcome[]).filter((outcome) =>
    results.some((one) => one.outcome === outcome),
  );
  return [
    `| | cells | ${outcomes.join(" | ")} |`,
    `| --- | ---: |${outcomes.map(() => " ---: |").join("")}`,
    ...kinds.map(([kind, some]) => {
      const counts = outcomes.map((outcome) => some.filter((one) => one.outcome === outcome).length);
      return `| ${kind} | ${some.length} | ${counts.join(" | ")} |`;
    }),
  ];
}
