import { DoctorError, EXIT } from "./doctor/exit-codes.js";
import type { Connect, DiagnosedApp, LiveOptions } from "./doctor/live/run.js";
import { diagnoseOffline } from "./doctor/offline.js";
import { offlineText } from "./doctor/offline-text.js";
import { type Output, printable, standardOutput, writeOutput } from "./output.js";
import { parseCommandLine, UsageError } from "./usage.js";

const USAGE = `amplify-roles doctor --app-id <id> | --all [--region <region>] [--profile <profile>] [--days <number>]
                     [--role <role ARN>]… [--json] [-o <file>]
amplify-roles doctor --event <file>|- | --log <file>|- [--policy <file>|-] [--json]

Says what is wrong with the roles of an app: which role server code runs as, whether it can be assumed and was assumed,
which calls were denied, and the grant that allows them. It changes nothing.

A live app, with the AWS SDK and the credentials that the AWS CLI uses:

  --app-id      the app: d123abc
  --all         every app of the account in the region
  --region      default: AWS_REGION, AWS_DEFAULT_REGION, or the region of the profile
  --profile     default: AWS_PROFILE
  --days        how far back logs and CloudTrail are read: 1 to 90; default: 7
  --role        one more role to look at, such as that of an identity pool
  -o, --output  the file to write: .html, .json, or text

Without access to AWS, it reads what people paste:

  --event       a CloudTrail event (from the console, lookup-events, a trail), an error message, an AppSync response, or
                the output of sts decode-authorization-message; - reads standard input
  --log         a log of any size, read line by line; .gz is decompressed
  --policy      the role's policy: then the answer says whether the action, the resource or a condition is wrong

  --json        findings as JSON: [{ code, severity, path, message, fix, evidence, grant, command, page }], and what is
                known of branches, roles and logs

Exit codes: 0 nothing is wrong, or only warnings; 1 errors; 2 an invalid option, or a file that cannot be read;
3 no AWS credentials, or expired ones; 4 no such app in the region; 5 AWS cannot be reached, or denies reading the app;
6 no errors, but something could not be seen.
`;

const OPTIONS = {
  "app-id": { type: "string" },
  all: { type: "boolean" },
  region: { type: "string" },
  profile: { type: "string" },
  days: { type: "string" },
  role: { type: "string", multiple: true },
  output: { type: "string", short: "o" },
  event: { type: "string" },
  log: { type: "string" },
  policy: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Values = ReturnType<typeof parseCommandLine<typeof OPTIONS>>["values"];

/** What tests replace. */
export interface DoctorEnvironment {
  /** Default: the AWS SDK. */
  readonly connect?: Connect;
  /** The time, in seconds since 1970. Default: now. */
  readonly now?: number;
  /** Default: a timer. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Whether progress is shown. Default: if standard error is a terminal. */
  readonly isTerminal?: boolean;
}

/**
 * `amplify-roles doctor`.
 *
 * @returns the exit code
 */
export async function doctorCommand(
  args: readonly string[],
  output: Output = standardOutput,
  environment: DoctorEnvironment = {},
): Promise<number> {
  try {
    const { values, positionals } = parseCommandLine(args, OPTIONS, USAGE);
    if (values.help) {
      output.out(USAGE);
      return EXIT.healthy;
    }
    if (positionals.length > 0) throw new UsageError(`Unexpected argument "${positionals[0]}".\n\n${USAGE}`);
    const isLive = values["app-id"] !== undefined || values.all === true;
    const isOffline = [values.event, values.log, values.policy].some((file) => file !== undefined);
    if (isLive && isOffline)
      throw new UsageError("--event, --log and --policy work offline. Do not combine them with --app-id or --all.");
    if (isLive) return await live(values, output, environment);
    if (!isOffline) throw new UsageError(`Expected --app-id, --all, --event, --log or --policy.\n\n${USAGE}`);
    return await offline(values, output);
  } catch (reason) {
    if (!(reason instanceof DoctorError || reason instanceof UsageError)) throw reason;
    output.error(printable(`${reason.message.trimEnd()}\n`));
    return reason instanceof DoctorError ? reason.exitCode : EXIT.usage;
  }
}

async function offline({ event, log, policy, json }: Values, { out }: Output): Promise<number> {
  if ([event, log, policy].filter((file) => file === "-").length > 1)
    throw new UsageError("Only one of --event, --log and --policy can read standard input.");
  const report = await diagnoseOffline({ event, log, policy });
  out(printable(json === true ? `${JSON.stringify(report, undefined, 2)}\n` : offlineText(report)));
  const findings = [...report.findings, ...report.policy];
  return findings.some(({ severity }) => severity === "error") ? EXIT.errors : EXIT.healthy;
}

async function live(values: Values, { out, error }: Output, environment: DoctorEnvironment): Promise<number> {
  const { sleep, now = Date.now() / 1000, isTerminal = process.stderr.isTTY === true } = environment;
  if (values["app-id"] !== undefined && values.all === true) throw new UsageError("Pass --app-id or --all, not both.");
  const roles = values.role ?? [];
  for (const arn of roles)
    if (!/^arn:[^:]+:iam::\d{12}:role\/.+/.test(arn))
      throw new UsageError(`--role must be the ARN of a role, got "${arn}".`);
  const { region, profile } = values;
  if (region !== undefined && !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region))
    throw new UsageError(`--region must be a region such as eu-west-1, got "${region}".`);
  const options: LiveOptions = {
    appId: values["app-id"],
    region,
    profile,
    roles,
    now,
    days: daysIn(values.days),
    onProgress: isTerminal ? (text) => error(`\r\u001b[K${printable(text).slice(0, 100)}`) : () => undefined,
    ...(sleep === undefined ? {} : { sleep }),
  };
  const { diagnoseLive, exitCodeOf } = await import("./doctor/live/run.js");
  const connect = environment.connect ?? (await import("./doctor/live/reads.js")).connect;
  let apps: readonly DiagnosedApp[];
  try {
    apps = await diagnoseLive(connect, options);
  } finally {
    if (isTerminal) error("\r\u001b[K");
  }
  await write(apps, values, out);
  return exitCodeOf(apps);
}

function daysIn(text = "7"): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 90)
    throw new UsageError(`--days must be a whole number from 1 to 90, got "${text}".`);
  return days;
}

async function write(apps: readonly DiagnosedApp[], { output, json }: Values, out: Output["out"]): Promise<void> {
  const text = await rendered(
    apps,
    json === true || output?.endsWith(".json") === true,
    output?.endsWith(".html") === true,
  );
  if (output === undefined) {
    out(text);
    return;
  }
  writeOutput(output, text);
  out(printable(`${apps.map(({ diagnosis }) => diagnosis.summary).join("\n")}\nWrote ${output}\n`));
}

async function rendered(apps: readonly DiagnosedApp[], json: boolean, html: boolean): Promise<string> {
  if (json) {
    const reports = apps.map(({ diagnosis, calls }) => ({ ...diagnosis, calls }));
    return printable(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, undefined, 2)}\n`);
  }
  if (html) return (await import("./doctor/live/app-html.js")).appsHtml(apps);
  const { appText } = await import("./doctor/live/app-text.js");
  return printable(apps.length === 0 ? "There is no app in this region.\n" : apps.map(appText).join("\n"));
}
