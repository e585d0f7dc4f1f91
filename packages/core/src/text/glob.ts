/** Whether a text is one that IAM's wildcards stand for: `*` any characters, `?` any one; upper and lower case are alike. */
export function globMatches(glob: string, text: string): boolean {
  const [pattern, subject] = [glob.toLowerCase(), text.toLowerCase()];
  let at = 0;
  let position = 0;
  let star: { readonly at: number; position: number } | undefined;
  while (position < subject.length) {
    if (pattern[at] === "*") {
      star = { at, position };
      at += 1;
    } else if (pattern[at] === "?" || pattern[at] === subject[position]) {
      at += 1;
      position += 1;
    } else if (star !== undefined) {
      star.position += 1;
      position = star.position;
      at = star.at + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
