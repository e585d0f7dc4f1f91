import type { Context } from "../../schema/context.js";
import { isRecord } from "../../schema/schema.js";
import { parseTemplate } from "./directives.js";
import type { PolicyType } from "./elements.js";
import { parseJson } from "./json.js";
import { withPlaceholders } from "./templates.js";

/** A policy that was found in a text. Its Terraform references are placeholders. */
export interface PolicyInText {
  /** What the paths of findings are in. */
  readonly document: unknown;
  readonly policy: unknown;
  /** Undefined if the text around the policy does not say it. */
  readonly type: PolicyType | undefined;
  readonly context: Context;
}

/** Where the AWS CLI's output contains a policy: https://docs.aws.amazon.com/cli/latest/reference/iam/ */
const WRAPPERS: readonly { readonly path: readonly string[]; readonly type: PolicyType | undefined }[] = [
  { path: ["PolicyDocument"], type: undefined },
  { path: ["PolicyVersion", "Document"], type: "identity" },
  { path: ["Role", "AssumeRolePolicyDocument"], type: "trust" },
  { path: ["AssumeRolePolicyDocument"], type: "trust" },
];

/** Finds the policy in a text: JSON, output of the AWS CLI, or a Terraform file with the policy in a heredoc. */
export function parsePolicyText(text: string, context: Context): PolicyInText | undefined {
  const parsed = parseTemplate(heredocOf(text) ?? text, context);
  if (parsed === undefined) return undefined;
  for (const { path, type } of WRAPPERS) {
    const found = path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), parsed.value);
    if (found === undefined) continue;
    const inner = path.reduce((outer, name) => outer.property(name), context);
    const policy = typeof found === "string" ? parseJson(urlDecoded(found), inner) : { value: found };
    if (policy === undefined) return undefined;
    const own = withPlaceholders(policy.value, true);
    const document = path.reduceRight<unknown>((value, name) => ({ [name]: value }), own);
    return { document, policy: own, type, context: inner };
  }
  const document = withPlaceholders(parsed.value, true);
  return { document, policy: document, type: undefined, context };
}

/** `<<EOF` or `<<-EOF`, up to that word on a line of its own. */
const HEREDOC = /<<-?\s*"?([A-Za-z_]\w*)"?[ \t]*\r?\n([\s\S]*?)\n[ \t]*\1[ \t]*(?:\r?\n|$)/;

/** The first heredoc of a file, after as many line breaks as precede it, so that line numbers are those of the file. */
function heredocOf(text: string): string | undefined {
  const found = HEREDOC.exec(text);
  if (found === null || /^\s*[[{]/.test(text)) return undefined;
  const [all, , body = ""] = found;
  const before = text.slice(0, found.index + all.indexOf("\n") + 1);
  return before.replaceAll(/[^\n]/g, "") + body;
}

/** IAM's API returns documents URL-encoded, and some tools print them so. */
function urlDecoded(document: string): string {
  if (!document.startsWith("%7B")) return document;
  try {
    return decodeURIComponent(document);
  } catch {
    return document;
  }
}
