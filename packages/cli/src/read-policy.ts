import { extractUnresolved, type Part } from "@amplify-roles/core/adapter";
import type { Context, PolicyType } from "@amplify-roles/core/lint";
import { isRecord, parseJson } from "@amplify-roles/core/lint";

/** A policy out of a file: what is late is a marker. */
export interface ReadPolicy {
  readonly policy: unknown;
  /** Known where the text around the policy says so. */
  readonly type: PolicyType | undefined;
  readonly context: Context;
}

/** What the AWS CLI prints a policy in. */
const WRAPPINGS: readonly { readonly way: readonly string[]; readonly type: PolicyType | undefined }[] = [
  { way: ["PolicyDocument"], type: undefined },
  { way: ["PolicyVersion", "Document"], type: "identity" },
  { way: ["Role", "AssumeRolePolicyDocument"], type: "trust" },
  { way: ["AssumeRolePolicyDocument"], type: "trust" },
];

/** Reads a policy's text: JSON, what the AWS CLI prints, or a Terraform file with a policy in a heredoc. */
export function readPolicy(text: string, context: Context): ReadPolicy | undefined {
  const parsed = parseJson(heredoc(text) ?? text, context);
  if (parsed === undefined) return undefined;
  for (const { way, type } of WRAPPINGS) {
    const found = way.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), parsed.value);
    if (found === undefined) continue;
    const place = way.reduce((above, name) => above.property(name), context);
    const inner = typeof found === "string" ? parseJson(decoded(found), place) : { value: found };
    return inner === undefined ? undefined : { policy: withReferences(inner.value), type, context: place };
  }
  return { policy: withReferences(parsed.value), type: undefined, context };
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
  return extractUnresolved(policy, (value) => {
    if (typeof value !== "string" || !REFERENCE.test(value)) return undefined;
    return value
      .split(REFERENCE)
      .filter((piece) => piece !== "")
      .map((piece): Part => (piece === "$${" ? "${" : REFERENCE.test(piece) ? { unresolved: piece } : piece));
  }).specification;
}
