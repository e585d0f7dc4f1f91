import { join } from "node:path";
import { asVariables, camelCased, configurations, isSecret } from "../../support/examples.js";
import { KINDS } from "../../support/pulumi/kinds.js";
import { CdktfProgram } from "./cdktf.js";
import { replaceOnce } from "./edit.js";
import { workspaceFolder } from "./folders.js";
import { type PreviewStep, PulumiStack } from "./pulumi.js";
import type { Plan, ResourceChange, Terraform } from "./terraform.js";

/** What one command is about to do to one resource. */
export interface PlannedChange {
  readonly action: "create" | "update" | "replace" | "delete" | "import";
  /** In Terraform's words: `aws_iam_role_policy`. Of what is not this project's, in the tool's own. */
  readonly type: string;
}

/** A program of a user's, with one of the two tools: what they type, and what comes of it. */
export interface Deployment {
  readonly tool: "terraform" | "pulumi";
  /** The folder with the copy of the program. */
  readonly folder: string;
  /** Puts `to` in the place of `from` in the program's source, which has to hold that exactly once. */
  edit(from: string, to: string): Promise<void>;
  /** Gives the program another value: a Terraform variable, or Pulumi's configuration. */
  set(name: string, value: string): Promise<void>;
  /** What the next `deploy` would do; nothing where there is nothing to do. */
  plan(): Promise<readonly PlannedChange[]>;
  /** Runs the tool, and returns what it printed. @throws CommandError */
  deploy(): Promise<string>;
  /** @throws CommandError */
  destroy(): Promise<string>;
  /** Removes the copy and the state; what is in AWS stays. */
  remove(): Promise<void>;
}

/** Nobody is there to say yes, to look at colours, or to keep a lock file for other platforms. */
const CDKTF_FLAGS = ["--auto-approve", "--skip-provider-lock", "--no-color"];

/** A CDKTF program, one of its stacks. */
export class TerraformDeployment implements Deployment {
  readonly tool = "terraform";
  #synthesised = false;
  #initialised = false;

  private constructor(
    readonly program: CdktfProgram,
    private readonly stack: string,
  ) {}

  static async create(folder: string, stack: string, values: Values, env: NodeJS.ProcessEnv) {
    return new TerraformDeployment(await CdktfProgram.create(folder, { ...env, ...asVariables(values) }), stack);
  }

  get folder(): string {
    return this.program.folder;
  }

  get terraform(): Terraform {
    return this.program.stack(this.stack);
  }

  /** Another stack of the same program, whose folder it shares. */
  beside(stack: string): TerraformDeployment {
    return new TerraformDeployment(this.program, stack);
  }

  async edit(from: string, to: string): Promise<void> {
    await replaceOnce(join(this.folder, "main.ts"), from, to);
    this.#synthesised = false;
  }

  async set(name: string, value: string): Promise<void> {
    this.program.setEnvironment(asVariables({ [name]: value }));
    this.#synthesised = false;
  }

  async plan(): Promise<readonly PlannedChange[]> {
    return changesIn(await (await this.ready()).plan());
  }

  async deploy(): Promise<string> {
    return (await this.ready()).apply();
  }

  /** The same as `cdktf deploy` does it. */
  async deployWithCdktf(): Promise<string> {
    const synthesised = this.#synthesised ? ["--skip-synth"] : [];
    const printed = await this.program.cdktf("deploy", this.stack, ...CDKTF_FLAGS, ...synthesised);
    this.#synthesised = true;
    this.#initialised = true;
    return printed;
  }

  async destroy(): Promise<string> {
    return (await this.ready()).destroy();
  }

  remove(): Promise<void> {
    return this.program.remove();
  }

  /** Terraform on the stack as the program now has it. */
  async ready(): Promise<Terraform> {
    const { terraform } = this;
    if (!this.#synthesised) {
      await this.program.cdktf("synth");
      this.#synthesised = true;
    }
    // What has been installed stays in the folder that is synthesised anew.
    if (!this.#initialised) {
      await terraform.init();
      this.#initialised = true;
    }
    return terraform;
  }
}

/** A Pulumi program, with a state of its own in a folder. */
export class PulumiDeployment implements Deployment {
  readonly tool = "pulumi";

  private constructor(readonly stack: PulumiStack) {}

  static async create(folder: string, values: Values, env: NodeJS.ProcessEnv) {
    const stack = await PulumiStack.create({ program: folder, env });
    await stack.stackInit();
    for (const [name, value] of Object.entries(values)) await stack.setConfig(name, value, { secret: isSecret(name) });
    return new PulumiDeployment(stack);
  }

  get folder(): string {
    return this.stack.folder;
  }

  edit(from: string, to: string): Promise<void> {
    return replaceOnce(join(this.folder, "index.ts"), from, to);
  }

  set(name: string, value: string): Promise<void> {
    return this.stack.setConfig(name, value, { secret: isSecret(name) });
  }

  async plan(): Promise<readonly PlannedChange[]> {
    const { steps } = await this.stack.previewJson();
    return steps.map(changeOf).filter((change) => change !== undefined);
  }

  deploy(): Promise<string> {
    return this.stack.up();
  }

  destroy(): Promise<string> {
    return this.stack.destroy();
  }

  remove(): Promise<void> {
    return this.stack.remove();
  }
}

type Values = Readonly<Record<string, string>>;
export type Tool = Deployment["tool"];

/** A stack of one of the repository's examples. */
export interface ExampleStack {
  readonly example: string;
  readonly stack: string;
  /** Terraform variables in place of those in `test/support/examples.ts`. */
  readonly values?: Values;
}

/** One way to deploy an example of the repository, with the values that `test/support/examples.ts` has for it. */
export function exampleDeployment(
  tool: Tool,
  { example, stack, values }: ExampleStack,
  env: NodeJS.ProcessEnv,
): Promise<Deployment> {
  const way = configurations[example]?.find((one) => one.stack === stack);
  if (way === undefined) throw new Error(`There is no stack ${stack} in the example ${example}`);
  const given = { ...way.values, ...values };
  if (tool === "terraform") {
    return TerraformDeployment.create(join(workspaceFolder, "examples/cdktf", example), stack, given, env);
  }
  const configuration = { ...camelCased(given), ...way.pulumiValues };
  return PulumiDeployment.create(join(workspaceFolder, "examples/pulumi", example), configuration, env);
}

function changesIn({ changes }: Plan): readonly PlannedChange[] {
  return changes
    .filter(({ mode }) => mode === "managed")
    .flatMap((change) => [...imported(change), ...changed(change)]);
}

function imported({ type, change }: ResourceChange): PlannedChange[] {
  return change.importing === undefined ? [] : [{ action: "import", type }];
}

function changed({ type, change: { actions } }: ResourceChange): PlannedChange[] {
  const action = actions.length === 2 ? "replace" : (actions[0] as PlannedChange["action"] | "no-op");
  return action === "no-op" ? [] : [{ action, type }];
}

/** The steps of a preview that say something about a resource; a replacement comes as three, of which one counts. */
const STEPS: Readonly<Record<string, PlannedChange["action"]>> = {
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  import: "import",
};

function changeOf({ op, urn }: PreviewStep): PlannedChange | undefined {
  const action = STEPS[op];
  const type = urn.split("::").at(-2)?.split("$").at(-1) ?? "";
  if (action === undefined || type.startsWith("pulumi:") || type.startsWith("amplify-roles:")) return undefined;
  return { action, type: KINDS[type] ?? type };
}
