import { readFileSync } from "node:fs";
import { type Assignment, type AssignmentFinding, checkEnvironmentFile } from "@amplify-roles/core/settings";
import { parse } from "dotenv";
import { UsageError } from "../usage.js";
import { messageOf } from "../util.js";

/** The start of an assignment: `export NAME=`, `NAME = `, `NAME: `. */
const START = /^(\s*(?:export\s+)?)([\w.-]+)(\s*=|:\s)(.*)$/;
const MARK = "AMPLIFY_ROLES_LINE_";

/** A `.env` file as read. */
export interface EnvironmentFile {
  readonly name: string;
  /** In the order of the file. A variable that is there twice is there twice. */
  readonly assignments: readonly Assignment[];
  readonly findings: readonly AssignmentFinding[];
}

/**
 * Reads a `.env` file with dotenv: quotes, several lines, `export`, comments, CRLF.
 *
 * @throws UsageError if it cannot be read, or if a line is not an assignment
 */
export function readEnvironmentFile(name: string): EnvironmentFile {
  let text: string;
  try {
    text = readFileSync(name, "utf8");
  } catch (error) {
    throw new UsageError(`Cannot read ${name}: ${messageOf(error)}`);
  }
  const assignments = assignmentsIn(text, name);
  if (assignments.length === 0) throw new UsageError(`${name} has no variables.`);
  return { name, assignments, findings: checkEnvironmentFile(assignments) };
}

/**
 * The assignments of a text with their lines. dotenv only gives the last value of each name, so every assignment gets a
 * name of its own first. A line inside a quoted value is not an assignment: dotenv does not find its name.
 *
 * @param file for messages
 */
export function assignmentsIn(text: string, file = ".env"): readonly Assignment[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .split("\n");
  const marked = (isReal: (index: number) => boolean) =>
    lines.map((line, index) => (isReal(index) ? line.replace(START, `$1${MARK}${index}_$3$4`) : line)).join("\n");
  const first = parse(marked((index) => START.test(lines[index] ?? "")));
  const real = new Set(Object.keys(first).map((key) => Number(/\d+/.exec(key.slice(MARK.length))?.[0])));
  // Again, so that no value contains a mark.
  const values = parse(marked((index) => real.has(index)));
  checkOtherLines(lines, real, file);
  return [...real]
    .sort((a, b) => a - b)
    .map((index) => {
      const [, , name = "", , rest = ""] = START.exec(lines[index] ?? "") ?? [];
      const value = values[`${MARK}${index}_`] ?? "";
      // Unquoted, and a "#" that does not follow a space.
      const isAmbiguous = /^\s*[^\s"'`#][^#]*?\S#/.test(rest) || /^\s*[^\s"'`#]#/.test(rest);
      return { name, value, line: index + 1, ...(isAmbiguous ? { isAmbiguous } : {}) };
    });
}

/** Reports lines that dotenv would leave out without a word. An assignment before a line in quotes would be in them, too. */
function checkOtherLines(lines: readonly string[], real: ReadonlySet<number>, file: string): void {
  const suspicious = lines.flatMap((line, index) => (real.has(index) || /^\s*(#|$)/.test(line) ? [] : [index]));
  for (const index of suspicious) {
    const probed = [...lines.slice(0, index), `${MARK}PROBE=1`, ...lines.slice(index)].join("\n");
    if (parse(probed)[`${MARK}PROBE`] === "1")
      throw new UsageError(`${file}:${index + 1} is not an assignment. Write NAME=value, or a comment.`);
  }
}
