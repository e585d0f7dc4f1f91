import type { Part } from "@amplify-roles/core/adapter";
import { Token, Tokenization } from "cdktf";

/**
 * What is in braces and cannot be an expression of Terraform's: `${aws:username}`, `${*}`, variables of IAM's own
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html), and `${NODE_ENV}`, a shell's.
 * Terraform's own names have a dot in them, and its functions two colons or brackets.
 */
const PLAIN = /^\$\{(?:[A-Za-z][\w.-]*:(?!:)[^{}]*|[*?$]|\w+)\}/;

/** What begins a directive of Terraform's templates; any other `%{` is plain text. */
const DIRECTIVE = /^%\{~? *(if|else|endif|for|endfor)\b/;

/** The end of the expression that begins at `start` with `${`; nothing where it is never closed. */
function endOfExpression(text: string, start: number): number | undefined {
  let depth = 0;
  for (let index = start + 1; index < text.length; index += 1) {
    // A quoted text may hold braces of its own.
    if (text[index] === '"') index += /^"(?:[^"\\]|\\.)*/.exec(text.slice(index))?.[0].length ?? 0;
    if (text[index] === "{") depth += 1;
    if (text[index] === "}") depth -= 1;
    if (depth === 0) return index + 1;
  }
  return undefined;
}

/** Text cut at its tokens and Terraform expressions. `$${` is how Terraform writes a plain `${`. */
export function cutAtExpressions(text: string): readonly Part[] {
  const pieces: Part[] = [];
  let plain = 0;
  for (let index = text.indexOf("${"); index !== -1; index = text.indexOf("${", index)) {
    const end = endOfExpression(text, index);
    const isText = end === undefined || text[index - 1] === "$" || PLAIN.test(text.slice(index));
    if (isText) {
      index += 2;
      continue;
    }
    if (index > plain) pieces.push(text.slice(plain, index));
    pieces.push({ unresolved: text.slice(index, end) });
    index = end;
    plain = end;
  }
  if (plain < text.length) pieces.push(text.slice(plain));
  return pieces;
}

/** What of a specification's leaf CDKTF resolves later: tokens in text, numbers that are tokens, resolvables. */
export function leafParts(value: unknown): readonly Part[] | undefined {
  if (typeof value === "string") return /[$%]\{/.test(value) ? cutAtExpressions(value).map(escaped) : undefined;
  // A list that is known later is a list of one token, a map one whose key is a token.
  const isStructure = Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype;
  const isLate =
    isStructure || typeof value === "number" ? Token.isUnresolved(value) : Tokenization.isResolvable(value);
  return isLate ? [{ unresolved: value }] : undefined;
}

/** Plain text as Terraform's templates have it: what is in braces there and is no expression is written with `$${`. */
const escaped = (piece: Part): Part =>
  typeof piece !== "string"
    ? piece
    : piece
        .replace(/\$?\$\{/g, (opening, index: number) => (PLAIN.test(piece.slice(index)) ? `$${opening}` : opening))
        .replace(/%?%\{/g, (opening, index: number) =>
          opening === "%{" && !DIRECTIVE.test(piece.slice(index)) ? "%%{" : opening,
        );

/**
 * JSON of data whose text may hold Terraform expressions. An expression goes in as it is: quoted for JSON, Terraform
 * could not read it.
 */
export function jsonWithExpressions(data: unknown): string {
  const json = JSON.stringify(data, (_, value) =>
    typeof value === "string" && value.includes("${") ? cutAtExpressions(value).map(hidden).join("") : value,
  );
  return json.replace(/\uE000([^\uE001]*)\uE001/g, (_, encoded: string) => decodeURIComponent(encoded));
}

/**
 * A template that Terraform makes JSON of, whatever its expressions come to: each is encoded by Terraform itself, so that
 * a quote or a line feed in a value that is known at deploy time only breaks nothing.
 */
export function jsonTemplate(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(jsonTemplate).join(",")}]`;
  if (typeof data === "object" && data !== null) {
    return `{${Object.entries(data)
      .map(([key, value]) => `${quoted(key)}:${jsonTemplate(value)}`)
      .join(",")}}`;
  }
  if (typeof data !== "string") return JSON.stringify(data);
  const pieces = cutAtExpressions(data);
  const [first] = pieces;
  if (typeof first === "object" && pieces.length === 1)
    return `\${jsonencode(${String(first.unresolved).slice(2, -1)})}`;
  if (pieces.every((piece) => typeof piece === "string")) return quoted(data);
  const text = pieces.map((piece) =>
    typeof piece === "string" ? quoted(piece).slice(1, -1) : String(piece.unresolved),
  );
  return `\${jsonencode("${text.join("")}")}`;
}

/** Text in quotes, as JSON and Terraform's templates both read it. */
const quoted = (text: string) =>
  JSON.stringify(text)
    .replace(/\$?\$\{/g, "$$$${")
    .replace(/%?%\{/g, "%%{");

/** An expression without a character that JSON would escape. */
const hidden = (piece: Part) =>
  typeof piece === "string" ? piece : `\uE000${encodeURIComponent(String(piece.unresolved))}\uE001`;
