import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { paginateGetParametersByPath, SSMClient } from "@aws-sdk/client-ssm";

// What a program without `settings` needs: code that reads its secret and its parameters itself.

type Settings = Readonly<Record<string, string>>;

/** The parameters under `SETTINGS_PATH`, and the members of the secret `SETTINGS_SECRET`. */
export async function manualSettings(): Promise<Settings> {
  const [parameters, secret] = await Promise.all([readParameters(), readSecret()]);
  return { ...parameters, ...secret };
}

async function readParameters(): Promise<Settings> {
  const path = process.env.SETTINGS_PATH ?? "";
  const found: Record<string, string> = {};
  // Ten at most come at a time, and a page may be empty before the last one.
  const pages = paginateGetParametersByPath(
    { client: new SSMClient() },
    { Path: path, Recursive: true, WithDecryption: true },
  );
  for await (const { Parameters = [] } of pages) {
    for (const { Name = "", Value = "" } of Parameters) found[Name.slice(path.length).replace(/^\//, "")] = Value;
  }
  return found;
}

async function readSecret(): Promise<Settings> {
  const name = process.env.SETTINGS_SECRET ?? "";
  const { SecretString } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: name }));
  if (SecretString === undefined) throw new Error(`The secret ${name} is binary; a JSON object is expected.`);
  const value: unknown = JSON.parse(SecretString);
  if (typeof value !== "object" || value === null) throw new Error(`The secret ${name} is not a JSON object.`);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, String(member)]));
}
