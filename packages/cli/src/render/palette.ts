import type { Look } from "./marks.js";

interface Colors {
  readonly page: string;
  readonly text: string;
  /** Secondary text. As for all text, the contrast with the page is at least 4.5 to 1. */
  readonly quiet: string;
  readonly line: string;
  /** The background of headings. */
  readonly band: string;
  readonly looks: Readonly<Record<Look, { readonly fill: string; readonly text: string }>>;
}

export const LIGHT: Colors = {
  page: "#ffffff",
  text: "#1b2330",
  quiet: "#5a6577",
  line: "#d5dbe4",
  band: "#f4f6f9",
  looks: {
    read: { fill: "#d3e7fb", text: "#0b4a86" },
    write: { fill: "#fde3b8", text: "#7a4300" },
    admin: { fill: "#fbcdd4", text: "#8f1030" },
    denied: { fill: "#3d4654", text: "#ffffff" },
  },
};

export const DARK: Colors = {
  page: "#12161d",
  text: "#e6eaf0",
  quiet: "#9aa6b8",
  line: "#2f3845",
  band: "#1b212b",
  looks: {
    read: { fill: "#12395f", text: "#b9dcff" },
    write: { fill: "#573605", text: "#ffdca3" },
    admin: { fill: "#6a1228", text: "#ffd0d8" },
    denied: { fill: "#c3cad5", text: "#12161d" },
  },
};
