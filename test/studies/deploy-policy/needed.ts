import type { Removal } from "./recorded.js";

/** The actions that are asked for and that no deployment fails without. */
export const doneWithout = (removals: readonly Removal[]): ReadonlySet<string> =>
  new Set(removals.filter(({ outcome }) => outcome === "done without").map(({ action }) => action));
