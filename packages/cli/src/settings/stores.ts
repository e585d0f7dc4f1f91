import { INDEX_NAME, NO_VALUE, type SettingsIndex, secretName } from "@amplify-roles/core/settings";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, PutParameterCommand, paginateGetParametersByPath, SSMClient } from "@aws-sdk/client-ssm";
import { UsageError } from "../usage.js";
import { parseIndex } from "./declared.js";

/** A parameter in AWS. */
export interface StoredParameter {
  /** Undefined until it is pushed. */
  readonly value: string | undefined;
  readonly type: string;
  readonly version: number;
}

/** A secret in AWS. */
export interface StoredSecret {
  readonly arn: string;
  /** Undefined if it has no value yet. */
  readonly members: Readonly<Record<string, unknown>> | undefined;
  readonly version: string | undefined;
  /** When it was deleted, if it can still be restored. */
  readonly deletedOn?: Date;
}

const named = (error: unknown, name: string) => (error as { name?: unknown }).name === name;

/** The two stores of a path, through the AWS SDK with the credentials of the user. */
export class Stores {
  private readonly ssm: SSMClient;
  private readonly secretsManager: SecretsManagerClient;

  constructor(
    readonly path: string,
    region: string | undefined,
  ) {
    const config = region === undefined ? {} : { region };
    this.ssm = new SSMClient(config);
    this.secretsManager = new SecretsManagerClient(config);
  }

  region(): Promise<string> {
    return this.ssm.config.region();
  }

  /**
   * What the last deploy declared.
   *
   * @throws UsageError if nothing is deployed under the path
   */
  async index(): Promise<SettingsIndex> {
    const name = `${this.path}/${INDEX_NAME}`;
    let text = "";
    try {
      text = (await this.ssm.send(new GetParameterCommand({ Name: name }))).Parameter?.Value ?? "";
    } catch (error) {
      if (!named(error, "ParameterNotFound")) throw error;
      throw new UsageError(
        `There are no settings under ${this.path} in ${await this.region()}. Deploy the program first, or correct --path and --region.`,
      );
    }
    const index = parseIndex(text);
    if (index === undefined)
      throw new UsageError(`The parameter ${name} was not written by amplify-roles. Deploy again.`);
    return index;
  }

  /** The parameters under the path by their names, without the index. */
  async parameters(): Promise<ReadonlyMap<string, StoredParameter>> {
    const found = new Map<string, StoredParameter>();
    const pages = paginateGetParametersByPath({ client: this.ssm }, { Path: this.path, WithDecryption: true });
    for await (const { Parameters = [] } of pages)
      for (const { Name = "", Value, Type = "", Version = 0 } of Parameters)
        found.set(Name.slice(this.path.length + 1), {
          value: Value === NO_VALUE ? undefined : Value,
          type: Type,
          version: Version,
        });
    found.delete(INDEX_NAME);
    return found;
  }

  /** The secret of a group; undefined if the group has no secret yet. */
  async secret(group: string): Promise<StoredSecret | undefined> {
    const SecretId = secretName(this.path, group);
    try {
      const {
        ARN = "",
        SecretString = "",
        VersionId,
      } = await this.secretsManager.send(new GetSecretValueCommand({ SecretId }));
      return { arn: ARN, members: membersOf(SecretString, SecretId), version: VersionId };
    } catch (error) {
      if (!named(error, "ResourceNotFoundException") && !named(error, "InvalidRequestException")) throw error;
    }
    // No value, deleted, or not there.
    try {
      const { ARN = "", DeletedDate } = await this.secretsManager.send(new DescribeSecretCommand({ SecretId }));
      return {
        arn: ARN,
        members: undefined,
        version: undefined,
        ...(DeletedDate === undefined ? {} : { deletedOn: DeletedDate }),
      };
    } catch (error) {
      if (named(error, "ResourceNotFoundException")) return undefined;
      throw error;
    }
  }

  /** @returns the new version */
  async putParameter(name: string, value: string, index: SettingsIndex): Promise<string> {
    const isSecure = index.secureParameters.includes(name);
    const { Version } = await this.ssm.send(
      new PutParameterCommand({
        Name: `${this.path}/${name}`,
        Value: value,
        Type: isSecure ? "SecureString" : "String",
        Overwrite: true,
        ...(index.advanced?.includes(name) === true ? { Tier: "Advanced" } : {}),
        // Without it, a secure parameter gets AWS's key.
        ...(isSecure && index.kmsKey !== undefined ? { KeyId: index.kmsKey } : {}),
      }),
    );
    return String(Version);
  }

  /** @returns the new version */
  async putSecret(group: string, members: Readonly<Record<string, unknown>>): Promise<string> {
    const SecretId = secretName(this.path, group);
    const SecretString = JSON.stringify(members);
    return (await this.secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString }))).VersionId ?? "";
  }

  /** @returns the ARN of the secret */
  async restoreSecret(group: string): Promise<string> {
    const SecretId = secretName(this.path, group);
    return (await this.secretsManager.send(new RestoreSecretCommand({ SecretId }))).ARN ?? SecretId;
  }
}

function membersOf(text: string, name: string): Readonly<Record<string, unknown>> {
  try {
    const members: unknown = JSON.parse(text);
    if (typeof members === "object" && members !== null) return members as Readonly<Record<string, unknown>>;
  } catch {
    // No message repeats a secret.
  }
  throw new UsageError(`The secret ${name} is not a JSON object, so its settings cannot be compared.`);
}
