import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { LoadOptions } from "./options.js";
import { SettingsError } from "./settings-error.js";

type Ssm = typeof import("@aws-sdk/client-ssm");
type SecretsManager = typeof import("@aws-sdk/client-secrets-manager");

const missing = (name: string, error: unknown) =>
  new SettingsError("MISSING_CLIENT", `The settings need ${name}. Run: npm install ${name}`, { cause: error });

// Each client is loaded when it is needed. Literal names let bundlers find it, and what is in a `try` they can do without.
// Node.js takes twice as long for an `import` of these packages as for a `require`, because it looks for their exports
// first. What has no `require`, such as the output of Rollup, uses `import`.
async function loadSsm(): Promise<Ssm> {
  const name = "@aws-sdk/client-ssm";
  try {
    try {
      return checked(require("@aws-sdk/client-ssm"), "SSMClient");
    } catch {
      return checked(await import("@aws-sdk/client-ssm"), "SSMClient");
    }
  } catch (error) {
    throw missing(name, error);
  }
}

async function loadSecretsManager(): Promise<SecretsManager> {
  const name = "@aws-sdk/client-secrets-manager";
  try {
    try {
      return checked(require("@aws-sdk/client-secrets-manager"), "SecretsManagerClient");
    } catch {
      return checked(await import("@aws-sdk/client-secrets-manager"), "SecretsManagerClient");
    }
  } catch (error) {
    throw missing(name, error);
  }
}

/** A bundler that does without a package puts an empty module in its place. */
function checked<Sdk extends object>(sdk: Sdk, client: keyof Sdk): Sdk {
  if (typeof sdk[client] !== "function") throw new Error("The module is empty.");
  return sdk;
}

type ClientConfig = { readonly region?: string; readonly maxAttempts: number };

/** The SDK's clients, which are created once. Credentials are the SDK's own: the role's, or the profile's. */
export class Clients {
  private ssmClient: Promise<{ sdk: Ssm; client: SSMClient }> | undefined;
  private secretsClient: Promise<{ sdk: SecretsManager; client: SecretsManagerClient }> | undefined;

  constructor(private readonly options: Pick<LoadOptions, "region" | "clients">) {}

  ssm(): Promise<{ sdk: Ssm; client: SSMClient }> {
    this.ssmClient ??= loadSsm().then((sdk) => ({
      sdk,
      client: this.options.clients?.ssm ?? new sdk.SSMClient(this.config()),
    }));
    return this.ssmClient;
  }

  secretsManager(): Promise<{ sdk: SecretsManager; client: SecretsManagerClient }> {
    this.secretsClient ??= this.newSecretsManager();
    return this.secretsClient;
  }

  /** Loads the client for secrets while something else is waited for. Apps without secrets may not have it. */
  prepareSecretsManager(): void {
    setImmediate(() => {
      this.secretsManager().catch(() => undefined);
    });
  }

  /** The region that parameters are read from, for messages. */
  async region(): Promise<string | undefined> {
    try {
      const { client } = await this.ssm();
      return await client.config.region();
    } catch {
      return undefined;
    }
  }

  /** It uses the credentials that the other client has found: on Amplify, finding them is a call. */
  private async newSecretsManager(): Promise<{ sdk: SecretsManager; client: SecretsManagerClient }> {
    const [sdk, { client }] = await Promise.all([loadSecretsManager(), this.ssm()]);
    const { credentials } = client.config;
    const own = () => new sdk.SecretsManagerClient({ ...this.config(), credentials });
    return { sdk, client: this.options.clients?.secretsManager ?? own() };
  }

  private config(): ClientConfig {
    return { ...(this.options.region === undefined ? {} : { region: this.options.region }), maxAttempts: 3 };
  }
}
