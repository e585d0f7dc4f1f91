/** Eight hexadecimal digits for a string (FNV-1a, 32 bits). They tell shortened names apart; they protect nothing. */
export function hash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, "0");
}
