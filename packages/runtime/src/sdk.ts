import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { LoadOptions } from "./options.js";
import { SettingsError } from "./settings-error.js";

type Ssm = typeof import("@aws-sdk/client-ssm");
type SecretsManager = typeof import("@aws-sdk/client-secrets-manager");

const missing = (name: string, error: unknown) =>
  new SettingsError("MISSING_CLIENT", `The settings need ${name}. Run: npm install ${name}`, { cause: error });

// Each client is loaded when it is needed. Literal names in `import` let bundlers find it, and `try` lets them do without.
async function importSsm(): Promise<Ssm> {
  try {
    return await import("@aws-sdk/client-ssm");
  } catch (error) {
    throw missing("@aws-sdk/client-ssm", error);
  }
}

async function importSecretsManager(): Promise<SecretsManager> {
  try {
    return await import("@aws-sdk/client-secrets-manager");
  } catch (error) {
    throw missing("@aws-sdk/client-secrets-manager", error);
  }
}

type ClientConfig = { readonly region?: string; readonly maxAttempts: number };

/** The SDK's clients, which are created once. Credentials are the SDK's own: the role's, or the profile's. */
export class Clients {
  private ssmClient: Promise<{ sdk: Ssm; client: SSMClient }> | undefined;
  private secretsClient: Promise<{ sdk: SecretsManager; client: SecretsManagerClient }> | undefined;

  constructor(private readonly options: Pick<LoadOptions, "region" | "clients">) {}

  ssm(): Promise<{ sdk: Ssm; client: SSMClient }> {
    this.ssmClient ??= importSsm().then((sdk) => ({
      sdk,
      client: this.options.clients?.ssm ?? new sdk.SSMClient(this.config()),
    }));
    return this.ssmClient;
  }

  secretsManager(): Promise<{ sdk: SecretsManager; client: SecretsManagerClient }> {
    this.secretsClient ??= importSecretsManager().then((sdk) => ({
      sdk,
      client: this.options.clients?.secretsManager ?? new sdk.SecretsManagerClient(this.config()),
    }));
    return this.secretsClient;
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

  private config(): ClientConfig {
    return { ...(this.options.region === undefined ? {} : { region: this.options.region }), maxAttempts: 3 };
  }
}
