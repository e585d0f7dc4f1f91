import { join } from "node:path";
import { e2eFolder } from "./folders.js";
import type { ProjectOptions, Tool } from "./project.js";
import { PulumiProject } from "./pulumi.js";
import { TerraformProject } from "./terraform.js";

/** A project from `fixtures/<tool>/<entry>.ts`. */
export function createFixture(
  tool: Tool,
  entry: string,
  options: Omit<ProjectOptions, "program" | "entry">,
): Promise<TerraformProject | PulumiProject> {
  const all = { ...options, program: join(e2eFolder, "fixtures", tool), entry };
  return tool === "terraform" ? TerraformProject.create(all) : PulumiProject.create(all);
}
