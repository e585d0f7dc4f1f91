import type { PolicyDocument } from "@amplify-roles/core";
import type { Tool } from "../../e2e/project/deployment.js";
import { Deployer } from "./deployer.js";
import { live, programOf, type Step } from "./life.js";
import type { Life } from "./lives.js";
import type { Program } from "./program.js";

/** One AWS with one user in it, before whom lives are lived one after the other. */
export class Stage {
  #open: { readonly life: Life; readonly program: Program } | undefined;

  private constructor(readonly deployer: Deployer) {}

  static async create(): Promise<Stage> {
    return new Stage(await Deployer.create());
  }

  /** Lives a life as a user with that policy. The program of the last life is kept for the next time it is lived. */
  async live(
    life: Life,
    tool: Tool,
    policy: PolicyDocument,
    wanted?: (step: string) => boolean,
  ): Promise<readonly Step[]> {
    return live(life, await this.#program(life, tool), this.deployer, policy, wanted);
  }

  async #program(life: Life, tool: Tool): Promise<Program> {
    if (this.#open?.life === life && this.#open.program.tool === tool) return this.#open.program;
    await this.#close();
    const program = await programOf(tool, life, this.deployer.env);
    this.#open = { life, program };
    return program;
  }

  async #close(): Promise<void> {
    await this.#open?.program.stop();
    this.#open = undefined;
  }

  async stop(): Promise<void> {
    await this.#close();
    await this.deployer.stop();
  }
}
