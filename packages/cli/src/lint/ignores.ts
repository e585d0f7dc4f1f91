import { readFileSync } from "node:fs";
import { type Finding, nearest, SEVERITIES, type Severity, unusedIgnore } from "@amplify-roles/core/lint";
import { UsageError } from "../usage.js";
import { isRecord, messageOf } from "../util.js";
import { CODE_NAMES } from "./code-names.js";
import { globPattern, relativeName } from "./files.js";
import type { Comment } from "./hcl-tree.js";
import { type Position, positionsIn, type TreeNode } from "./position.js";

/** A finding, and where it is in its file. */
export interface PlacedFinding extends Finding {
  readonly line?: number;
  readonly column?: number;
}

/** What a `--config` file says about a code. */
interface Rule {
  readonly code: string;
  /** A pattern for the file; all files if it is left out. */
  readonly file?: string;
  /** How the finding's path starts; all paths if it is left out. */
  readonly path?: string;
  readonly reason?: string;
}

export interface Config {
  readonly severities: Readonly<Record<string, Severity | "off">>;
  readonly ignores: readonly Rule[];
}

const LEVELS: readonly string[] = [...SEVERITIES, "off"];

/** @throws UsageError if the file cannot be read, or says something else than which codes have which severity or are ignored */
export function readConfig(file: string): Config {
  const fail = (what: string): never => {
    throw new UsageError(`${file}: ${what}`);
  };
  const checkCode = (code: string, path: string) => {
    if (CODE_NAMES.includes(code)) return;
    const meant = nearest(code, CODE_NAMES);
    fail(
      `${path}: no finding has the code "${code}". ${
        meant === undefined ? 'Write a code as findings show it: "WILDCARD_RESOURCE".' : `Did you mean "${meant}"?`
      }`,
    );
  };
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return fail(`Cannot read it as JSON: ${messageOf(error)}`);
  }
  if (!isRecord(value)) return fail("Expected an object.");
  const { severities = {}, ignores = [], ...others } = value;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) fail(`Unknown property "${unknown}". Known properties: severities, ignores.`);
  if (!isRecord(severities)) return fail('"severities" must be an object: { "<code>": "<severity>" }.');
  for (const [code, severity] of Object.entries(severities)) {
    checkCode(code, `severities.${code}`);
    if (!LEVELS.includes(severity as Severity)) {
      const text = String(severity).toLowerCase();
      const meant = LEVELS.find((level) => text !== "" && level.startsWith(text)) ?? nearest(text, LEVELS);
      const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
      fail(
        `severities.${code}: ${JSON.stringify(severity)} is not a severity.${hint} Known severities: ${LEVELS.join(", ")}.`,
      );
    }
  }
  if (!Array.isArray(ignores)) return fail('"ignores" must be an array: [{ "code", "file", "path", "reason" }].');
  for (const [index, rule] of ignores.entries()) {
    if (!isRecord(rule) || typeof rule.code !== "string") return fail('Each of "ignores" must have a "code".');
    checkCode(rule.code, `ignores[${index}].code`);
    const wrong = Object.entries(rule).find(
      ([name, text]) => !["code", "file", "path", "reason"].includes(name) || typeof text !== "string",
    );
    if (wrong !== undefined)
      fail(`"${wrong[0]}" of an ignore must be one of code, file, path and reason, and a string.`);
  }
  return { severities: severities as Config["severities"], ignores: ignores as readonly Rule[] };
}

/** Applies a configuration to the findings of several files. An ignore that matches nothing is a finding. */
export class ConfigIgnores {
  private readonly unused: Set<Rule>;

  constructor(
    private readonly config: Config,
    private readonly file: string,
  ) {
    this.unused = new Set(config.ignores);
  }

  apply(name: string, findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
    return findings.flatMap((finding): readonly PlacedFinding[] => {
      const rule = this.config.ignores.find((one) => matches(one, name, finding));
      if (rule !== undefined) {
        this.unused.delete(rule);
        return [];
      }
      return this.withSeverity(finding);
    });
  }

