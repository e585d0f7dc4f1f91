/** @throws Error where the two variants do not do the same, and comparing them would mean nothing */
export function same(what, ours, theirs) {
  if (ours === theirs) return;
  const [left, right] = [ours.split("\n"), theirs.split("\n")];
  const line = left.findIndex((text, index) => text !== right[index]);
  const context = `${what}, line ${line + 1}`;
  throw new Error(`Both variants have to do the same, and differ in ${context}:\n  ${left[line]}\n  ${right[line]}`);
}
