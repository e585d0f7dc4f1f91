import type { PolicyDocument } from "@amplify-roles/core";
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type KeyMetadata,
  KMSClient,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListKeys,
} from "@aws-sdk/client-kms";
import type { Named } from "../snapshot.js";
import { all, byName, type Source } from "./clients.js";
import { documentIn } from "./documents.js";
import type { Generated } from "./generated.js";

export interface Key {
  readonly enabled?: boolean | undefined;
  readonly keySpec?: string | undefined;
  readonly keyUsage?: string | undefined;
  readonly multiRegion?: boolean | undefined;
  readonly rotation?: boolean | undefined;
  readonly policy: PolicyDocument;
  /** Sorted. */
  readonly aliases: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export async function keysOf({ client }: Source, generated: Generated) {
  const kms = new KMSClient(client);
  const [listed, aliases] = await Promise.all([
    all(paginateListKeys({ client: kms }, {}), ({ Keys }) => Keys),
    all(paginateListAliases({ client: kms }, {}), ({ Aliases }) => Aliases),
  ]);
  const described = await Promise.all(listed.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
  const customers = described.flatMap(({ KeyMetadata: key }) => (key?.KeyManager === "CUSTOMER" ? [key] : []));
  const nameOf = ({ Description = "", KeyId = "" }: KeyMetadata) => Description || KeyId;
  for (const key of customers) generated.note(key.KeyId ?? "", `id of key ${nameOf(key)}`);

  const isLive = ({ KeyState }: KeyMetadata) => KeyState !== "PendingDeletion";
  const live = customers.filter(isLive).map(async (key) => {
    const own = aliases.filter(({ TargetKeyId }) => TargetKeyId === key.KeyId).map(({ AliasName = "" }) => AliasName);
    return [nameOf(key), { ...(await keyOf(kms, key)), aliases: own.sort() }] as const;
  });
  return {
    live: byName(await Promise.all(live)) as Named<Key>,
    scheduledForDeletion: customers.filter((key) => !isLive(key)).map((key) => `key ${nameOf(key)}`),
  };
}

async function keyOf(kms: KMSClient, { KeyId, Enabled, KeySpec, KeyUsage, MultiRegion }: KeyMetadata) {
  const [{ KeyRotationEnabled }, { Policy = "" }, { Tags = [] }] = await Promise.all([
    kms.send(new GetKeyRotationStatusCommand({ KeyId })),
    kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" })),
    kms.send(new ListResourceTagsCommand({ KeyId })),
  ]);
  return {
    enabled: Enabled,
    keySpec: KeySpec,
    keyUsage: KeyUsage,
    multiRegion: MultiRegion,
    rotation: KeyRotationEnabled,
    policy: documentIn(Policy),
    tags: Object.fromEntries(Tags.map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue])),
  };
}
