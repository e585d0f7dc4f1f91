import { afterAll, beforeAll, expect, it } from "vitest";
import { type Aws, startAws } from "./support/aws.js";
import { type Cell, type Result, survive } from "./support/faults/cell.js";
import { Injector } from "./support/faults/injector.js";
import { endTool } from "./support/faults/kill.js";
import { cellsOf } from "./support/faults/matrix.js";
import { type Phase, type Reference, reference } from "./support/faults/phases.js";
import type { Program } from "./support/faults/program.js";
import { PulumiProgram } from "./support/faults/pulumi.js";
import { TerraformProgram } from "./support/faults/terraform.js";
import { RENAMED } from "./support/faults/verdict.js";
import { sample } from "./support/sample.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "./support/tools.js";

/** How many cells of the whole matrix are tried; `npm run test:faults` tries all. */
const SAMPLE = 8;
const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);

/** What `docs/faults.md` says of what a tool does not survive by itself. */
interface Documented extends Pick<Cell, "call" | "fault"> {
  readonly phase?: Phase;
  readonly outcome: Result["outcome"];
  readonly typed: readonly string[];
  /** What is live with a role that lacks a policy, after the failure. */
  readonly exposed?: readonly string[];
  /** What the failed command says. */
  readonly says?: string;
}

const ROLE = "iam CreateRole site-preview";
const APP = "amplify CreateApp site";
const BRANCH = "cloudcontrolapi CreateResource preview";
const BRANCH_CHANGE = "cloudcontrolapi UpdateResource preview";

const DELETE_APP = "aws amplify delete-app --app-id <the app that is not in the state>";
const DELETE_BRANCH = "aws amplify delete-branch --app-id <app> --branch-name <branch>";
const UPDATE_BRANCH = "aws amplify update-branch --app-id <app> --branch-name <branch> --compute-role-arn <role>";
const IMPORT = {
  terraform: "terraform import <address> <id>",
  pulumi: "pulumi import <type> <name> <id> --parent <name of the app>=<its URN> --generate-code=false --protect=false",
};

/** Whatever gives a role its policies fails: nothing that is live has that role by then. */
const POLICIES: readonly Documented[] = [
  "iam CreatePolicy site-preview-s3",
  "iam PutRolePolicy site-amplify-compute permissions",
].map((call) => ({ call, fault: "refused", outcome: "again", typed: [] }));

const TERRAFORM: readonly Documented[] = [
  ...POLICIES,
  { call: ROLE, fault: "lost once", outcome: "by hand", typed: [IMPORT.terraform], says: "EntityAlreadyExists" },
  { call: APP, fault: "lost once", outcome: "silent", typed: [DELETE_APP] },
  { call: APP, fault: "killed", outcome: "by hand", typed: [DELETE_APP] },
  {
    phase: "update",
    call: BRANCH_CHANGE,
    fault: "refused",
    outcome: "by hand",
    typed: [UPDATE_BRANCH],
    // The role got another name: Terraform has deleted the old one by then.
    exposed: [RENAMED],
    says: "AccessDeniedException",
  },
];

const CLEAR = "pulumi refresh --clear-pending-creates --yes";
const PULUMI: readonly Documented[] = [
  ...POLICIES,
  { call: ROLE, fault: "lost once", outcome: "by hand", typed: [IMPORT.pulumi], says: "EntityAlreadyExists" },
  { call: APP, fault: "lost once", outcome: "silent", typed: [DELETE_APP] },
  { call: BRANCH, fault: "killed", outcome: "by hand", typed: ["pulumi cancel --yes", CLEAR, DELETE_BRANCH] },
];

function faults(create: (aws: Aws) => Promise<Program>, documented: readonly Documented[]): void {
  const references = new Map<Phase, Reference>();
  let aws: Aws;
  let injector: Injector;
  let program: Program;

  beforeAll(async () => {
    // Whether a role can be assumed already is another matter, and would make the calls differ from run to run.
    aws = await startAws({ propagationMs: 0 });
    program = await create(aws);
    injector = new Injector((ending) => endTool(program.tool, ending));
    aws.gateway.intercept(injector.intercept);
  });
  afterAll(async () => {
    await program?.stop();
    await aws?.stop();
  });

  async function cleanRun(phase: Phase): Promise<Reference> {
    const known = references.get(phase) ?? (await reference(phase, program, injector));
    references.set(phase, known);
    return known;
  }

  it(`a sample of the matrix converges (FAULTS_SEED=${seed})`, async () => {
    process.stdout.write(`faults: FAULTS_SEED=${seed}\n`);
    const clean = await cleanRun("deploy");
    const results: Result[] = [];
    for (const cell of sample(cellsOf("deploy", clean), SAMPLE, seed)) {
      results.push(await survive(cell, program, injector, clean));
    }
    expect(results).toHaveLength(SAMPLE);
    expect(results.filter(({ outcome }) => outcome === "not survived" || outcome === "not met")).toEqual([]);
    expect(results.filter(({ exposed }) => exposed.length > 0)).toEqual([]);
  });

  it.each(documented)(
    "$call, $fault: $outcome",
    async ({ call, fault, phase = "deploy", outcome, typed, exposed = [], says = "" }) => {
      const clean = await cleanRun(phase);
      expect(clean.calls).toContainEqual({ call, number: 1 });
      const result = await survive({ phase, call, number: 1, fault }, program, injector, clean);
      expect(result).toMatchObject({ outcome, typed, exposed, printed: expect.stringContaining(says) });
    },
  );
}

describeWith([hasTerraform, hasPython], "faults with Terraform", () => faults(TerraformProgram.create, TERRAFORM));
describeWith([hasPulumi, hasPython], "faults with Pulumi", () => faults(PulumiProgram.create, PULUMI));
