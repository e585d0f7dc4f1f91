import { require as load } from "tsx/cjs/api";

/** A module of the core as its source has it: what it exports to its own only is in no build. */
export const source = (path) => load(`../packages/core/src/${path}.ts`, import.meta.url);
