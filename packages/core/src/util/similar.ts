/** The candidate that `word` most likely means, if one is similar enough to suggest. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3));
  const wanted = word.slice(0, 64).toLowerCase();
  const letters = lettersOf(wanted);
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const most = best === undefined ? limit : best.distance - 1;
    if (Math.abs(candidate.length - wanted.length) > most) continue;
    const lowerCase = candidate.toLowerCase();
    if (leastDistance(letters, lettersOf(lowerCase)) > most) continue;
    const distance = editDistance(wanted, lowerCase, most);
    if (distance <= most) best = { candidate, distance };
  }
  return best?.candidate;
}

/** The letters of a text as a set of bits. Other characters share a bit with a letter. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index += 1) letters |= 1 << (text.charCodeAt(index) & 31);
  return letters;
}

/** How many characters have to be changed at least: each change removes one letter at most, and adds one at most. */
const leastDistance = (some: number, others: number) => Math.max(bitsIn(some & ~others), bitsIn(others & ~some));

function bitsIn(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Whether a word is a misspelling of `meant`, rather than a name of its own. */
export const isTypo = (word: string, meant: string | undefined): boolean =>
  meant !== undefined && editDistance(word.toLowerCase(), meant.toLowerCase()) <= 2;

/** Levenshtein distance: how many characters have to be inserted, removed or changed. Any number over `most` means more. */
function editDistance(from: string, to: string, most = Number.POSITIVE_INFINITY): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  let current = [...above];
  for (let row = 1; row <= from.length; row += 1) {
    current[0] = row;
    let least = row;
    for (let column = 1; column <= to.length; column += 1) {
      const changed = (above[column - 1] as number) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const distance = Math.min(changed, (above[column] as number) + 1, (current[column - 1] as number) + 1);
      current[column] = distance;
      if (distance < least) least = distance;
    }
    if (least > most) return least;
    [above, current] = [current, above];
  }
  return above[to.length] as number;
}
