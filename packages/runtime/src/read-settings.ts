import type { Parameter } from "@aws-sdk/client-ssm";
import type { Settings } from "./options.js";
import type { Clients } from "./sdk.js";
import { errorOf, SettingsError } from "./settings-error.js";

/** The parameter that says which settings there are. amplify-roles creates it next to the others. */
const INDEX = "settings.json";
/** What a parameter contains until `amplify-roles settings push` writes its value. */
const NO_VALUE = "No value yet: run amplify-roles settings push";
/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const MAX_NAMES = 10;
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html */
const MAX_SECRETS = 20;

/** What the index says. */
interface Index {
  readonly parameters: readonly string[];
  readonly secureParameters: readonly string[];
  readonly secrets: Readonly<Record<string, readonly string[]>>;
}

/** Settings as read, and the declared ones that have no value. */
export interface ReadSettings {
  readonly values: Settings;
  readonly withoutValue: readonly string[];
}

/**
 * Reads all settings under a path: the parameters with one call, then all secrets with one call. More than ten parameters
 * take more calls, which are made together with that for the secrets.
 *
 * @throws SettingsError
 */
export async function readSettings(path: string, clients: Clients): Promise<ReadSettings> {
  const first = await firstParameters(path, clients);
  const found = new Map(first.map(({ Name = "", Value = "" }) => [Name.slice(path.length + 1), Value]));
  const index = await indexOf(path, found.get(INDEX) ?? (await oneParameter(`${path}/${INDEX}`, clients)), clients);
  const declared = [...index.parameters, ...index.secureParameters];
  const groups = Object.keys(index.secrets);
  const missing = declared.filter((name) => !found.has(name));
  const [others, secrets] = await Promise.all([
    Promise.all(chunks(missing, MAX_NAMES).map((names) => parametersByName(path, names, clients))),
    Promise.all(chunks(groups, MAX_SECRETS).map((some) => secretsOf(path, some, clients))),
  ]);
  for (const { Name = "", Value = "" } of others.flat()) found.set(Name.slice(path.length + 1), Value);
  const values: Record<string, string> = {};
  for (const name of declared) {
    const value = found.get(name);
    if (value !== undefined && value !== NO_VALUE) values[name] = value;
  }
  for (const [group, members] of secrets.flat())
    for (const name of index.secrets[group] ?? []) {
      const value = members[name];
      if (value !== undefined && value !== null)
        values[name] = typeof value === "string" ? value : JSON.stringify(value);
    }
  const all = [...declared, ...Object.values(index.secrets).flat()];
  return { values, withoutValue: all.filter((name) => values[name] === undefined) };
}

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** The first ten parameters: all of them, in most apps. */
async function firstParameters(path: string, clients: Clients): Promise<readonly Parameter[]> {
  const { sdk, client } = await clients.ssm();
  try {
    const command = new sdk.GetParametersByPathCommand({ Path: path, WithDecryption: true, MaxResults: MAX_NAMES });
    const sent = client.send(command);
    clients.prepareSecretsManager();
    return (await sent).Parameters ?? [];
  } catch (error) {
    throw errorOf(error, "ssm:GetParametersByPath", `the parameters under ${path}`, await clients.region());
  }
}

async function oneParameter(name: string, clients: Clients): Promise<string | undefined> {
  const { sdk, client } = await clients.ssm();
  try {
    return (await client.send(new sdk.GetParameterCommand({ Name: name }))).Parameter?.Value;
  } catch (error) {
    if ((error as Error).name === "ParameterNotFound") return undefined;
    throw errorOf(error, "ssm:GetParameter", `the parameter ${name}`, await clients.region());
  }
}

async function parametersByName(
  path: string,
  names: readonly string[],
  clients: Clients,
): Promise<readonly Parameter[]> {
  const { sdk, client } = await clients.ssm();
  try {
    const Names = names.map((name) => `${path}/${name}`);
    return (await client.send(new sdk.GetParametersCommand({ Names, WithDecryption: true }))).Parameters ?? [];
  } catch (error) {
    throw errorOf(error, "ssm:GetParameters", `the parameters under ${path}`, await clients.region());
  }
}

