import { expect } from "vitest";
import type { Project } from "../../../project/project.js";

/** A plan with a refresh finds everything as the program has it. */
export async function expectNothingToDo(project: Project): Promise<void> {
  const { oneLine } = await project.preview({ refresh: true });
  if (project.tool === "terraform") {
    expect(oneLine).toContain("No changes. Your infrastructure matches the configuration.");
  } else expect(oneLine).toMatch(/Resources: \d+ unchanged( warning:.*)?$/);
}
