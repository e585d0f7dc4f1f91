import { extname } from "node:path";
import { type AccessMatrix, SpecificationError } from "@amplify-roles/core";
import { diffAccess } from "@amplify-roles/core/doctor";
import { describedChanges, summaryOf } from "./access-diff/described.js";
import { diffSvg } from "./access-diff/diff-svg.js";
import { failureRulesIn, failuresOf } from "./access-diff/fail-on.js";
import { type AccessReport, diffJson, diffMarkdown, diffText } from "./access-diff/render.js";
import { atRevision, onDisk } from "./input-files.js";
import { type Output, printable, standardOutput, writeOutput } from "./output.js";
import { readMatrices } from "./source.js";
import { formatOption, parseCommandLine, UsageError } from "./usage.js";

const RENDERERS = {
  text: diffText,
  json: diffJson,
  markdown: diffMarkdown,
  svg: diffSvg,
} satisfies Record<string, (report: AccessReport) => string>;

type Format = keyof typeof RENDERERS;
const FORMATS = Object.keys(RENDERERS) as readonly Format[];
const EXTENSIONS: Readonly<Record<string, Format>> = { md: "markdown", json: "json", svg: "svg" };

const USAGE = `amplify-roles access-diff <before> <after> [--fail-on <rule>]… [--format ${FORMATS.join("|")}] [-o <file>]
amplify-roles access-diff <plan>
amplify-roles access-diff <revision> [<revision>] -- <path>

Says who may do what after a change that they could not do before, and the other way around.

  <before> <after>   cdktf.out or one cdk.tf.json; terraform show -json of a plan or state; terraform.tfstate;
                     pulumi preview --json --show-sames; pulumi stack export; what explain --format json wrote;
                     a module or JSON file with a specification. Compare two of the same kind
  <plan>             a plan or a preview alone: what it changes
  <revision>         a git revision: the committed files at the path are compared, or with one revision, that one with
                     the files on disk
  --fail-on          the access that nobody may gain: <level>[:<branch or stage>[:<resource>]], where the level is read,
                     write or admin and includes higher ones, and the others can contain *. Several with commas, or
                     repeated: --fail-on admin,write:production,write:develop:table/prod-*
  --format           default: the output file's extension (.md, .json, .svg), or text
  --json             the same as --format json
  -o, --output       the file to write; default: standard output

Exit codes: 0 compared, 1 a change that --fail-on is about, 2 an input that cannot be read, or an invalid option.
`;

const OPTIONS = {
  "fail-on": { type: "string", multiple: true },
  format: { type: "string" },
  json: { type: "boolean" },
  output: { type: "string", short: "o" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * `amplify-roles access-diff`.
 *
 * @returns the exit code
 */
export async function accessDiffCommand(
  args: readonly string[],
  { out, error }: Output = standardOutput,
): Promise<number> {
  try {
    const dashes = args.indexOf("--");
    const [given, paths] = dashes < 0 ? [args, undefined] : [args.slice(0, dashes), args.slice(dashes + 1)];
    const { values, positionals } = parseCommandLine(given, OPTIONS, USAGE);
    if (values.help) {
      out(USAGE);
      return 0;
    }
    const { output } = values;
    const extension = extname(output ?? "").slice(1);
    const render = RENDERERS[formatOption(values, FORMATS) ?? EXTENSIONS[extension] ?? "text"];
    const rules = failureRulesIn(values["fail-on"] ?? []);
    const { before, after } = await matricesOf(positionals, paths);
    const difference = diffAccess(before, after);
    const changes = describedChanges(difference);
    const report = { changes, failures: failuresOf(changes, rules), notConsidered: difference.notConsidered };
    const text = render(report);
    if (output === undefined) out(text);
    else {
      writeOutput(output, text);
      out(printable(`${summaryOf(changes)}\nWrote ${output}\n`));
    }
    return report.failures.length > 0 ? 1 : 0;
  } catch (reason) {
    if (!(reason instanceof UsageError || reason instanceof SpecificationError)) throw reason;
    error(printable(`${reason.message.trimEnd()}\n`));
    return 2;
  }
}

interface Matrices {
  readonly before: AccessMatrix;
  readonly after: AccessMatrix;
}

async function matricesOf(given: readonly string[], paths: readonly string[] | undefined): Promise<Matrices> {
  const read = async (source: string, files = onDisk) => (await readMatrices(source, "AmplifySsrApp", files)).after;
  const [first, second, ...others] = given;
  if (paths !== undefined) {
    const [path, ...more] = paths;
    if (first === undefined || others.length > 0 || path === undefined || more.length > 0)
      throw new UsageError(`Expected one or two revisions before --, and one path after it.\n\n${USAGE}`);
    const [old, now] = [atRevision(first), second === undefined ? onDisk : atRevision(second)];
    return notEmpty({ before: await read(path, old), after: await read(path, now) });
  }
  if (first === undefined || others.length > 0)
    throw new UsageError(`Expected two files or folders, or one plan.\n\n${USAGE}`);
  if (second !== undefined) return notEmpty({ before: await read(first), after: await read(second) });
  const { before, after } = await readMatrices(first, "AmplifySsrApp");
  if (before === undefined)
    throw new UsageError(
      `${first} shows a state, not a change. Pass the file or folder that it is compared with, too.`,
    );
  return notEmpty({ before, after });
}

/** Two inputs without any role are most likely the wrong ones. */
function notEmpty(matrices: Matrices): Matrices {
  const { before, after } = matrices;
  if ([before, after].some(({ roles, branches }) => roles.length + branches.length > 0)) return matrices;
  throw new UsageError(
    "Neither before nor after has a role or a branch of an Amplify app. Name what cdktf synth wrote, a plan or an export of a stack that has one.",
  );
}
