import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { REGION } from "./environment.js";
import type { clientOf } from "./session.js";

/** The settings of the clients that create them. */
type Settings = ReturnType<typeof clientOf>;

/** Creates a table with the partition key `id`, a string. */
export async function createTable(settings: Settings, TableName: string): Promise<void> {
  await new DynamoDBClient(settings).send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    }),
  );
}

/** Creates a bucket with objects. */
export async function createBucket(settings: Settings, Bucket: string, objects: Objects): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await new S3Client(settings).send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  await putObjects(settings, Bucket, objects);
}

/** Writes objects into a bucket. */
export async function putObjects(settings: Settings, Bucket: string, objects: Objects): Promise<void> {
  const s3 = new S3Client(settings);
  for (const [Key, Body] of Object.entries(objects)) await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
}

/** The content of objects by their keys. */
type Objects = Readonly<Record<string, string>>;