async function indexOf(path: string, text: string | undefined, clients: Clients): Promise<Index> {
  if (text === undefined) {
    const region = (await clients.region()) ?? "this region";
    throw new SettingsError(
      "NOT_FOUND",
      `There are no settings under ${path} in ${region}. Check SETTINGS_PATH, whether the stack is deployed, and whether it is deployed to another region.`,
    );
  }
  try {
    const { parameters = [], secureParameters = [], secrets = {} } = JSON.parse(text) as Partial<Index>;
    return { parameters, secureParameters, secrets };
  } catch (error) {
    throw new SettingsError(
      "NOT_FOUND",
      `The parameter ${path}/${INDEX} does not contain JSON. Deploy the settings again.`,
      { cause: error },
    );
  }
}

type Members = Readonly<Record<string, unknown>>;

/** The members of the secrets of some groups. A secret that has no value yet has none. */
async function secretsOf(
  path: string,
  groups: readonly string[],
  clients: Clients,
): Promise<readonly (readonly [group: string, members: Members])[]> {
  const { sdk, client } = await clients.secretsManager();
  const nameOf = (group: string) => `${path.slice(1)}/${group}`;
  const what = `the secret ${nameOf(groups[0] ?? "")}${groups.length > 1 ? ` and ${groups.length - 1} more` : ""}`;
  try {
    const command = new sdk.BatchGetSecretValueCommand({ SecretIdList: groups.map(nameOf) });
    const { SecretValues = [], Errors = [] } = await client.send(command);
    const byName = new Map(SecretValues.map(({ Name, SecretString }) => [Name, SecretString]));
    for (const { SecretId = "", ErrorCode = "", Message = "" } of Errors) {
      // A secret without a version is not found, either. Only its settings are reported, when they are used.
      const failure = { name: ErrorCode, message: Message };
      if (hasNoVersion(failure)) continue;
      throw errorOf(failure, "secretsmanager:GetSecretValue", `the secret ${SecretId}`, await clients.region());
    }
    return groups.map((group) => [group, membersOf(byName.get(nameOf(group)), nameOf(group))]);
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    // One that has no value yet may fail the others with it.
    if ((error as Error).name === "ResourceNotFoundException") return oneByOne(nameOf, groups, clients);
    throw errorOf(error, "secretsmanager:BatchGetSecretValue", what, await clients.region());
  }
}

async function oneByOne(
  nameOf: (group: string) => string,
  groups: readonly string[],
  clients: Clients,
): Promise<readonly (readonly [group: string, members: Members])[]> {
  const { sdk, client } = await clients.secretsManager();
  const read = async (group: string): Promise<readonly [string, Members]> => {
    const SecretId = nameOf(group);
    try {
      const { SecretString } = await client.send(new sdk.GetSecretValueCommand({ SecretId }));
      return [group, membersOf(SecretString, SecretId)];
    } catch (error) {
      if (hasNoVersion(error as Error)) return [group, {}];
      if (error instanceof SettingsError) throw error;
      throw errorOf(error, "secretsmanager:GetSecretValue", `the secret ${SecretId}`, await clients.region());
    }
  };
  return Promise.all(groups.map(read));
}

/** Whether a secret is there, but has no value yet. */
const hasNoVersion = ({ name, message }: { readonly name: string; readonly message: string }) =>
  name === "ResourceNotFoundException" && /staging label|version/i.test(message);

function membersOf(text: string | undefined, name: string): Members {
  if (text === undefined) return {};
  try {
    const members: unknown = JSON.parse(text);
    if (typeof members === "object" && members !== null) return members as Members;
  } catch {
    // No message repeats a secret, as that of a failed JSON.parse would.
  }
  throw new SettingsError(
    "NO_VALUE",
    `The secret ${name} is not a JSON object. Write it with \`amplify-roles settings push\`.`,
  );
}
