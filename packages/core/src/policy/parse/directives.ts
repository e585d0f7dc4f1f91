import { Collector } from "../../findings/collector.js";
import { Context } from "../../schema/context.js";
import { parseJson } from "./json.js";

/** A directive of a template, with those inside it. */
interface Directive {
  readonly kind: "if" | "for";
  readonly start: number;
  end: number;
  /** Whether it is inside a string of the JSON. */
  readonly inString: boolean;
  /** Where `%{ … }` are: the opening, `else`, the closing. */
  readonly marks: (readonly [start: number, end: number])[];
  readonly inner: Directive[];
}

const DIRECTIVE = /^%\{~?\s*(if|for|else|endif|endfor)\b/;
const ESCAPED = /^(\$\$|%%)\{/;
/** A policy has few. */
const MOST_ALTERNATIVES = 64;
const DEEPEST = 64;
/** More than any policy, and more directives than one has. What is longer is not read. */
const LONGEST = 200_000;
const MOST_DIRECTIVES = 500;

/**
 * The texts that a Terraform template with directives may be, each as long as the template: `%{ if … }` with its contents or
 * without, `%{ for … }` with its contents once or not at all. Inside a string, a directive becomes a placeholder: `${_}`
 * (https://developer.hashicorp.com/terraform/language/expressions/strings#directives).
 *
 * @returns none for a text without directives
 */
export function withoutDirectives(template: string): readonly string[] {
  const readable = template.includes("%{") && template.length <= LONGEST;
  const found = readable ? directivesIn(template) : undefined;
  if (found === undefined) return [];
  const { all, outer } = found;
  if (all.length === 0) return [];
  const free = all.filter(({ inString }) => !inString);
  const texts = choices(free.length).map((choice) => {
    const chosen = new Set(free.filter((_, index) => choice(index)));
    return edited(template, editsOf(outer, chosen, template));
  });
  return [...new Set(texts)];
}

/** Which directives have their first contents: all, then combinations with fewer. Later ones are left out first. */
function choices(count: number): readonly ((index: number) => boolean)[] {
  if (2 ** count <= MOST_ALTERNATIVES) {
    const without = (bits: number) => bits.toString(2).replaceAll("0", "").length;
    return Array.from({ length: 2 ** count }, (_, bits) => bits)
      .sort((a, b) => without(a) - without(b) || b - a)
      .map((bits) => (index: number) => (bits & (1 << index)) === 0);
  }
  const single = Array.from({ length: Math.min(count, MOST_ALTERNATIVES) }, (_, other) => other);
  return [() => true, ...single.map((other) => (index: number) => index !== other), () => false];
}

/** Undefined if the directives do not match each other. */
function directivesIn(template: string): { all: readonly Directive[]; outer: readonly Directive[] } | undefined {
  const all: Directive[] = [];
  const outer: Directive[] = [];
  const open: Directive[] = [];
  let inString = false;
  for (let at = 0; at < template.length; ) {
    const next = template.slice(at, at + 3);
    const word = next.startsWith("%{") ? DIRECTIVE.exec(template.slice(at, at + 64))?.[1] : undefined;
    if (ESCAPED.test(next)) at += 3;
    else if (word !== undefined) {
      const end = endOfExpression(template, at);
      const [current] = open.slice(-1);
      if (word === "if" || word === "for") {
        if (open.length >= DEEPEST || all.length >= MOST_DIRECTIVES) return undefined;
        const directive: Directive = { kind: word, start: at, end, inString, marks: [[at, end]], inner: [] };
        all.push(directive);
        (current?.inner ?? outer).push(directive);
        open.push(directive);
      } else if (current === undefined || (word !== "else" && word !== `end${current.kind}`)) return undefined;
      else {
        current.marks.push([at, end]);
        if (word !== "else") {
          current.end = end;
          inString = current.inString;
          open.pop();
        }
      }
      at = end;
    } else if (next.startsWith("${")) at = endOfExpression(template, at);
    else {
      if (next.startsWith('"')) inString = !inString;
      at += inString && next.startsWith("\\") ? 2 : 1;
    }
  }
  return open.length === 0 ? { all, outer } : undefined;
}

/** A string up to its closing quote. */
const QUOTED = /"(?:[^"\\]|\\.)*/sy;

/** The index after the brace that closes the expression at `start`. */
function endOfExpression(template: string, start: number): number {
  let depth = 0;
  for (let at = start + 1; at < template.length; at += 1) {
    if (template[at] === '"') {
      QUOTED.lastIndex = at;
      at += QUOTED.exec(template)?.[0].length ?? 0;
    }
    if (template[at] === "{") depth += 1;
    if (template[at] === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return template.length;
}

/** A range of a text, and what replaces it. */
type Edit = readonly [start: number, end: number, by: string];

/** What changes in a text where directives have one of their contents. What is removed becomes white space. */
function* editsOf(directives: readonly Directive[], chosen: ReadonlySet<Directive>, text: string): Generator<Edit> {
  for (const directive of directives) {
    const { start, end, inString, marks, inner } = directive;
    if (inString) {
      yield [start, end, `\${${"_".repeat(end - start - 3)}}`];
      continue;
    }
    const contents = marks.slice(1).map(([closing], index) => [marks[index]?.[1] ?? end, closing] as const);
    const kept = chosen.has(directive) ? contents[0] : contents[1];
    for (const [from, to] of [...marks, ...contents.filter((one) => one !== kept)])
      yield [from, to, text.slice(from, to).replaceAll(/[^\r\n]/g, " ")];
    if (kept === undefined) continue;
    yield* editsOf(
      inner.filter((one) => one.start >= kept[0] && one.end <= kept[1]),
      chosen,
      text,
    );
  }
}

function edited(text: string, edits: Iterable<Edit>): string {
  let at = 0;
  let result = "";
  for (const [start, end, by] of [...edits].sort(([a], [b]) => a - b)) {
    result += text.slice(at, start) + by;
    at = end;
  }
  return result + text.slice(at);
}

/**
 * `parseJson` for a text that may be a Terraform template. What its directives leave is not known, so it is no syntax error.
 * Undefined if nothing that the template may be is JSON.
 */
export function parseTemplate(text: string, context: Context): { readonly value: unknown } | undefined {
  const alternatives = withoutDirectives(text);
  if (alternatives.length === 0) return parseJson(text, context);
  for (const alternative of alternatives) {
    const collector = new Collector("policy");
    const parsed = parseJson(alternative, new Context(collector));
    if (parsed !== undefined && collector.findings.length === 0) return parsed;
  }
  return undefined;
}
