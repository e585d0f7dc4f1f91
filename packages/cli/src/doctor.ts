import { DoctorError, EXIT } from "./doctor/exit-codes.js";
import { diagnoseOffline } from "./doctor/offline.js";
import { offlineText } from "./doctor/offline-text.js";
import { type Output, printable, standardOutput } from "./output.js";
import { parseCommandLine, UsageError } from "./usage.js";

const USAGE = `amplify-roles doctor --event <file>|- | --log <file>|- [--policy <file>|-] [--json]

Says what is wrong with the roles of an app: which role was assumed, which calls were denied, and the grant that allows
them.

Without access to AWS, it reads what people paste:

  --event       a CloudTrail event (from the console, lookup-events, a trail), an error message, an AppSync response, or
                the output of sts decode-authorization-message; - reads standard input
  --log         a log of any size, read line by line; .gz is decompressed
  --policy      the role's policy: then the answer says whether the action, the resource or a condition is wrong

  --json        { assumed, roles, findings: [{ code, severity, path, message, fix, evidence, grant, command, page }] }

Exit codes: 0 nothing is wrong, or only warnings; 1 errors; 2 an invalid option, or a file that cannot be read.
`;

const OPTIONS = {
  event: { type: "string" },
  log: { type: "string" },
  policy: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * `amplify-roles doctor`.
 *
 * @returns the exit code
 */
export async function doctorCommand(args: readonly string[], { out, error }: Output = standardOutput): Promise<number> {
  try {
    const { values, positionals } = parseCommandLine(args, OPTIONS, USAGE);
    if (values.help) {
      out(USAGE);
      return EXIT.healthy;
    }
    if (positionals.length > 0) throw new UsageError(`Unexpected argument "${positionals[0]}".\n\n${USAGE}`);
    const { event, log, policy } = values;
    const given = [event, log, policy].filter((file) => file !== undefined);
    if (given.length === 0) throw new UsageError(`Expected --event, --log or --policy.\n\n${USAGE}`);
    if (given.filter((file) => file === "-").length > 1)
      throw new UsageError("Only one of --event, --log and --policy can read standard input.");
    const report = await diagnoseOffline({ event, log, policy });
    out(printable(values.json === true ? `${JSON.stringify(report, undefined, 2)}\n` : offlineText(report)));
    return [...report.findings, ...report.policy].some(({ severity }) => severity === "error")
      ? EXIT.errors
      : EXIT.healthy;
  } catch (reason) {
    if (reason instanceof DoctorError || reason instanceof UsageError) {
      error(printable(`${reason.message.trimEnd()}\n`));
      return reason instanceof DoctorError ? reason.exitCode : EXIT.usage;
    }
    throw reason;
  }
}
