import { type Finding, type LintOptions, lint } from "@amplify-roles/core/lint";
import type { FoundPolicy } from "./find-policies.js";
import type { PlacedFinding } from "./ignores.js";
import type { PolicyDocument } from "./json-text.js";
import { nodeAt, type Position, pathOf, type Step, stepsOf, type TreeNode } from "./position.js";
import { possibleFindings } from "./possible.js";
import type { Resolved } from "./resolve.js";
import type { Location } from "./value.js";

/** A file in which policies were found. */
export interface LintedFile {
  readonly root: TreeNode;
  readonly positionOf: (offset: number) => Position;
}

/** The findings in the policies of a file, once for each place in the file: several policies can share a part. */
export function lintAllFound(
  all: readonly FoundPolicy[],
  file: LintedFile,
  options: LintOptions,
): readonly PlacedFinding[] {
  const unique = new Map<string, PlacedFinding>();
  for (const found of all)
    for (const { finding, isExact } of lintFound(found, file, options)) {
      const key = keyOf(finding, isExact);
      if (!unique.has(key)) unique.set(key, finding);
    }
  return [...unique.values()];
}

/** The findings in a policy: those under each choice of its conditions that can be there. */
function lintFound(found: FoundPolicy, file: LintedFile, options: LintOptions): readonly Found[] {
  const type = options.type ?? (options.role === undefined ? found.type : undefined);
  const own = { ...options, ...(type === undefined ? {} : { type }) };
  const findings = found.documents.map(
    (document) => [document.choices, lintDocument(found, document, file, own)] as const,
  );
  const isPossible = possibleFindings(found, (choices) => {
    const document = found.under(choices);
    // Text that is no JSON under these choices.
    if (document === undefined && found.value.kind === "text") return undefined;
    return new Set(document === undefined ? [] : lintDocument(found, document, file, own).map(sameIn));
  });
  return findings.flatMap(([choices, list]) => list.filter((one) => isPossible(choices, sameIn(one))));
}

/** The index of a statement may depend on a choice. */
const keyOf = ({ code, path, line, column, message }: PlacedFinding, isExact: boolean) =>
  JSON.stringify([code, line, column, message.replaceAll(/\bStatement\[\d+\]/g, "Statement"), isExact ? "" : path]);

/** Equal for a finding that differs in indexes only. */
const sameIn = ({ finding, isExact }: Found): string => keyOf(finding, isExact).replaceAll(/\[\d+\]/g, "[]");

/** A finding, and whether its position is that of the value itself. */
interface Found {
  readonly finding: PlacedFinding;
  readonly isExact: boolean;
}

/** The codes of what is missing. */
const MISSING: ReadonlySet<string> = new Set(["REQUIRED", "MISSING_VERSION"]);

function lintDocument(
  found: FoundPolicy,
  document: PolicyDocument,
  { root, positionOf }: LintedFile,
  options: LintOptions,
): readonly Found[] {
  const { policy, offsetOf } = document;
  const start = offsetOf?.(0);
  const lines = start === undefined ? 0 : positionOf(start).line - 1;
  // Line breaks before it, so that messages have the lines of the file.
  const findings = lint(typeof policy === "string" ? "\n".repeat(lines) + policy : policy, options);
  const offsetAt = (location: Location) => location.offset ?? nodeAt(root, location.steps ?? found.steps).offset;
  return findings.flatMap((finding): readonly Found[] => {
    const steps = stepsOf(finding.path);
    const at = locate(found, document, steps);
    if (at.isOpen && MISSING.has(finding.code)) return [];
    const inText = typeof policy === "string" ? offsetInText(finding, policy, lines) : undefined;
    const offset = inText === undefined ? undefined : offsetOf?.(inText);
    const placed = { ...finding, path: pathOf(at.path), ...positionOf(offset ?? offsetAt(at.location)) };
    return [{ finding: placed, isExact: at.location.offset !== undefined && at.isFound }];
  });
}

interface Located {
  readonly path: readonly Step[];
  readonly location: Location;
  /** Whether the part is there. */
  readonly isFound: boolean;
  /** Whether what is missing may be among what is not known. */
  readonly isOpen: boolean;
}

/** Where a part of a policy is, or the part in which it is missing. */
function locate(found: FoundPolicy, { tree }: PolicyDocument, steps: readonly Step[]): Located {
  let path = found.steps;
  let { location } = found;
  let node: Resolved | undefined = tree;
  let isOpen = false;
  for (const step of steps) {
    const child: Resolved | undefined = node?.children.get(step) ?? node?.children.get(String(step));
    if (node !== undefined && child === undefined) isOpen = node.open === true;
    path = child?.location.steps ?? [...path, child === undefined ? (found.names?.[step] ?? step) : step];
    if (child?.location.steps !== undefined || child?.location.offset !== undefined) location = child.location;
    node = child;
  }
  return { path, location, isOpen, isFound: node !== undefined };
}

/** The offset of a finding in the text of the policy, for those that say the line. */
function offsetInText(
  { parameters: { line, column } }: Finding,
  text: string,
  linesBefore: number,
): number | undefined {
  if (typeof line !== "number" || typeof column !== "number") return undefined;
  const before = text.split("\n").slice(0, line - linesBefore - 1);
  return before.reduce((length, one) => length + one.length + 1, 0) + column - 1;
}
