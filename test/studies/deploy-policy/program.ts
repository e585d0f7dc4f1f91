import { createFixture } from "../../e2e/project/fixture.js";
import { attempt, type CommandResult } from "../../e2e/project/processes.js";
import type { Version as SavedVersion, Tool } from "../../e2e/project/project.js";
import { PulumiProject } from "../../e2e/project/pulumi.js";
import { TerraformProject } from "../../e2e/project/terraform.js";
import { exampleFolder, valuesOf } from "../../e2e/scenarios/examples/example-project.js";
import { CONSOLE_APP, type Scenario } from "./scenarios.js";

/** The program of a scenario with one of the tools. It is prepared once, and starts from the beginning as often as needed. */
export class Program {
  #consoleApp = CONSOLE_APP;

  private constructor(
    private readonly project: TerraformProject | PulumiProject,
    private readonly versions: readonly SavedVersion[],
  ) {}

  static async create(tool: Tool, scenario: Scenario, env: NodeJS.ProcessEnv): Promise<Program> {
    const project = await createProject(tool, scenario, env);
    const versions: SavedVersion[] = [];
    for (const { edits = [], given } of scenario.versions) {
      if (given !== undefined) await project.write("specification.json", JSON.stringify(given));
      for (const [from, to] of edits) await project.edit(from, to);
      versions.push(await project.save());
    }
    return new Program(project, versions);
  }

  get tool(): Tool {
    return this.project.tool;
  }

  /** Forgets the tool's state. @param consoleApp the id of the app that was created in the console */
  begin(consoleApp: string): Promise<void> {
    this.#consoleApp = consoleApp;
    return this.project.forgetState();
  }

  /** Makes the program say what it says in a version. */
  async use(version: number): Promise<void> {
    const texts = Object.entries(this.versions[version] ?? {});
    const withApp = texts.map(([file, text]) => [file, text.replaceAll(CONSOLE_APP, this.#consoleApp)]);
    await this.project.use(Object.fromEntries(withApp));
  }

  plan = () => attempt(this.project.preview());
  deploy = () => attempt(this.project.deploy());
  destroy = () => attempt(this.project.destroy());

  /** Reads everything back. It fails where something is not as the tool left it. */
  async read(): Promise<Pick<CommandResult, "succeeded" | "output">> {
    const { project } = this;
    if (project.tool === "terraform") return attempt(project.command("plan", "-detailed-exitcode"));
    // A preview believes the state, into which a refresh writes what AWS has.
    const refreshed = await attempt(project.refresh());
    if (!refreshed.succeeded) return refreshed;
    const { steps } = await project.fullPlan();
    const changed = steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${urn}`);
    return { succeeded: changed.length === 0, output: changed.join("\n") };
  }

  remove(): Promise<void> {
    return this.project.remove();
  }
}

function createProject(tool: Tool, { name, stack }: Scenario, env: NodeJS.ProcessEnv) {
  if (stack === undefined) return createFixture(tool, "deploy-policy", { env });
  const options = { program: exampleFolder(tool, name), values: valuesOf(tool, name, stack), env };
  return tool === "terraform" ? TerraformProject.create({ ...options, stack }) : PulumiProject.create(options);
}
