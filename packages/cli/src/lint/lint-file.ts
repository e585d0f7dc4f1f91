import { type Finding, type LintOptions, lintText } from "@amplify-roles/core/lint";
import { jsonIn, withoutByteOrderMark } from "../util.js";
import { isPolicy } from "./found-policy.js";
import type { HclModule } from "./hcl-module.js";
import type { PlacedFinding } from "./ignores.js";
import { jsonTree } from "./json-tree.js";
import { nodeAt, positionsIn, stepsOf } from "./position.js";

export interface LintedText {
  /** How many policies the text has. */
  readonly policies: number;
  readonly findings: readonly PlacedFinding[];
}

/**
 * The findings in all policies of a file.
 *
 * @param module the files whose local values it can use
 * @returns undefined if the file is of a known format, and has no policy
 */
export async function lintInput(
  name: string,
  text: string,
  options: LintOptions,
  module?: HclModule,
): Promise<LintedText | undefined> {
  // What other formats need is loaded only for them.
  if (isPlainPolicy(text)) return { policies: 1, findings: placedInJson(lintText(text, options), text) };
  const { readInput } = await import("./read-input.js");
  const input = await readInput(name, text, module);
  if (input.policies.length === 0) {
    if (input.known) return undefined;
    return { policies: 1, findings: placedInJson(lintText(text, options), text) };
  }
  const file = { root: input.root(), positionOf: positionsIn(text) };
  const { lintAllFound } = await import("./lint-found.js");
  const findings = lintAllFound(input.policies, file, options);
  const { withoutIgnored } = await import("./ignores.js");
  const left = withoutIgnored(findings, text, file.root, input.comments());
  return { policies: input.policies.length, findings: [...left].sort(byPosition) };
}

/** Whether a text is a policy as JSON, and nothing else, such as functions of CloudFormation. */
const isPlainPolicy = (text: string): boolean =>
  /^\s*\{/.test(text) && !/"(Fn::\w+|Ref)"\s*:/.test(text) && isPolicy(jsonIn(text));

/** Whether a text is not JSON. A key that appears twice is reported with the same code, and has a position. */
const isBroken = (findings: readonly Finding[], text: string): boolean =>
  findings.some(({ code }) => code === "JSON_SYNTAX_ERROR") && jsonIn(withoutByteOrderMark(text)) === undefined;

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
