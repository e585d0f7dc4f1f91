/**
 * Whether a string matches IAM's wildcards: `*` matches any characters, `?` exactly one.
 *
 * @param caseMatters default: it does not
 */
export function globMatches(glob: string, text: string, caseMatters = false): boolean {
  if (startsDifferently(glob, text)) return false;
  const [pattern, subject] = caseMatters ? [glob, text] : [glob.toLowerCase(), text.toLowerCase()];
  let token = 0;
  let position = 0;
  let star: { readonly token: number; position: number } | undefined;
  while (position < subject.length) {
    if (pattern[token] === "*") {
      star = { token, position };
      token += 1;
    } else if (pattern[token] === "?" || pattern[token] === subject[position]) {
      token += 1;
      position += 1;
    } else if (star !== undefined) {
      star.position += 1;
      position = star.position;
      token = star.token + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(token));
}

const STAR = "*".charCodeAt(0);
const QUESTION_MARK = "?".charCodeAt(0);
const LAST_ASCII = 0x7f;

/** Whether the two differ before the first wildcard, as most do. Undecided, and so false, where a character is not ASCII. */
function startsDifferently(glob: string, text: string): boolean {
  for (let index = 0; index < glob.length; index += 1) {
    const expected = glob.charCodeAt(index);
    if (expected === STAR) return false;
    if (index >= text.length) return true;
    const found = text.charCodeAt(index);
    if (expected > LAST_ASCII || found > LAST_ASCII) return false;
    if (expected !== found && expected !== QUESTION_MARK && lowerCase(expected) !== lowerCase(found)) return true;
  }
  return glob.length < text.length;
}

/** A letter of ASCII in lower case. */
const lowerCase = (code: number) => (code >= 0x41 && code <= 0x5a ? code + 0x20 : code);
