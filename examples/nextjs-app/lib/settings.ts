import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { paginateGetParametersByPath } from "@aws-sdk/client-ssm";
import { secretsManager, ssm } from "./aws";
import { environment } from "./environment";

/** Parameters by what their name has behind the path (`/web/prod/API_URL` → `API_URL`), and the secret's members. */
export type Settings = Readonly<Record<string, string>>;

/** Long enough that a request seldom waits, short enough that a changed secret needs no deployment. */
const KEEP_MS = 5 * 60_000;

let cached: { readonly settings: Promise<Settings>; readonly until: number } | undefined;

/** Reads Parameter Store and Secrets Manager at most once in five minutes. */
export function settings(): Promise<Settings> {
  if (cached !== undefined && Date.now() < cached.until) return cached.settings;
  // The promise is kept, not its result: requests that arrive meanwhile wait for the same calls.
  const entry = { settings: read(), until: Date.now() + KEEP_MS };
  cached = entry;
  entry.settings.catch(() => {
    // A failure is not kept for five minutes.
    if (cached === entry) cached = undefined;
  });
  return entry.settings;
}

/** One setting. @throws Error where neither store has it */
export async function setting(name: string): Promise<string> {
  const value = (await settings())[name];
  if (value === undefined) throw new Error(`No parameter and no member of the secret is called ${name}.`);
  return value;
}

async function read(): Promise<Settings> {
  const [parameters, secret] = await Promise.all([readParameters(), readSecret()]);
  return { ...parameters, ...secret };
}

async function readParameters(): Promise<Settings> {
  const path = environment("SETTINGS_PATH");
  const found: Record<string, string> = {};
  // Ten at most come at a time, and a page may be empty before the last one.
  const pages = paginateGetParametersByPath({ client: ssm }, { Path: path, Recursive: true, WithDecryption: true });
  for await (const { Parameters = [] } of pages) {
    for (const { Name = "", Value = "" } of Parameters) found[Name.slice(path.length).replace(/^\//, "")] = Value;
  }
  return found;
}

async function readSecret(): Promise<Settings> {
  const name = environment("SETTINGS_SECRET");
  const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: name }));
  if (SecretString === undefined) throw new Error(`The secret ${name} is binary; a JSON object is expected.`);
  const value: unknown = JSON.parse(SecretString);
  if (typeof value !== "object" || value === null) throw new Error(`The secret ${name} is not a JSON object.`);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, String(member)]));
}
