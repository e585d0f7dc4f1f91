/** The text that a person reads for a Terraform expression. */
export type Label = (expression: string) => string;

/** A template that evaluates to the text: `${` and `%{` are escaped. */
export const templateOf = (text: string): string => text.replaceAll(/[$%](?=\{)/g, "$&$&");

/** The parts of a template; `$${` and `%%{` are Terraform's escapes for `${` and `%{`. */
export function partsOf(template: string): readonly (string | { readonly expression: string })[] {
  const parts: (string | { expression: string })[] = [];
  let text = "";
  for (let index = 0; index < template.length; ) {
    if (/^(\$\$|%%)\{/.test(template.slice(index, index + 3))) {
      text += template.slice(index + 1, index + 3);
      index += 3;
    } else if (template.startsWith("${", index)) {
      const end = endOf(template, index);
      if (text !== "") parts.push(text);
      text = "";
      parts.push({ expression: template.slice(index + 2, end - 1).trim() });
      index = end;
    } else {
      text += template[index];
      index += 1;
    }
  }
  return text === "" ? parts : [...parts, text];
}

/** The index after the brace that closes the expression at `start`. */
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

/** A template, with labels for its expressions. */
export const readTemplate = (template: string, label: Label): string =>
  partsOf(template)
    .map((part) => (typeof part === "string" ? part : label(part.expression)))
    .join("");

/** The value of `jsonencode(…)`, or of `jsonencode(tostring(…))`. */
const ENCODED = /^jsonencode\((?:tostring\((.*)\)|(.*))\)$/s;

/**
 * The data of a template that evaluates to JSON; undefined if that needs the values of its expressions. Inside
 * `jsonencode(…)`, an expression is a whole value; elsewhere it is a part of a string.
 */
export function readJsonTemplate(template: string, label: Label): unknown {
  const json = partsOf(template).map((part) => {
    if (typeof part === "string") return part;
    const [, string, any] = ENCODED.exec(part.expression) ?? [];
    const value = string ?? any;
    if (value === undefined) return JSON.stringify(label(part.expression)).slice(1, -1);
    const [, quoted] = /^"(.*)"$/s.exec(value) ?? [];
    return JSON.stringify(quoted === undefined ? label(value) : readTemplate(quoted, label));
  });
  try {
    return JSON.parse(json.join(""));
  } catch {
    return undefined;
  }
}
