/**
 * Whether a string matches IAM's wildcards: `*` matches any characters, `?` exactly one.
 *
 * @param caseMatters default: it does not
 */
export function globMatches(glob: string, text: string, caseMatters = false): boolean {
  if (startsDifferently(glob, text)) return false;
  const [pattern, subject] = caseMatters ? [glob, text] : [glob.toLowerCase(), text.toLowerCase()];
  return pattern.includes("?") ? matchesCharacters(pattern, subject) : hasPieces(pattern.split("*"), subject);
}

/** Whether a text is made of these pieces, in this order, with anything between them. */
function hasPieces(pieces: readonly string[], text: string): boolean {
  const first = pieces[0] as string;
  if (pieces.length === 1) return text === first;
  const last = pieces[pieces.length - 1] as string;
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let position = first.length;
  for (let index = 1; index < pieces.length - 1; index += 1) {
    const piece = pieces[index] as string;
    const found = text.indexOf(piece, position);
    if (found < 0 || found + piece.length > end) return false;
    position = found + piece.length;
  }
  return true;
}

function matchesCharacters(pattern: string, text: string): boolean {
  let token = 0;
  let position = 0;
  let star: { readonly token: number; position: number } | undefined;
  while (position < text.length) {
    if (pattern[token] === "*") {
      star = { token, position };
      token += 1;
    } else if (pattern[token] === "?" || pattern[token] === text[position]) {
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
