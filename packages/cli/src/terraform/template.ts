/** What an expression of Terraform's reads like. */
export type Label = (expression: string) => string;

/** A template cut into text and expressions; `$${` and `%%{` are plain text. */
function cut(template: string): readonly (string | { readonly expression: string })[] {
  const pieces: (string | { expression: string })[] = [];
  let text = "";
  for (let index = 0; index < template.length; ) {
    if (/^(\$\$|%%)\{/.test(template.slice(index, index + 3))) {
      text += template.slice(index + 1, index + 3);
      index += 3;
    } else if (template.startsWith("${", index)) {
      const end = endOf(template, index);
      if (text !== "") pieces.push(text);
      text = "";
      pieces.push({ expression: template.slice(index + 2, end - 1).trim() });
      index = end;
    } else {
      text += template[index];
      index += 1;
    }
  }
  return text === "" ? pieces : [...pieces, text];
}

/** The index behind the brace that closes the expression which begins at `start`. */
function endOf(template: string, start: number): number {
  let depth = 0;
  for (let index = start + 1; index < template.length; index += 1) {
    if (template[index] === '"') index += /^"(?:[^"\\]|\\.)*/.exec(template.slice(index))?.[0].length ?? 0;
    if (template[index] === "{") depth += 1;
    if (template[index] === "}") depth -= 1;
    if (depth === 0) return index + 1;
  }
  return template.length + 1;
}

/** A template as a person reads it. */
export const readTemplate = (template: string, label: Label): string =>
  cut(template)
    .map((piece) => (typeof piece === "string" ? piece : label(piece.expression)))
    .join("");

const ENCODED = /^jsonencode\((.*)\)$/s;

/**
 * The data of a template that comes to JSON; nothing where it does not before it is deployed. An expression is a whole
 * value where Terraform encodes it (`jsonencode(…)`), and part of a text elsewhere.
 */
export function readJsonTemplate(template: string, label: Label): unknown {
  const json = cut(template).map((piece) => {
    if (typeof piece === "string") return piece;
    const [, value] = ENCODED.exec(piece.expression) ?? [];
    if (value === undefined) return JSON.stringify(label(piece.expression)).slice(1, -1);
    const [, quoted] = /^"(.*)"$/s.exec(value) ?? [];
    return JSON.stringify(quoted === undefined ? label(value) : readTemplate(quoted, label));
  });
  try {
    return JSON.parse(json.join(""));
  } catch {
    return undefined;
  }
}
