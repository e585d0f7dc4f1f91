import { expect } from "vitest";
import type { Said, Site } from "./site.js";

/** A command that ended well; one that did not is shown with the end of what it said. */
export async function expectWell(command: Promise<Said>): Promise<void> {
  const { endedWell, words } = await command;
  expect(endedWell, words.slice(-2_000)).toBe(true);
}

/** A plan, after a look at AWS, that finds all as the program has it. */
export async function expectNothingToDo(site: Site): Promise<void> {
  const { words } = await site.planWithRefresh();
  if (site.tool === "terraform") expect(words).toContain("No changes. Your infrastructure matches the configuration.");
  else expect(words).toMatch(/Resources: \d+ unchanged$/);
}
