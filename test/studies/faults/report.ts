import { isRead } from "./calls.js";
import type { Outcome, Result } from "./case.js";
import { FAULTS } from "./fault-types.js";
import { PHASES, type Phase } from "./phases.js";

/** What a cell of the table says. */
const SIGNS: Readonly<Record<Outcome, string>> = {
  unnoticed: "·",
  again: "again",
  manual: "manual",
  silent: "silent",
  "not met": "–",
  "not survived": "NO",
};

/** The results with one tool. */
export interface Matrix {
  readonly tool: string;
  readonly results: readonly Result[];
  /** How many cases each phase has, whether they were run or not. */
  readonly cases: ReadonlyMap<Phase, number>;
}

/** The page with the tables of both tools. */
export function pageOf(matrices: readonly Matrix[]): string {
  const signs = [
    "`·`: the tool repeated the call by itself, and its command succeeded",
    "`again`: the same command, typed again, succeeded",
    "`manual (n)`: step *n* below the tables had to be typed first",
    "`silent (n)`: the command succeeded, but left something over, which step *n* removes",
    "`–`: the call was not made this time",
    "`NO`: there is no known way to continue",
    "`!`: something live had a role without its policies until the next command",
  ];
  const made = "Made by `npm run test:faults -- --write`. [faults.md](faults.md) says what the faults are.";
  const intro = ["# Calls × faults", "", made, "", ...signs.map((sign) => `- ${sign}`)];
  return `${[intro.join("\n"), ...matrices.map((matrix) => `## ${matrix.tool}\n\n${tableOf(matrix)}`)].join("\n\n")}\n`;
}

/** The table of calls and faults, in Markdown, phase by phase. */
export function tableOf({ results, cases }: Matrix): string {
  const typed = [...new Set(results.flatMap((result) => result.typed))].sort();
  const phases = PHASES.filter((phase) => results.some((result) => result.phase === phase));
  const parts = phases.map((phase) => {
    const some = results.filter((result) => result.phase === phase);
    return [`### ${phase}: ${some.length} of ${cases.get(phase)} cases`, "", ...phaseTable(some, typed)].join("\n");
  });
  const notes = typed.map((words, at) => `${at + 1}. \`${words}\``);
  return [...parts, ...(notes.length === 0 ? [] : [["Manual steps:", "", ...notes].join("\n")])].join("\n\n");
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

/** How many cases had which outcome, reads apart. */
function summaryOf(results: readonly Result[]): string[] {
  const kinds = [
    ["calls that change something", results.filter(({ call }) => !isRead(call))],
    ["reads", results.filter(({ call }) => isRead(call))],
  ] as const;
  const outcomes = (Object.keys(SIGNS) as Outcome[]).filter((outcome) =>
    results.some((one) => one.outcome === outcome),
  );
  return [
    `| | cases | ${outcomes.join(" | ")} |`,
    `| --- | ---: |${outcomes.map(() => " ---: |").join("")}`,
    ...kinds.map(([kind, some]) => {
      const counts = outcomes.map((outcome) => some.filter((one) => one.outcome === outcome).length);
      return `| ${kind} | ${some.length} | ${counts.join(" | ")} |`;
    }),
  ];
}
