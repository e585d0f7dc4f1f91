import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  paginateListSecrets,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { unlessMissing } from "../moto-client.js";
import type { Named } from "../snapshot.js";
import { all, byName, type Source, tagsOf } from "./clients.js";
import type { Generated } from "./generated.js";

export interface Secret {
  readonly arn: string;
  readonly description?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  /** Without: it was never given one. */
  readonly value?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export async function secretsOf({ client }: Source, generated: Generated) {
  const manager = new SecretsManagerClient(client);
  const listed = await all(
    paginateListSecrets({ client: manager }, { IncludePlannedDeletion: true }),
    ({ SecretList }) => SecretList,
  );
  for (const { Name = "", ARN = "" } of listed) {
    // A hyphen and six characters end the ARN.
    generated.note(ARN.slice(ARN.lastIndexOf(":") + 1), `${Name} with its suffix`);
  }
  const isLive = ({ DeletedDate }: (typeof listed)[number]) => DeletedDate === undefined;
  const live = listed.filter(isLive).map(async ({ Name = "" }) => [Name, await secretOf(manager, Name)] as const);
  return {
    live: byName(await Promise.all(live)) as Named<Secret>,
    scheduledForDeletion: listed.filter((secret) => !isLive(secret)).map(({ Name }) => `secret ${Name}`),
  };
}

async function secretOf(manager: SecretsManagerClient, name: string): Promise<Secret> {
  const { ARN = "", Description, KmsKeyId, Tags } = await manager.send(new DescribeSecretCommand({ SecretId: name }));
  const value = await unlessMissing(
    manager.send(new GetSecretValueCommand({ SecretId: name })),
    "ResourceNotFoundException",
  );
  return {
    arn: ARN,
    description: Description,
    kmsKeyId: KmsKeyId,
    value: value?.SecretString,
    tags: tagsOf(Tags),
  };
}
