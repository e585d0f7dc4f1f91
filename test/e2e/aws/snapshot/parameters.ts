import {
  GetParameterCommand,
  ListTagsForResourceCommand,
  type ParameterMetadata,
  paginateDescribeParameters,
  SSMClient,
} from "@aws-sdk/client-ssm";
import type { Named } from "../snapshot.js";
import { all, byName, type Source, tagsOf } from "./clients.js";

export interface Parameter {
  readonly type?: string | undefined;
  readonly tier?: string | undefined;
  /** Of a `SecureString`. */
  readonly keyId?: string | undefined;
  readonly description?: string | undefined;
  /** Decrypted. */
  readonly value?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export async function parametersOf({ client }: Source): Promise<Named<Parameter>> {
  const ssm = new SSMClient(client);
  const found = await all(paginateDescribeParameters({ client: ssm }, {}), ({ Parameters }) => Parameters);
  return byName(await Promise.all(found.map((metadata) => parameterOf(ssm, metadata))));
}

async function parameterOf(ssm: SSMClient, metadata: ParameterMetadata): Promise<[string, Parameter]> {
  const { Name = "", Type, Tier, KeyId, Description } = metadata;
  const [{ Parameter: parameter }, { TagList }] = await Promise.all([
    ssm.send(new GetParameterCommand({ Name, WithDecryption: true })),
    ssm.send(new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: Name })),
  ]);
  const settings = { type: Type, tier: Tier, keyId: KeyId, description: Description, value: parameter?.Value };
  return [Name, { ...settings, tags: tagsOf(TagList) }];
}
