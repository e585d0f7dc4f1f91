/** Control characters, which a terminal obeys, and characters that change the direction of what follows. */
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;
/** Almost all texts have none, which this finds out without a copy. */
const ANY = new RegExp(UNPRINTABLE.source);

/** A text without control characters, which are written as JSON writes them: `\\u001b`. */
export const printable = (text: string): string =>
  ANY.test(text)
    ? text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : text;
