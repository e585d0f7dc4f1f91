import { afterAll, beforeAll, expect, it } from "vitest";
import { type Aws, startAws } from "../../e2e/aws/aws.js";
import type { Tool } from "../../e2e/project/project.js";
import { stopAws } from "../../e2e/project/shared-aws.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../../e2e/project/tools.js";
import { sample } from "../sample.js";
import { type Case, type Result, survive } from "./case.js";
import { Injector } from "./injector.js";
import { endTool } from "./kill.js";
import { casesOf } from "./matrix.js";
import { PHASES, type Phase, type Reference, reference } from "./phases.js";
import { Program } from "./program.js";
import { isFault, RENAMED } from "./verdict.js";

/** How many cases of the whole matrix are run; `npm run test:faults` runs all. */
const SAMPLE: Readonly<Record<Phase, number>> = { deploy: 4, update: 2, destroy: 2 };
const seed = Number(process.env.FAULTS_SEED ?? 1);

/** What `docs/faults.md` says about what a tool does not survive by itself. */
interface Documented extends Pick<Case, "call" | "fault"> {
  readonly phase?: Phase;
  /** Which of several equal calls. */
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

/** What gives a role its policies fails: nothing that is live has that role by then. */
const POLICIES: readonly Documented[] = [
  "iam CreatePolicy site-preview-s3",
  "iam PutRolePolicy site-amplify-compute permissions",
].map((call) => ({ call, fault: "refused", outcome: "again", typed: [] }));

const TERRAFORM: readonly Documented[] = [
  ...POLICIES,
  { call: ROLE, fault: "lost once", outcome: "manual", typed: [IMPORT.terraform], says: "EntityAlreadyExists" },
  { call: APP, fault: "lost once", outcome: "silent", typed: [DELETE_APP] },
  { call: APP, fault: "killed", outcome: "manual", typed: [DELETE_APP] },
  {
    phase: "update",
    call: BRANCH_CHANGE,
    fault: "refused",
    outcome: "manual",
    typed: [UPDATE_BRANCH],
    // The role got another name: Terraform has deleted the old one by then.
    exposed: [RENAMED],
    says: "AccessDeniedException",
  },
];

const CLEAR = "pulumi refresh --clear-pending-creates --yes";
const PULUMI: readonly Documented[] = [
  ...POLICIES,
  { call: ROLE, fault: "lost once", outcome: "manual", typed: [IMPORT.pulumi], says: "EntityAlreadyExists" },
  { call: APP, fault: "lost once", outcome: "silent", typed: [DELETE_APP] },
  { call: BRANCH, fault: "killed", outcome: "manual", typed: ["pulumi cancel --yes", CLEAR, DELETE_BRANCH] },
  {
    phase: "update",
    call: "iam CreateRole site-previews",
    fault: "lost once",
    outcome: "manual",
    typed: ["aws iam delete-role --role-name <name>, aws iam delete-policy --policy-arn <ARN>"],
    says: "EntityAlreadyExists",
  },
  {
    call: "iam ListAttachedRolePolicies site-preview",
    number: 2,
    fault: "refused",
    outcome: "manual",
    typed: ["pulumi refresh --yes"],
    says: "AccessDenied",
  },
];

function faults(tool: Tool, documented: readonly Documented[]): void {
  const references = new Map<Phase, Reference>();
  let aws: Aws;
  let injector: Injector;
  let program: Program;

  beforeAll(async () => {
    // Whether a role can be assumed already is another matter, and would make the calls differ from run to run.
    aws = await startAws({ propagationMs: 0 });
    program = await Program.create(tool, aws);
    injector = new Injector((ending) => endTool(tool, ending));
    aws.gateway.intercept(injector.intercept);
  });
  afterAll(async () => {
    await program?.project.remove();
    await stopAws(aws);
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
      for (const one of sample(casesOf(phase, clean), SAMPLE[phase], seed)) {
        results.push(await survive(one, program, injector, clean));
      }
    }
    expect(results.map(({ phase }) => phase)).toEqual(PHASES.flatMap((phase) => Array(SAMPLE[phase]).fill(phase)));
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

describeWith([hasTerraform, hasPython], "faults with Terraform", () => faults("terraform", TERRAFORM));
describeWith([hasPulumi, hasPython], "faults with Pulumi", () => faults("pulumi", PULUMI));
