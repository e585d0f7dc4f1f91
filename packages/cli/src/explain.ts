import { extname } from "node:path";
import { type AccessMatrix, EXPLAIN_TYPES, SpecificationError } from "@amplify-roles/core";
import { type Output, printable, standardOutput, writeOutput } from "./output.js";
import { accessHtml } from "./render/html.js";
import { accessSvg } from "./render/svg.js";
import { accessText } from "./render/text.js";
import { readMatrix } from "./source.js";
import { oneOf, parseCommandLine, UsageError } from "./usage.js";

const RENDERERS = {
  text: accessText,
  html: accessHtml,
  svg: accessSvg,
  json: (matrix) => printable(`${JSON.stringify(matrix, undefined, 2)}\n`),
} satisfies Record<string, (matrix: AccessMatrix, title: string) => string>;

type Format = keyof typeof RENDERERS;
const FORMATS = Object.keys(RENDERERS) as readonly Format[];

const USAGE = `amplify-roles explain <file or folder> [--format ${FORMATS.join("|")}] [-o <file>] [--type <type>]

Shows who may do what on which resources, on which branch.

  <file or folder>   what cdktf synth wrote (cdktf.out, or one cdk.tf.json); terraform show -json of a plan or state;
                     pulumi preview --json --show-sames; pulumi stack export; or a module with a specification:
                     .js, .mjs, .cjs or .json; its default export, or its export "specification", is one
                     specification, or an object with several by name
  --format           default: the output file's extension, or text
  -o, --output       the file to write; default: standard output
  --type             the construct or component that the specification is for: ${EXPLAIN_TYPES.slice(0, 2).join(", ")},
                     ${EXPLAIN_TYPES.slice(2).join(", ")}. Default: ${EXPLAIN_TYPES[0]}.
                     A file can also say it: { type, specification }

Exit codes: 0 shown or written, 2 a file that cannot be read, an invalid specification, or an invalid option.
`;

const OPTIONS = {
  format: { type: "string" },
  output: { type: "string", short: "o" },
  type: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * `amplify-roles explain`.
 *
 * @returns the exit code
 */
export async function explainCommand(
  args: readonly string[],
  { out, error }: Output = standardOutput,
): Promise<number> {
  try {
    const { values, positionals } = parseCommandLine(args, OPTIONS, USAGE);
    if (values.help) {
      out(USAGE);
      return 0;
    }
    const [source, ...others] = positionals;
    if (source === undefined || others.length > 0) throw new UsageError(`Expected one file or folder.\n\n${USAGE}`);
    const render = RENDERERS[formatOf(values.format, values.output)];
    const matrix = await readMatrix(source, oneOf("--type", values.type, EXPLAIN_TYPES) ?? "AmplifySsrApp");
    if (matrix.roles.length === 0) {
      throw new UsageError(
        `${source} has no role of an Amplify app or of an identity pool. Name a specification that has one, or what cdktf synth wrote for a stack that has one.`,
      );
    }
    const text = render(matrix, titleOf(matrix));
    if (values.output === undefined) out(text);
    else {
      writeOutput(values.output, text);
      out(printable(`Wrote ${values.output}\n`));
    }
    return 0;
  } catch (reason) {
    if (!(reason instanceof UsageError || reason instanceof SpecificationError)) throw reason;
    error(printable(`${reason.message.trimEnd()}\n`));
    return 2;
  }
}

function formatOf(format: string | undefined, output: string | undefined): Format {
  const extension = extname(output ?? "").slice(1);
  return oneOf("--format", format, FORMATS) ?? FORMATS.find((name) => name === extension) ?? "text";
}

const titleOf = ({ roles }: AccessMatrix) => [...new Set(roles.map(({ owner }) => owner))].join(", ");
