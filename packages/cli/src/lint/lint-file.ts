import { type Finding, type LintOptions, lint, lintText } from "@amplify-roles/core/lint";
import { type FoundPolicy, isPolicy } from "./found-policy.js";
import type { PlacedFinding } from "./ignores.js";
import { jsonTree } from "./json-tree.js";
import { nodeAt, type Position, pathOf, positionsIn, stepsOf, type TreeNode } from "./position.js";

export interface LintedText {
  /** How many policies the text has. */
  readonly policies: number;
  readonly findings: readonly PlacedFinding[];
}

/**
 * The findings in all policies of a file.
 *
 * @returns undefined if the file is of a known format, and has no policy
 */
export async function lintInput(name: string, text: string, options: LintOptions): Promise<LintedText | undefined> {
  // What other formats need is loaded only for them.
  if (isPlainPolicy(text)) return { policies: 1, findings: placedInJson(lintText(text, options), text) };
  const { readInput } = await import("./read-input.js");
  const input = await readInput(name, text);
  if (input.policies.length === 0) {
    if (input.known) return undefined;
    return { policies: 1, findings: placedInJson(lintText(text, options), text) };
  }
  const root = input.root();
  const positionOf = positionsIn(text);
  const findings = input.policies.flatMap((found) => lintPolicy(found, text, root, positionOf, options));
  const { withoutIgnored } = await import("./ignores.js");
  const left = withoutIgnored(findings, text, root, input.comments());
  return { policies: input.policies.length, findings: [...left].sort(byPosition) };
}

/** Whether a text is a policy as JSON, and nothing else. */
function isPlainPolicy(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    return isPolicy(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Whether a text is no JSON. A key that appears twice is reported with the same code, and has a position. */
function isBroken(findings: readonly Finding[], text: string): boolean {
  if (!findings.some(({ code }) => code === "JSON_SYNTAX_ERROR")) return false;
  try {
    JSON.parse(text.replace(/^\uFEFF/, ""));
    return false;
  } catch {
    return true;
  }
}

const byPosition = (a: PlacedFinding, b: PlacedFinding) =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);

/** A file that is a policy, or should be one. */
function placedInJson(findings: readonly Finding[], text: string): readonly PlacedFinding[] {
  if (findings.length === 0) return findings;
  const positionOf = positionsIn(text);
  const root = isBroken(findings, text) ? undefined : jsonTree(text);
  return findings
    .map((finding): PlacedFinding => {
      const { line, column } = finding.parameters;
      if (typeof line === "number" && typeof column === "number") return { ...finding, line, column };
      return root === undefined ? finding : { ...finding, ...positionOf(nodeAt(root, stepsOf(finding.path)).offset) };
    })
    .sort(byPosition);
}

function lintPolicy(
  found: FoundPolicy,
  text: string,
  root: TreeNode,
  positionOf: (offset: number) => Position,
  options: LintOptions,
): readonly PlacedFinding[] {
  const type = options.type ?? (options.role === undefined ? found.type : undefined);
  const node = nodeAt(root, found.steps);
  const own = { ...options, ...(type === undefined ? {} : { type }) };
  const findings = lint(typeof found.policy === "string" ? textIn(found.policy, node, text) : found.policy, own);
  if (findings.length === 0) return [];
  const broken = isBroken(findings, typeof found.policy === "string" ? found.policy : "null");
  // In a heredoc, the JSON is in the file as it is. In another string, its findings are where the string is.
  const inside = node.heredoc === undefined || broken ? node : jsonTree(text, node.heredoc);
  return findings.map((finding) => {
    const steps = stepsOf(finding.path);
    const inFile = found.stepsInFile?.(steps) ?? steps;
    const { line, column } = finding.parameters;
    const known = node.heredoc !== undefined && typeof line === "number" && typeof column === "number";
    const position = known ? { line, column } : positionOf(nodeAt(inside, inFile).offset);
    return { ...finding, path: pathOf([...found.steps, ...inFile]), ...position };
  });
}

/** JSON in a string. That of a heredoc as it is in the file, after line breaks, so that messages have the lines of the file. */
function textIn(policy: string, { heredoc }: TreeNode, text: string): string {
  if (heredoc === undefined) return policy;
  const before = text.slice(0, heredoc).split("\n").length - 1;
  const lines = policy.trimEnd().split("\n").length;
  return "\n".repeat(before) + text.slice(heredoc).split("\n").slice(0, lines).join("\n");
}
