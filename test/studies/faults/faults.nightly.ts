import { afterAll, beforeAll, expect, it } from "vitest";
import { type Aws, startAws } from "../../e2e/aws/aws.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../../e2e/project/tools.js";
import { sample } from "../sample.js";
import { type Cell, type Result, survive } from "./cell.js";
import { Injector } from "./injector.js";
import { endTool } from "./kill.js";
import { cellsOf } from "./matrix.js";
import { PHASES, type Phase, type Reference, reference } from "./phases.js";
import type { Program } from "./program.js";
import { PulumiProgram } from "./pulumi.js";
import { TerraformProgram } from "./terraform.js";
import { isFault, RENAMED } from "./verdict.js";

/** How many cells of the whole matrix are tried; `npm run test:faults` tries all. */
const SAMPLE: Readonly<Record<Phase, number>> = { deploy: 4, update: 2, destroy: 2 };
const seed = Number(process.env.FAULTS_SEED ?? 1);

/** What `docs/faults.md` says of what a tool does not survive by itself. */
interface Documented extends Pick<Cell, "call" | "fault"> {
  readonly phase?: Phase;
  /** Which of several alike. */
  readonly number?: number;
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
  {
    phase: "update",
    call: "iam CreateRole site-previews",
    fault: "lost once",
    outcome: "by hand",
    typed: ["aws iam delete-role --role-name <name>, aws iam delete-policy --policy-arn <ARN>"],
    says: "EntityAlreadyExists",
  },
  {
    call: "iam ListAttachedRolePolicies site-preview",
    number: 2,
    fault: "refused",
    outcome: "by hand",
    typed: ["pulumi refresh --yes"],
    says: "AccessDenied",
  },
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
    const results: Result[] = [];
    for (const phase of PHASES) {
      const clean = await cleanRun(phase);
      for (const cell of sample(cellsOf(phase, clean), SAMPLE[phase], seed)) {
        results.push(await survive(cell, program, injector, clean));
      }
    }
    expect(results.map(({ phase }) => phase)).toEqual(PHASES.flatMap((phase) => Array(SAMPLE[phase]).fill(phase)));
    const { tool } = program;
    expect(results.filter((result) => result.outcome === "not met" || isFault({ tool, ...result }))).toEqual([]);
  });

  it.each(documented)(
    "$call, $fault: $outcome",
    async ({ call, number = 1, fault, phase = "deploy", outcome, typed, exposed = [], says = "" }) => {
      const clean = await cleanRun(phase);
      expect(clean.calls).toContainEqual({ call, number });
      const result = await survive({ phase, call, number, fault }, program, injector, clean);
      expect(result).toMatchObject({ outcome, exposed, printed: expect.stringContaining(says) });
      // A tool that is killed leaves behind whatever else it was making just then, too.
      if (fault === "killed") expect(result.typed).toEqual(expect.arrayContaining([...typed]));
      else expect(result.typed).toEqual(typed);
    },
  );
}

describeWith([hasTerraform, hasPython], "faults with Terraform", () => faults(TerraformProgram.create, TERRAFORM));
describeWith([hasPulumi, hasPython], "faults with Pulumi", () => faults(PulumiProgram.create, PULUMI));
