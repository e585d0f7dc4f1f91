import { shellQuoted } from "../util/shell-quoted.js";
import { inSequence, updateApp, updateBranch } from "./commands.js";
import type { AppSnapshot } from "./snapshot.js";

/** The variables of the app, or of a branch. */
export interface Variables {
  readonly snapshot: AppSnapshot;
  /** Undefined for the app's. */
  readonly branch: string | undefined;
}

/** Reads variables. The value goes from one command to the next, and nobody sees it. */
function reading({ snapshot, branch }: Variables, path: string, output: "json" | "text"): string {
  const { app, deployment } = snapshot;
  const of = `--region ${deployment.region} --app-id ${app.id}`;
  const [command, member] =
    branch === undefined
      ? [`get-app ${of}`, "app"]
      : [`get-branch ${of} --branch-name ${shellQuoted(branch)}`, "branch"];
  return `aws amplify ${command} --query ${shellQuoted(`${member}.environmentVariables${path}`)} --output ${output}`;
}

/** Amplify replaces all variables at once. A map with an empty name removes them all, as the AWS provider does it. */
const WITHOUT = (name: string) =>
  `(v=>{delete v[${JSON.stringify(name)}];return JSON.stringify(Object.keys(v).length>0?v:{"":""})})`;

/** Removes a variable, and keeps the others. Node.js changes the map: AWS's query language cannot remove a key. */
export function removeVariable(variables: Variables, name: string): string {
  const { snapshot, branch } = variables;
  const left = `--environment-variables "$(node -p ${shellQuoted(WITHOUT(name))}"($(${reading(variables, "", "json")}))")"`;
  return branch === undefined ? updateApp(snapshot, left) : updateBranch(snapshot, branch, left);
}

/** The name of the secret that a variable becomes. Names have letters, digits and `/_+=.@-`. */
export const secretNameOf = ({ snapshot, branch }: Variables, name: string): string =>
  [snapshot.app.name, ...(branch === undefined ? [] : [branch]), name]
    .map((part) => part.replace(/[^\w+=.@-]+/g, "-"))
    .join("/");

/**
 * Moves a variable's value to Secrets Manager:
 * https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/create-secret.html
 */
export function moveToSecret(variables: Variables, name: string): string {
  const value = reading(variables, `.${JSON.stringify(name)}`, "text");
  const { region } = variables.snapshot.deployment;
  return inSequence(
    `aws secretsmanager create-secret --region ${region} --name ${secretNameOf(variables, name)} --secret-string "$(${value})"`,
    removeVariable(variables, name),
  );
}
