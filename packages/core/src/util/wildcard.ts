/** Whether a string matches IAM's wildcards: `*` matches any characters, `?` exactly one. Case does not matter. */
export function globMatches(glob: string, text: string): boolean {
  const [pattern, subject] = [glob.toLowerCase(), text.toLowerCase()];
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
