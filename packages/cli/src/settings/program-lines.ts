import type { Sorted } from "./sort.js";

/** What the lines of the program are for. */
export const TOOLS = ["app", "cdktf", "cdktn", "pulumi"] as const;
export type ProgramTool = (typeof TOOLS)[number];

/** The lines of the program that declare the settings, without their values. */
export function programLines(sorted: readonly Sorted[], path: string, tool: ProgramTool): string {
  const settings = sorted.filter(({ destination }) => destination !== "build" && destination !== "remove");
  const entries = settings.map(({ name, destination, group }) => {
    const ofGroup = group === undefined ? "" : `, group: ${JSON.stringify(group)}`;
    return `    ${name}: { type: ${JSON.stringify(destination)}${ofGroup} },`;
  });
  const body = [`  path: ${JSON.stringify(path)},`, "  variables: {", ...entries, "  },"];
  if (tool === "app") return ["settings: {", ...body, "},", ""].join("\n");
  const scope = tool === "pulumi" ? "" : "this, ";
  return [`const settings = new AmplifySettings(${scope}"settings", {`, ...body, "});", ""].join("\n");
}
