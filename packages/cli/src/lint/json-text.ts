import { jsonIn } from "../util.js";
import { isPolicy, looksLikePolicy, unknownValue } from "./found-policy.js";
import { jsonTree } from "./json-tree.js";
import type { TreeNode } from "./position.js";
import { type Choices, chosen, type Resolved, resolve, textOf } from "./resolve.js";
import { innerValues, isValue, type Location, type Piece, type Value } from "./value.js";

/** A policy under some choices of its conditions. */
export interface PolicyDocument {
  readonly choices: Choices;
  /** The document, where `${name}` is a value that is not known; or text that should be one. */
  readonly policy: unknown;
  /** Where its parts are. */
  readonly tree: Resolved;
  /** For JSON that is in the file as it is: the offset in the file for one in the text. */
  readonly offsetOf?: (offset: number) => number | undefined;
}

/** Text, and where its pieces are in the file. */
interface Written {
  text: string;
  /** Whether a string of the JSON is open at the end of the text. */
  inString: boolean;
  readonly pieces: { readonly start: number; readonly offset: number; readonly length: number }[];
  /** Whether the JSON depends on what is not known, so that it may be no JSON. */
  guessed: boolean;
}

/** Whether a string may be JSON. */
export function mayBeJson(value: Value): boolean {
  if (value.kind === "known") return typeof value.data === "string";
  const [first] = value.kind === "text" ? value.parts : [];
  return first !== undefined && !isValue(first) && /^\s*(\{|$)/.test(first.text);
}

/** The policy that a string with JSON is, under choices of its conditions. */
export function jsonText(value: Value, choices: Choices): PolicyDocument | undefined {
  const written: Written = { text: "", inString: false, pieces: [], guessed: false };
  if (value.kind === "known") written.text = urlDecoded(String(value.data));
  else write(value, choices, written);
  return looksLikePolicy(written.text) ? documentOf(written, value.location, choices) : undefined;
}

function documentOf(
  { text, pieces, guessed }: Written,
  location: Location,
  choices: Choices,
): PolicyDocument | undefined {
  const offsetOf = (offset: number) => {
    const next = pieces.findIndex(({ start }) => start > offset);
    const piece = pieces.at(next < 0 ? -1 : Math.max(0, next - 1));
    return piece === undefined ? undefined : piece.offset + Math.min(Math.max(0, offset - piece.start), piece.length);
  };
  const inFile = pieces.length === 0 ? {} : { offsetOf };
  const data = jsonIn(text);
  if (data === undefined)
    return guessed
      ? undefined
      : { policy: text, tree: { data: text, location, children: new Map() }, choices, ...inFile };
  if (!isPolicy(data) || (guessed && hasEmptyArray(data))) return undefined;
  const tree = pieces.length === 0 ? { data, location, children: new Map() } : treeOf(data, jsonTree(text), offsetOf);
  return { policy: text, tree, choices, ...inFile };
}

/** An array that a directive makes empty may not be so. */
const hasEmptyArray = (data: unknown): boolean =>
  typeof data === "object" &&
  data !== null &&
  ((Array.isArray(data) && data.length === 0) || Object.values(data).some(hasEmptyArray));

function treeOf(data: unknown, node: TreeNode, offsetOf: (offset: number) => number | undefined): Resolved {
  const offset = offsetOf(node.offset);
  const children = Array.from(node.children, ([step, child]) => {
    const inner = (data as Readonly<Record<string, unknown>>)[step];
    return [step, treeOf(inner, child, offsetOf)] as const;
  });
  return { data, location: offset === undefined ? {} : { offset }, children: new Map(children) };
}

/** Writes a template as JSON. In a string of the JSON, an expression is a part of it; elsewhere, it is a value. */
function write(value: Value, choices: Choices, written: Written): void {
  const made = chosen(value, choices);
  if (made === undefined) return;
  if (made.kind === "text") {
    for (const part of made.parts) {
      if (isValue(part)) {
        if (part.kind === "choice") written.guessed = true;
        write(part, choices, written);
      } else append(part, written);
    }
    return;
  }
  if (written.inString || (made.kind === "known" && typeof made.data === "string")) {
    const text = made.kind === "json" ? unknownValue("json") : textOf(made, choices);
    append({ text: written.inString ? JSON.stringify(text).slice(1, -1) : text }, written);
    return;
  }
  const data = resolve(made.kind === "json" ? made.value : made, choices)?.data ?? null;
  append({ text: JSON.stringify(data) }, written);
  written.guessed ||= hasUnknown(made);
}

function append({ text, offset }: Piece, written: Written): void {
  if (offset !== undefined) written.pieces.push({ start: written.text.length, offset, length: text.length });
  written.text += text;
  if ((text.match(/\\.|"/gs) ?? []).filter((found) => found === '"').length % 2 === 1)
    written.inString = !written.inString;
}

const hasUnknown = (value: Value): boolean => value.kind === "unknown" || innerValues(value).some(hasUnknown);

/** IAM's API returns documents URL-encoded. */
function urlDecoded(text: string): string {
  if (!/^\s*%7B/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
