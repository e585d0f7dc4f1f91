/** Whether a text is one that IAM's wildcards stand for: `*` any characters, `?` any one; upper and lower case are alike. */
export function globMatches(glob: string, text: string): boolean {
  const [pattern, subject] = [glob.toLowerCase(), text.toLowerCase()];
  let context = 0;
  let position = 0;
  let star: { readonly context: number; position: number } | undefined;
  while (position < subject.length) {
    if (pattern[context] === "*") {
      star = { context, position };
      context += 1;
    } else if (pattern[context] === "?" || pattern[context] === subject[position]) {
      context += 1;
      position += 1;
    } else if (star !== undefined) {
      star.position += 1;
      position = star.position;
      context = star.context + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(context));
}
