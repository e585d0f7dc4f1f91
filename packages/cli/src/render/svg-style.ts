import { DARK, LIGHT } from "./palette.js";

/** Colors as rules, because some SVG viewers do not know variables. */
const colors = ({ page, text, quiet, line, band, looks }: typeof LIGHT): string =>
  [
    `.page{fill:${page}}`,
    `text{fill:${text}}`,
    `.small,.unknown{fill:${quiet}}`,
    `.line{stroke:${line}}`,
    `.column{stroke:${band}}`,
    `.band{fill:${band}}`,
    `.attached{fill:${page};stroke:${quiet}}`,
    ...Object.entries(looks).flatMap(([look, color]) => [
      `.${look}{fill:${color.fill}}`,
      `.on-${look}{fill:${color.text}}`,
    ]),
  ].join("");

/** The picture's style. It uses the system's fonts. */
export const SVG_STYLE = `
text{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12px}
.name,.service,.heading,.small{font-family:system-ui,sans-serif}
.name,.service{font-weight:600}
.name{font-size:18px}
.service{font-size:13px}
.unknown,.on-read,.on-write,.on-admin,.on-denied,.on-attached{text-anchor:middle}
${colors(LIGHT)}
@media (prefers-color-scheme:dark){${colors(DARK)}}
`;
