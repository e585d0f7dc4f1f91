import {
  DescribeTableCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  paginateListTables,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { Named } from "../snapshot.js";
import { all, byName, type Source, tagsOf } from "./clients.js";

export interface Table
  extends Pick<
    TableDescription,
    | "KeySchema"
    | "AttributeDefinitions"
    | "GlobalSecondaryIndexes"
    | "LocalSecondaryIndexes"
    | "StreamSpecification"
    | "DeletionProtectionEnabled"
  > {
  readonly billingMode?: string | undefined;
  /** The key that encrypts it, where it is not DynamoDB's own. */
  readonly kmsKey?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export async function tablesOf({ client }: Source): Promise<Named<Table>> {
  const dynamodb = new DynamoDBClient(client);
  const names = await all(paginateListTables({ client: dynamodb }, {}), ({ TableNames }) => TableNames);
  return byName(await Promise.all(names.map(async (name) => [name, await tableOf(dynamodb, name)] as const)));
}

async function tableOf(dynamodb: DynamoDBClient, name: string): Promise<Table> {
  const { Table: table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
  const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: table?.TableArn }));
  return {
    KeySchema: table?.KeySchema,
    AttributeDefinitions: table?.AttributeDefinitions,
    GlobalSecondaryIndexes: table?.GlobalSecondaryIndexes,
    LocalSecondaryIndexes: table?.LocalSecondaryIndexes,
    StreamSpecification: table?.StreamSpecification,
    DeletionProtectionEnabled: table?.DeletionProtectionEnabled,
    billingMode: table?.BillingModeSummary?.BillingMode,
    kmsKey: table?.SSEDescription?.KMSMasterKeyArn,
    tags: tagsOf(Tags),
  };
}
