import { INDEX_NAME, secretName } from "@amplify-roles/core/settings";
import { isRecord, recordOf } from "../util.js";

/** What is typed before the next deploy, so that it takes a secret that exists. */
export interface ImportCommand {
  readonly command: string;
  /** The folder to type it in: a stack of CDKTF. */
  readonly folder?: string;
}

/** Quotes for a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The command that imports the secret of a group into the state.
 *
 * @param document what `cdktf synth` wrote, by stack; `terraform show -json`; `pulumi preview --json`; `pulumi stack export`
 * @param arn of the secret
 * @returns undefined if the document has neither the secret nor the index of the settings
 */
export function importCommand(document: unknown, path: string, group: string, arn: string): ImportCommand | undefined {
  const wanted = secretName(path, group);
  for (const [stack, json] of Object.entries(recordOf(document))) {
    const secrets = recordOf(recordOf(recordOf(json).resource).aws_secretsmanager_secret);
    const id = Object.keys(secrets).find((one) => recordOf(secrets[one]).name === wanted);
    if (id !== undefined) return { ...terraform(`aws_secretsmanager_secret.${id}`, arn), folder: stack };
  }
  return commandWithin(document, { wanted, index: `${path}/${INDEX_NAME}`, group, arn });
}

const terraform = (address: string, arn: string): ImportCommand => ({
  command: `terraform import ${quoted(address)} ${quoted(arn)}`,
});

interface Wanted {
  readonly wanted: string;
  readonly index: string;
  readonly group: string;
  readonly arn: string;
}

function commandWithin(document: unknown, asked: Wanted): ImportCommand | undefined {
  if (typeof document !== "object" || document === null) return undefined;
  if (isRecord(document)) {
    const { address, type, urn, parent, values, inputs } = document;
    if (type === "aws_secretsmanager_secret" && typeof address === "string" && recordOf(values).name === asked.wanted)
      return terraform(address, asked.arn);
    if (typeof urn === "string" && typeof parent === "string" && recordOf(inputs).name === asked.index)
      return pulumi(urn, parent, asked);
  }
  for (const inner of Object.values(document)) {
    const found = commandWithin(inner, asked);
    if (found !== undefined) return found;
  }
  return undefined;
}

const nameIn = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

/** The secret has the parent of the parameter with the index, and its name up to the last part. */
function pulumi(index: string, parent: string, { group, arn }: Wanted): ImportCommand {
  const name = `${nameIn(index).replace(/all$/, "")}secret-${group}`;
  const type = "aws:secretsmanager/secret:Secret";
  const under = `--parent ${quoted(`${nameIn(parent)}=${parent}`)}`;
  // The program has it already.
  return {
    command: `pulumi import ${type} ${quoted(name)} ${quoted(arn)} ${under} --generate-code=false --protect=false`,
  };
}
