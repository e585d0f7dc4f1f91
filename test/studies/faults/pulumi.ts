import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Aws } from "../../e2e/aws/aws.js";
import { e2eFolder } from "../../e2e/project/folders.js";
import { type Ran, ran } from "../../e2e/project/processes.js";
import { PulumiStack } from "../../e2e/project/pulumi.js";
import type { Program, Release } from "./program.js";

/** The program in Pulumi. */
export class PulumiProgram implements Program {
  readonly tool = "pulumi";
  alone = true;

  private constructor(
    readonly aws: Aws,
    readonly stack: PulumiStack,
    private readonly configuration: string,
  ) {}

  static async create(aws: Aws): Promise<PulumiProgram> {
    const program = join(e2eFolder, "fixtures/pulumi/faults");
    const stack = await PulumiStack.create({ program, env: aws.env });
    await stack.stackInit();
    // A call that fails is made once more, not for a quarter of an hour: the default is 25 attempts.
    await stack.setConfig("aws:maxRetries", "2");
    return new PulumiProgram(aws, stack, await readFile(join(stack.folder, "Pulumi.e2e.yaml"), "utf8"));
  }

  forget(): Promise<void> {
    return this.stack.forgetState();
  }

  use(release: Release): Promise<void> {
    return writeFile(join(this.stack.folder, "Pulumi.e2e.yaml"), `${this.configuration}  faults:release: ${release}\n`);
  }

  deploy(): Promise<Ran> {
    return ran(this.stack.up());
  }

  destroy(): Promise<Ran> {
    return ran(this.stack.destroy());
  }

  async isSettled(): Promise<boolean> {
    const { changeSummary } = await this.stack.previewJson();
    const unchanged = Object.keys(changeSummary ?? {}).every((change) => change === "same");
    return unchanged && !(await this.hasPendingOperations());
  }

  /** Whether the state holds what a killed command was about to do; every command warns of it from then on. */
  async hasPendingOperations(): Promise<boolean> {
    const { deployment } = JSON.parse(await this.stack.command("stack", "export"));
    return (deployment.pending_operations ?? []).length > 0;
  }

  async state(): Promise<string> {
    const resources = await this.stack.exportState();
    return resources.length === 0 ? "" : JSON.stringify(resources);
  }

  stop(): Promise<void> {
    return this.stack.remove();
  }
}
