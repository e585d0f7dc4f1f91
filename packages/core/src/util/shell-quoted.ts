/** An argument of a POSIX shell's command, in quotes if it has characters that a shell interprets. */
export const shellQuoted = (text: string): string =>
  /^[\w./:@=+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
