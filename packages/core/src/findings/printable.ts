/** Control characters, which a terminal obeys, and characters that change the direction of what follows. */
const UNPRINTABLE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text without control characters, which are written as JSON writes them: `\\u001b`. */
export const printable = (text: string): string =>
  hasPrintableOnly(text)
    ? text
    : text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Whether all characters are between a space and a tilde, as in almost all texts. */
function hasPrintableOnly(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}
