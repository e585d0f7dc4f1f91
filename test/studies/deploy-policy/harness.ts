import type { PolicyDocument } from "@amplify-roles/core";
import type { Tool } from "../../e2e/project/project.js";
import { Deployer } from "./deployer.js";
import { Program } from "./program.js";
import { runScenario, type Step } from "./scenario.js";
import type { Scenario } from "./scenarios.js";

/** One AWS with one user in it, for one scenario after the other. */
export class Harness {
  #open: { readonly scenario: Scenario; readonly program: Program } | undefined;

  private constructor(readonly deployer: Deployer) {}

  static async create(): Promise<Harness> {
    return new Harness(await Deployer.create());
  }

  /** Runs a scenario as a user with that policy. The program of the last scenario is kept for its next run. */
  async run(
    scenario: Scenario,
    tool: Tool,
    policy: PolicyDocument,
    wanted?: (step: string) => boolean,
  ): Promise<readonly Step[]> {
    return runScenario(scenario, await this.#program(scenario, tool), this.deployer, policy, wanted);
  }

  async #program(scenario: Scenario, tool: Tool): Promise<Program> {
    if (this.#open?.scenario === scenario && this.#open.program.tool === tool) return this.#open.program;
    await this.#close();
    const program = await Program.create(tool, scenario, this.deployer.env);
    this.#open = { scenario, program };
    return program;
  }

  async #close(): Promise<void> {
    await this.#open?.program.remove();
    this.#open = undefined;
  }

  async stop(): Promise<void> {
    await this.#close();
    await this.deployer.stop();
  }
}
