import { parseJson } from "../lint/json.js";
import type { PolicyType } from "../lint/read-statement.js";
import type { Place } from "../read/place.js";
import { isRecord } from "../read/readers.js";
import { bind, type Piece } from "../text/bind.js";

/** A policy out of a file: what is late is a marker. */
export interface ReadPolicy {
  readonly policy: unknown;
  /** Known where the text around the policy says so. */
  readonly type: PolicyType | undefined;
  readonly at: Place;
}

/** What the AWS CLI prints a policy in. */
const WRAPPINGS: readonly { readonly way: readonly string[]; readonly type: PolicyType | undefined }[] = [
  { way: ["PolicyDocument"], type: undefined },
  { way: ["PolicyVersion", "Document"], type: "identity" },
  { way: ["Role", "AssumeRolePolicyDocument"], type: "trust" },
  { way: ["AssumeRolePolicyDocument"], type: "trust" },
];

/** Reads a policy's text: JSON, what the AWS CLI prints, or a Terraform file with a policy in a heredoc. */
export function readPolicy(text: string, at: Place): ReadPolicy | undefined {
  const parsed = parseJson(heredoc(text) ?? text, at);
  if (parsed === undefined) return undefined;
  for (const { way, type } of WRAPPINGS) {
    const found = way.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), parsed.value);
    if (found === undefined) continue;
    const place = way.reduce((above, name) => above.member(name), at);
    const inner = typeof found === "string" ? parseJson(decoded(found), place) : { value: found };
    return inner === undefined ? undefined : { policy: withReferences(inner.value), type, at: place };
  }
  return { policy: withReferences(parsed.value), type: undefined, at };
}

/** `<<EOF`, `<<-POLICY`, and what stands up to that word on a line by itself. */
const HEREDOC = /<<-?\s*"?([A-Za-z_]\w*)"?[ \t]*\r?\n([\s\S]*?)\n[ \t]*\1[ \t]*(?:\r?\n|$)/;

/** The text in a file's first heredoc, behind as many lines as it has before it, so that lines count as in the file. */
function heredoc(text: string): string | undefined {
  const found = HEREDOC.exec(text);
  if (found === null || /^\s*[[{]/.test(text)) return undefined;
  const [all, , body = ""] = found;
  const before = text.slice(0, found.index + all.indexOf("\n") + 1);
  return before.replaceAll(/[^\n]/g, "") + body;
}

/** IAM's API, and tools that pass on what it says, give a document URL-encoded. */
function decoded(document: string): string {
  if (!document.startsWith("%7B")) return document;
  try {
    return decodeURIComponent(document);
  } catch {
    return document;
  }
}

/** A reference of Terraform's (`${aws_s3_bucket.web.arn}`), which unlike IAM's variables has no colon; and `$${`, which writes `${`. */
const REFERENCE = /(\$\$\{|\$\{[^}:]*[.[(][^}:]*\})/;

function withReferences(policy: unknown): unknown {
  return bind(policy, (value) => {
    if (typeof value !== "string" || !REFERENCE.test(value)) return undefined;
    return value
      .split(REFERENCE)
      .filter((piece) => piece !== "")
      .map((piece): Piece => (piece === "$${" ? "${" : REFERENCE.test(piece) ? { late: piece } : piece));
  }).specification;
}
