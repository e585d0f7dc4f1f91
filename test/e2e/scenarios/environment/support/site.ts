import { join } from "node:path";
import { CdktfProgram } from "../../../project/cdktf.js";
import type { Tool } from "../../../project/deployment.js";
import { replaceOnce } from "../../../project/edit.js";
import { e2eFolder, workspaceFolder } from "../../../project/folders.js";
import { ran, run } from "../../../project/processes.js";
import { PulumiStack } from "../../../project/pulumi.js";

/** What a command said to the person who typed it. */
export interface Said {
  readonly endedWell: boolean;
  /** Both streams, with the frame of Terraform's messages and the breaks of lines taken out. */
  readonly words: string;
  readonly seconds: number;
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration */
export interface Provider {
  readonly region: string;
  readonly maxRetries?: number;
}

/** A person's small program with one of the two tools, and a terminal beside it. */
export interface Site {
  readonly tool: Tool;
  /** Types a command of the tool: `site.types("plan")`. It may end badly. */
  types(...args: readonly string[]): Promise<Said>;
  /** What the tool would do, without and with a look at AWS first: Terraform always looks. */
  plan(): Promise<Said>;
  planWithRefresh(): Promise<Said>;
  deploy(): Promise<Said>;
  deployWithRefresh(): Promise<Said>;
  /** The AWS provider's settings, all of them: in Terraform's program, or Pulumi's `aws:region` and `aws:maxRetries`. */
  configure(provider: Provider): Promise<void>;
  /** Puts `to` in the place of `from` in the program, which holds that once. */
  edit(from: string, to: string): Promise<void>;
  setEnvironment(env: NodeJS.ProcessEnv): Promise<void>;
  /** Removes the program and its state; what is in AWS stays. */
  remove(): Promise<void>;
}

export const createSite = (tool: Tool, env: NodeJS.ProcessEnv): Promise<Site> =>
  tool === "terraform" ? TerraformSite.create(env) : PulumiSite.create(env);

class TerraformSite implements Site {
  readonly tool = "terraform";

  private synthesised = false;

  private constructor(private readonly program: CdktfProgram) {}

  static async create(env: NodeJS.ProcessEnv): Promise<TerraformSite> {
    const site = new TerraformSite(await CdktfProgram.create(join(e2eFolder, "fixtures/terraform/environment"), env));
    await site.synth();
    await site.program.stack("site").init();
    return site;
  }

  async types(...args: readonly string[]): Promise<Said> {
    if (!this.synthesised) await this.synth();
    const [command = "", ...rest] = args;
    return said(() => this.program.stack("site").command(command, "-no-color", ...rest));
  }

  plan = () => this.types("plan");
  planWithRefresh = () => this.plan();
  deploy = () => this.types("apply", "-auto-approve");
  deployWithRefresh = () => this.deploy();

  async configure(provider: Provider): Promise<void> {
    await replaceOnce(
      join(this.program.folder, "main.ts"),
      /(?<=new AwsProvider\(stack, "aws", ).*(?=\);)/g,
      JSON.stringify(provider),
    );
    this.synthesised = false;
  }

  async edit(from: string, to: string): Promise<void> {
    await replaceOnce(join(this.program.folder, "main.ts"), from, to);
    this.synthesised = false;
  }

  async setEnvironment(env: NodeJS.ProcessEnv): Promise<void> {
    this.program.setEnvironment(env);
  }

  remove(): Promise<void> {
    return this.program.remove();
  }

  /** What `cdktf synth` runs, without the seconds that the command takes to start. */
  private async synth(): Promise<void> {
    const tsx = join(workspaceFolder, "node_modules/.bin/tsx");
    await run(tsx, ["main.ts"], { cwd: this.program.folder, timeoutMs: 120_000 });
    this.synthesised = true;
  }
}

class PulumiSite implements Site {
  readonly tool = "pulumi";

  private constructor(private readonly stack: PulumiStack) {}

  static async create(env: NodeJS.ProcessEnv): Promise<PulumiSite> {
    const stack = await PulumiStack.create({ program: join(e2eFolder, "fixtures/pulumi/environment"), env });
    await stack.stackInit();
    return new PulumiSite(stack);
  }

  types(...args: readonly string[]): Promise<Said> {
    return said(() => this.stack.command(...args));
  }

  plan = () => this.types("preview", "--diff");
  planWithRefresh = () => this.types("preview", "--diff", "--refresh");
  deploy = () => this.types("up", "--yes", "--skip-preview");
  deployWithRefresh = () => this.types("up", "--yes", "--skip-preview", "--refresh");

  async configure({ region, maxRetries }: Provider): Promise<void> {
    await this.stack.setConfig("aws:region", region);
    if (maxRetries === undefined) await this.stack.removeConfig("aws:maxRetries");
    else await this.stack.setConfig("aws:maxRetries", String(maxRetries));
  }

  edit(from: string, to: string): Promise<void> {
    return replaceOnce(join(this.stack.folder, "index.ts"), from, to);
  }

  async setEnvironment(env: NodeJS.ProcessEnv): Promise<void> {
    this.stack.setEnvironment(env);
  }

  remove(): Promise<void> {
    return this.stack.remove();
  }
}

async function said(command: () => Promise<string>): Promise<Said> {
  const began = Date.now();
  const { succeeded, printed } = await ran(command());
  return { endedWell: succeeded, words: flowing(printed), seconds: (Date.now() - began) / 1000 };
}

function flowing(printed: string): string {
  return printed.replaceAll(/[╷│╵]/g, " ").replaceAll(/\s+/g, " ").trim();
}
