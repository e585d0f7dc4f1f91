import { UsageError } from "../usage.js";

/** A value, or the reason why the text is not JSON. */
type Parsed = { readonly value: unknown } | { readonly error: string };

/**
 * The JSON values of a text: one, or several separated by white space, as `--output text` of the AWS CLI and JSON Lines
 * write them. Undefined if the text is not meant as JSON.
 *
 * @throws UsageError if it starts as JSON and is cut off or damaged
 */
export function jsonValuesIn(text: string, source: string): readonly unknown[] | undefined {
  const start = text.trimStart();
  if (!/^[[{"]/.test(start)) return undefined;
  const whole = parse(text);
  if ("value" in whole) return [whole.value];
  const values: unknown[] = [];
  for (const part of partsOf(start)) {
    const parsed = parse(part);
    if ("error" in parsed) {
      // A log line may start with a bracket: `[2026-11-02] AccessDenied …`.
      if (values.length === 0 && /^\[[^[{"\]]*\]/.test(start)) return undefined;
      throw new UsageError(
        isCutOff(start)
          ? `${source} ends in the middle of its JSON. Copy all of it.`
          : `${source} is not valid JSON: ${whole.error}`,
      );
    }
    values.push(parsed.value);
  }
  return values;
}

function parse(text: string): Parsed {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { error: error instanceof SyntaxError ? withoutContent(error.message) : "unreadable" };
  }
}

/** Node.js quotes the text in its message, and it may contain a secret. */
const withoutContent = (message: string) =>
  message.replace(/,? ?"[\s\S]*" is not valid JSON$/, "").replace(/\.\.\.$/, "");

/** Cuts a text after each object or array that is complete. */
function* partsOf(text: string): Generator<string> {
  let [depth, start, inString] = [0, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
      continue;
    }
    if (character === '"') inString = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth > 0) continue;
      yield text.slice(start, index + 1);
      start = index + 1;
    }
  }
  if (text.slice(start).trim() !== "") yield text.slice(start);
}

/** Whether brackets or a string are still open at the end. */
function isCutOff(text: string): boolean {
  let depth = 0;
  const strings = text.replace(/"(?:[^"\\]|\\[\s\S])*"/g, "");
  if (strings.includes('"')) return true;
  for (const character of strings) depth += "{[".includes(character) ? 1 : "}]".includes(character) ? -1 : 0;
  return depth > 0;
}
