import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Ran, ran } from "../../e2e/project/processes.js";
import { PulumiStack } from "../../e2e/project/pulumi.js";
import { isSecret } from "../../support/examples.js";
import type { Life } from "./lives.js";
import { change, folderOf, type Program, valuesOf, withConsoleApp } from "./program.js";

/** A life's program in Pulumi. */
export class PulumiLife implements Program {
  readonly tool = "pulumi";
  #consoleApp = "";

  private constructor(
    private readonly stack: PulumiStack,
    /** The file in which the versions differ, and its texts. */
    private readonly file: string,
    private readonly versions: readonly string[],
  ) {}

  static async create(life: Life, env: NodeJS.ProcessEnv): Promise<PulumiLife> {
    const stack = await PulumiStack.create({ program: folderOf(life, "pulumi"), env });
    await stack.stackInit();
    for (const [name, value] of Object.entries(valuesOf(life, "pulumi"))) {
      await stack.setConfig(name, value, { secret: isSecret(name) });
    }
    const file = join(stack.folder, life.stack === undefined ? "specification.json" : "index.ts");
    const versions: string[] = [];
    for (const version of life.versions) {
      await change(stack.folder, "index.ts", version);
      versions.push(await readFile(file, "utf8"));
    }
    return new PulumiLife(stack, file, versions);
  }

  begin(consoleApp: string): Promise<void> {
    this.#consoleApp = consoleApp;
    return this.stack.forgetState();
  }

  use(version: number): Promise<void> {
    return writeFile(this.file, withConsoleApp(this.versions[version] ?? "", this.#consoleApp));
  }

  plan(): Promise<Ran> {
    return ran(this.stack.preview());
  }

  deploy(): Promise<Ran> {
    return ran(this.stack.up());
  }

  /** A preview believes the state, into which a refresh puts what AWS has. */
  async read(): Promise<Ran> {
    const refreshed = await ran(this.stack.refresh());
    if (!refreshed.succeeded) return refreshed;
    const { steps } = await this.stack.previewJson();
    const changed = steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${urn}`);
    return { succeeded: changed.length === 0, printed: changed.join("\n") };
  }

  destroy(): Promise<Ran> {
    return ran(this.stack.destroy());
  }

  stop(): Promise<void> {
    return this.stack.remove();
  }
}
