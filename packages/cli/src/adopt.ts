import { existsSync } from "node:fs";
import { adoptApp } from "./adopt/adopt-app.js";
import { adoptRole, type KeptRole, type ProgramRole } from "./adopt/adopt-role.js";
import { type AdoptableApp, readAdoptable } from "./adopt/live.js";
import type { LiveLogGroup } from "./adopt/log-group.js";
import { programOf } from "./adopt/program.js";
import type { Tool } from "./adopt/tool.js";
import { DoctorError, EXIT } from "./doctor/exit-codes.js";
import { type Connect, checkAppId, notFound, whyUnreadable } from "./doctor/live/run.js";
import { type Output, printable, standardOutput, writeOutput } from "./output.js";
import { oneOf, parseCommandLine, UsageError } from "./usage.js";
import { recordOf } from "./util.js";

const TOOLS: readonly Tool[] = ["cdktf", "cdktn", "pulumi"];

const USAGE = `amplify-roles adopt --app-id <id> [--tool ${TOOLS.join("|")}] [-o <file>] [--region <region>] [--profile <profile>] [--json]

Writes the program of a live app, with its branches, roles and policies. The first plan of the program imports them, and
changes only what the command announces. It reads with the credentials that the AWS CLI uses, and changes nothing in AWS.

  --app-id      the app: d123abc
  --tool        ${TOOLS.join(", ")} (CDK Terrain, with the same program as cdktf); default: cdktf
  -o, --output  the file to write, which must not exist yet; default: standard output
  --region      default: AWS_REGION, AWS_DEFAULT_REGION, or the region of the profile
  --profile     default: AWS_PROFILE
  --json        the program and the announcements as JSON: { program, announcements, secrets }

Exit codes: 0 written; 2 an invalid option, or a file that cannot be written; 3 no AWS credentials, or expired ones;
4 no such app in the region; 5 AWS cannot be reached, or denies reading the app.
`;

const OPTIONS = {
  "app-id": { type: "string" },
  tool: { type: "string" },
  output: { type: "string", short: "o" },
  region: { type: "string" },
  profile: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What tests replace. */
export interface AdoptEnvironment {
  /** Default: the AWS SDK. */
  readonly connect?: Connect;
  /** Default: a timer. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/**
 * `amplify-roles adopt`.
 *
 * @returns the exit code
 */
export async function adoptCommand(
  args: readonly string[],
  { out, error }: Output = standardOutput,
  environment: AdoptEnvironment = {},
): Promise<number> {
  try {
    const { values, positionals } = parseCommandLine(args, OPTIONS, USAGE);
    if (values.help) {
      out(USAGE);
      return 0;
    }
    const { "app-id": appId, output, region, profile } = values;
    if (positionals.length > 0 || appId === undefined) throw new UsageError(`Expected --app-id.\n\n${USAGE}`);
    checkAppId(appId);
    const tool = oneOf("--tool", values.tool, TOOLS) ?? "cdktf";
    if (output !== undefined && existsSync(output))
      throw new UsageError(`${output} exists. Name another file, or remove it first.`);
    const live = await read(appId, { region, profile }, environment);
    const adopted = adoptionOf(live, tool);
    const program = programOf(adopted);
    const { announcements } = adopted;
    if (output !== undefined) writeOutput(output, program, "wx");
    if (values.json === true)
      out(printable(`${JSON.stringify({ program, announcements, secrets: adopted.app.variables }, undefined, 2)}\n`));
    else if (output === undefined) out(printable(program));
    else out(printable(`${announced(announcements)}Wrote ${output}\n`));
    return 0;
  } catch (reason) {
    if (!(reason instanceof DoctorError || reason instanceof UsageError)) throw reason;
    error(printable(`${reason.message.trimEnd()}\n`));
    return reason instanceof DoctorError ? reason.exitCode : EXIT.usage;
  }
}

const announced = (announcements: readonly string[]) =>
  `The first plan imports the app${announcements.length === 0 ? ", and changes nothing.\n" : `, and:\n${announcements.map((text) => `- ${text}\n`).join("")}`}`;

interface Target {
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

async function read(appId: string, target: Target, environment: AdoptEnvironment): Promise<AdoptableApp> {
  const { sleep } = environment;
  const connect = environment.connect ?? (await import("./doctor/live/reads.js")).connect;
  try {
    const { reads, region: regionOf } = await connect(target);
    const region = await regionOf();
    const found = await readAdoptable(reads, appId, region, sleep === undefined ? {} : { sleep });
    if (found === undefined) throw await notFound(appId, region, connect, target);
    return found;
  } catch (error) {
    throw whyUnreadable(error, appId, target.profile);
  }
}

/** The program of an app. */
function adoptionOf(live: AdoptableApp, tool: Tool) {
  const { app: given, branches, deployment, roles: found, logGroup, unseen } = live;
  const appId = given.appId ?? "";
  const app = adoptApp(live, tool);
  const adopted = [...found].map(([arn, role]): ProgramRole | KeptRole =>
    adoptRole({
      arn,
      type: arn === given.iamServiceRoleArn ? "service" : "compute",
      role,
      appId,
      deployment,
      tool,
      logGroup: logGroup?.adopted,
    }),
  );
  const roles = adopted.filter((role): role is ProgramRole => "specification" in role);
  const kept = adopted.filter((role): role is KeptRole => "why" in role);
  const attached = branches.filter(({ computeRoleArn }) => computeRoleArn).map(({ branchName }) => branchName);
  const announcements = [
    ...app.changes,
    ...roles.flatMap(({ changes }) => changes),
    ...kept.map(({ arn, why }) => `The role ${arn} stays outside of the program: ${why}.`),
    ...[...app.kept, ...logGroupLeftOut(logGroup, [app, ...roles])].map(
      (text) => `Stays as it is in AWS, outside of the program: ${text}`,
    ),
    ...(attached.length === 0
      ? []
      : [
          `The compute role of ${attached.join(", ")} stays attached: Cloud Control, which sets it, cannot import a branch.`,
        ]),
    ...(app.variables.length === 0
      ? []
      : [`Needs the values of these secrets, which are not in the program: ${app.variables.join(", ")}.`]),
    ...unseen.map(({ what, action, reason }) => `Could not be seen: ${what} (${action}: ${reason}).`),
  ];
  return { tool, appId, region: deployment.region, app, roles, kept, announcements };
}

/** The log group, if it is in no specification. */
function logGroupLeftOut(
  group: LiveLogGroup | undefined,
  written: readonly { readonly specification: Readonly<Record<string, unknown>> }[],
): readonly string[] {
  if (group === undefined) return [];
  const logsOf = (value: unknown) => recordOf(recordOf(value).logs);
  const isWritten = written.some(({ specification }) =>
    [specification, specification.serviceRole].some((one) => logsOf(one).import === true),
  );
  const { name, why = "no service role in the program has the permissions for the SSR logs" } = group;
  return isWritten ? [] : [`The log group ${name}: ${why}.`];
}