  /** Nothing if the code is off. */
  private withSeverity(finding: PlacedFinding): readonly PlacedFinding[] {
    const severity = this.config.severities[finding.code];
    if (severity === "off") return [];
    return [severity === undefined ? finding : { ...finding, severity }];
  }

  /** The findings in the configuration itself. */
  findings(): readonly PlacedFinding[] {
    const list = [...this.config.ignores];
    const unused = Array.from(this.unused, (rule) => unusedIgnore(rule.code, `ignores[${list.indexOf(rule)}]`));
    return unused.flatMap((finding) => this.withSeverity(finding));
  }

  get name(): string {
    return this.file;
  }
}

const matches = ({ code, file, path }: Rule, name: string, finding: PlacedFinding) =>
  finding.code === code &&
  (file === undefined || matchesFile(globPattern(file), name)) &&
  (path === undefined || finding.path.startsWith(path));

/** A file may be named by its absolute path, and a pattern is usually relative to the working directory. */
const matchesFile = (pattern: RegExp, name: string) =>
  [name.replaceAll("\\", "/"), relativeName(name)].some((one) => pattern.test(one));

/** The code that a misspelled one most likely means. */
const meantBy = (code: string) => (CODE_NAMES.includes(code) ? undefined : nearest(code, CODE_NAMES));

const IGNORE = /^(?:#|\/\/|\/\*)\s*amplify-roles-ignore:?\s+([A-Z][A-Z0-9_]*)/;

/**
 * Leaves out findings that a comment of the file ignores: `// amplify-roles-ignore CODE reason`, on the line of a value or
 * block, or before it. Other comments and empty lines may be between. An ignore that matches nothing is a finding.
 */
export function withoutIgnored(
  findings: readonly PlacedFinding[],
  text: string,
  root: TreeNode,
  comments: readonly Comment[],
): readonly PlacedFinding[] {
  const positionOf = positionsIn(text);
  const ignored = new Set<PlacedFinding>();
  const unused = comments.flatMap((comment): readonly PlacedFinding[] => {
    const code = IGNORE.exec(comment.text)?.[1];
    if (code === undefined) return [];
    const position = positionOf(comment.offset);
    const alone = text.slice(0, comment.offset).split("\n").at(-1)?.trim() === "";
    const line = alone ? positionOf(nextOffset(comment, text, comments)).line : position.line;
    const target = nodeOnLine(root, line, positionOf);
    const own = findings.filter(
      (finding) => finding.code === code && target !== undefined && isWithin(finding, target, positionOf),
    );
    for (const finding of own) ignored.add(finding);
    return own.length > 0 ? [] : [{ ...unusedIgnore(code, "", meantBy(code)), ...position }];
  });
  return [...findings.filter((finding) => !ignored.has(finding)), ...unused];
}

/** What follows a comment, other comments and white space. */
function nextOffset({ offset, text: comment }: Comment, text: string, comments: readonly Comment[]): number {
  let at = offset + comment.length;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    const next = comments.find((one) => one.offset === at);
    if (next === undefined) return at;
    at += next.text.length;
  }
}

/** The outermost value or block that starts on a line. */
function nodeOnLine(node: TreeNode, line: number, positionOf: (offset: number) => Position): TreeNode | undefined {
  for (const child of node.children.values()) {
    if (positionOf(child.offset).line === line && child.end > child.offset) return child;
    const inner = nodeOnLine(child, line, positionOf);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isWithin({ line, column }: PlacedFinding, node: TreeNode, positionOf: (offset: number) => Position): boolean {
  if (line === undefined || column === undefined) return false;
  const [start, end] = [positionOf(node.offset), positionOf(node.end)];
  const after = line > start.line || (line === start.line && column >= start.column);
  return after && (line < end.line || (line === end.line && column <= end.column));
}
