import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Columns that a text takes in a terminal, or in a monospaced font: two for 日. */
const widthOf = (text: string): number => (/^[ -~]*$/.test(text) ? text.length : stringWidth(text));

/** The width of the widest text; 0 without any. */
export const maxWidthOf = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);

const segmenter = new Intl.Segmenter("en");

/** A text of at most `width` columns. The middle is left out: names that belong together differ at the end. */
export function shortened(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const characters = [...segmenter.segment(text)].map(({ segment }) => segment);
  const end = fitting([...characters].reverse(), Math.floor(width / 2));
  const start = fitting(characters, width - widthOf(end.join("")) - 1);
  return `${start.join("")}…${[...end].reverse().join("")}`;
}

/** The first characters that fit in `width` columns. */
function fitting(characters: readonly string[], width: number): readonly string[] {
  let used = 0;
  const tooMany = characters.findIndex((character) => {
    used += widthOf(character);
    return used > width;
  });
  return tooMany < 0 ? characters : characters.slice(0, tooMany);
}

/** A text wrapped at spaces to at most `width` columns. Indentation stays, and a longer word is not cut. */
export const wrapped = (text: string, width: number): string =>
  text
    .split("\n")
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? "";
      const lines = wrapAnsi(line.slice(indent.length), width - indent.length).split("\n");
      return lines.map((one) => indent + one).join("\n");
    })
    .join("\n");
