import type { Aws } from "../../e2e/aws/aws.js";
import { createFixture } from "../../e2e/project/fixture.js";
import { attempt } from "../../e2e/project/processes.js";
import type { Tool, Version } from "../../e2e/project/project.js";
import type { PulumiProject } from "../../e2e/project/pulumi.js";
import type { TerraformProject } from "../../e2e/project/terraform.js";
import { Deployed } from "./deployed.js";
import { comparable } from "./made-up.js";

/** What the program says: at first, and after somebody changed a grant and the role of a branch. */
const RELEASES = ["first", "changed"] as const;
export type Release = (typeof RELEASES)[number];

/** The program of the faults with one of the tools. It is prepared once, and starts from the beginning in every case. */
export class Program {
  #deployed: Deployed | undefined;
  /** The states that a plan of the tool found settled; see `isSettled`. */
  readonly #settled = new Set<string>();
  #release: Release = "first";

  private constructor(
    readonly aws: Aws,
    readonly project: TerraformProject | PulumiProject,
    private readonly releases: ReadonlyMap<Release, Version>,
  ) {}

  static async create(tool: Tool, aws: Aws): Promise<Program> {
    // Initialized with its own provider, for the commands that are killed.
    const project = await createFixture(tool, "faults", { env: aws.env, provider: "own" });
    // A call that fails is repeated once, not for a quarter of an hour: the default is 25 attempts, which
    // AWS_MAX_ATTEMPTS does not change.
    if (project.tool === "pulumi") await project.configureProvider({ region: "eu-west-1", maxRetries: 2 });
    else await project.command("validate");
    const releases = new Map<Release, Version>();
    for (const release of RELEASES) {
      await project.set({ release });
      releases.set(release, await project.save());
    }
    return new Program(aws, project, releases);
  }

  get tool(): Tool {
    return this.project.tool;
  }

  async use(release: Release): Promise<void> {
    this.#release = release;
    await this.project.use(this.releases.get(release) ?? {});
  }

  /** Brings an empty AWS and the state to where a deploy without a fault ends. */
  async restoreDeployed(): Promise<void> {
    if (this.#deployed === undefined) this.#deployed = await Deployed.by(this.project, this.aws);
    else await this.#deployed.restore();
  }

  /**
   * Whether the next deploy would do nothing, given that AWS holds what it is to hold. The tool's plan follows from the
   * program, the state and AWS, so that a state which was found settled is settled every time: only its ids and times
   * are others. This spares most cases a plan, which takes a third of their time.
   */
  async isSettled(): Promise<boolean> {
    const known = `${this.#release} ${comparable(await this.project.state())} ${await this.#pending()}`;
    if (this.#settled.has(known)) return true;
    const settled = await this.#planIsEmpty();
    if (settled) this.#settled.add(known);
    return settled;
  }

  async #planIsEmpty(): Promise<boolean> {
    const { project } = this;
    if (project.tool === "terraform") return (await attempt(project.command("plan", "-detailed-exitcode"))).succeeded;
    const { changeSummary = {} } = await project.fullPlan();
    return Object.keys(changeSummary).every((change) => change === "same") && !(await this.#pending());
  }

  async #pending(): Promise<boolean> {
    return this.project.tool === "pulumi" && (await this.project.hasPendingOperations());
  }
}
